/** The type of the table of handlers: one per call of the bridge, so that a missing one does not compile. */
import type { CallName, CallOutput, CallParsed } from '../../../shared/bridge/calls.ts';

export interface CallContext {
  /** Aborts at the deadline of the call; the handler's requests end with it. */
  readonly signal: AbortSignal;
}

export type Handlers = {
  readonly [N in CallName]: (input: CallParsed<N>, context: CallContext) => Promise<CallOutput<N>> | CallOutput<N>;
};
