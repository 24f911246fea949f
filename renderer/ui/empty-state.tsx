/** Nothing here, why, and what can be done about it. Never says "nothing" when it is not known. */
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export function EmptyState({ icon, title, children }: { icon?: string; title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      {icon ? <Icon name={icon} /> : null}
      <h2>{title}</h2>
      {children}
    </div>
  );
}
