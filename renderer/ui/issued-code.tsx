/** A code to read out or write down for somebody: big, with the time it is still good for. Gone with the place it stands in. */
import type { ReactNode } from 'react';
import { Remaining } from './remaining.tsx';

interface IssuedCodeProps {
  readonly title: string;
  readonly code: string;
  readonly expiresAt: string;
  /** What to do with it. */
  readonly children: ReactNode;
}
export function IssuedCode({ title, code, expiresAt, children }: IssuedCodeProps) {
  return (
    <section className="card issued-code" aria-label={title}>
      <h2>{title}</h2>
      <p className="big-code" role="status">
        {code}
      </p>
      <Remaining
        until={expiresAt}
        words={(left) => `Good for another ${left}.`}
        over="This code has expired; give a new one."
      />
      <div>{children}</div>
    </section>
  );
}
