/** A short state in words, shape and colour together: danger and caution always carry their sign. */
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export type Tone = 'danger' | 'caution' | 'ok' | 'neutral' | 'held' | 'accent';
const SIGN: Readonly<Partial<Record<Tone, string>>> = {
  danger: 'triangle-alert',
  caution: 'info',
  held: 'eye-off',
};

export function Tag({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: string; children: ReactNode }) {
  const sign = icon ?? SIGN[tone];
  return (
    <span className={`tag tone-${tone}`}>
      {sign ? <Icon name={sign} /> : null}
      {children}
    </span>
  );
}
