/** What a person must not miss, at the place it belongs to. `assertive` is read out at once; use it for refusals only. */
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { Tone } from './tag.tsx';

const SIGN: Readonly<Record<Tone, string>> = {
  danger: 'triangle-alert',
  caution: 'shield-alert',
  ok: 'circle-check',
  neutral: 'info',
  held: 'eye-off',
  accent: 'info',
};

interface AlertProps {
  readonly tone?: Tone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly live?: 'assertive' | 'polite';
}
export function Alert({ tone = 'neutral', title, children, live }: AlertProps) {
  const role = live === 'assertive' ? { role: 'alert' } : live === 'polite' ? { role: 'status' } : {};
  return (
    <div className={`alert tone-${tone}`} {...role}>
      <Icon name={SIGN[tone]} />
      <div className="alert-text">
        <div className="alert-title">{title}</div>
        {children ? <div className="alert-body">{children}</div> : null}
      </div>
    </div>
  );
}
