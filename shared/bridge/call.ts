/** The shape of a row of the bridge table (page ⇄ main). */
import type * as z from 'zod';
import type { Phase } from '../session/phase.ts';

export interface CallDefinition {
  /** Phases of the session in which the call is answered; elsewhere it is refused. */
  readonly phases: readonly Phase[];
  /** Strict object: unknown keys are refused. */
  readonly input: z.ZodType;
  /** Plain object: unknown keys are dropped, so nothing outside the contract reaches the page. */
  readonly output: z.ZodType;
  /** Keys of the input that are secrets: never journaled, wiped from the handler's reach as soon as sent. */
  readonly secret?: readonly string[];
  /** Milliseconds, after which the call is answered `bridge.deadline`. */
  readonly deadlineMs: number;
}
export const call = <const T extends CallDefinition>(definition: T): T => definition;
