/** What was understood of what was typed: a small label and a value. */
import type { ReactNode } from 'react';

interface ChipProps {
  readonly label?: string;
  readonly children: ReactNode;
  readonly mono?: boolean;
  readonly isCurrent?: boolean;
}
export function Chip({ label, children, mono = false, isCurrent = false }: ChipProps) {
  return (
    <span className="chip" data-current={isCurrent}>
      {label ? <span className="chip-label">{label}</span> : null}
      <b className={mono ? 'mono' : ''}>{children}</b>
    </span>
  );
}
