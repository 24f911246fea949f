/** The mark in place of a value that is masked or withheld, with the rule that does it. Never receives the value. */
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface HeldProps {
  readonly show: 'masked' | 'withheld';
  /** The rule in a few words. */
  readonly rule: string;
  /** What stands beside it: Reveal, Why. */
  readonly children?: ReactNode;
}
export function Held({ show, rule, children }: HeldProps) {
  return (
    <span className="held">
      <Icon name={show === 'masked' ? 'eye-off' : 'lock'} />
      <span className="held-bar" aria-hidden="true" />
      <span>
        {show === 'masked' ? 'Masked' : 'Withheld'}: {rule}
      </span>
      {children}
    </span>
  );
}
