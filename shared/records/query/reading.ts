/** What every reader of the box answers: the term it understands at a token, how many tokens it took, and other ways. */
import type { Token } from './lex.ts';
import type { Term } from './term.ts';

export interface Reading {
  readonly term: Term;
  /** Tokens taken, at least one. */
  readonly take: number;
  /** Other readings of the same tokens, best first. */
  readonly others: readonly Term[];
}

export interface ReadingContext {
  /** The department's day, `YYYY-MM-DD`: relative dates count from it. */
  readonly today: string;
  /** The department's time of day, `HH:MM`: tours and "last 2 hours" count from it. Without it they are words. */
  readonly time?: string;
}

export type Reader = (tokens: readonly Token[], at: number, context: ReadingContext) => Reading | null;

export const reading = (term: Term, take: number, others: readonly (Term | null)[] = []): Reading => ({
  term,
  take,
  others: others.filter((other) => other !== null),
});
