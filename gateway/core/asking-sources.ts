/**
 * Asks a source for no longer than its time limit and only while somebody waits, whether or not the source listens to the
 * signal. A source that fails says why; its cause goes no further.
 */
import { SourceFailure, type RecordSource, type SourceCaller } from '../ports/record-source.ts';
import type { ReasonedAsker } from './asker.ts';
import { reasonLine } from './reason-line.ts';

export const callerOf = (asker: ReasonedAsker): SourceCaller => ({
  username: asker.person.username,
  reason: reasonLine(asker.reason),
  sessionId: asker.sessionId,
});

/** Never aborts: for calls whose caller waits to the end. */
export const WAITING: AbortSignal = new AbortController().signal;

/** Rejects with `SourceFailure('time-out')` after `ms`, and at once when the caller leaves. */
export async function within<T>(ms: number, left: AbortSignal, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const asked = new AbortController();
  let stop: (failure: Error) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = (failure) => {
      reject(failure);
      asked.abort(failure);
    };
  });
  const timer = setTimeout(() => stop(new SourceFailure('time-out')), ms);
  const leave = (): void => stop(new Error('the caller left'));
  left.addEventListener('abort', leave, { once: true });
  try {
    if (left.aborted) leave();
    return await Promise.race([ask(asked.signal), stopped]);
  } finally {
    clearTimeout(timer);
    left.removeEventListener('abort', leave);
  }
}

/** As {@link within}, for the time the source has. */
export const askedOf = <T>(
  source: RecordSource,
  left: AbortSignal,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> => within(source.timeLimitMs, left, ask);

/** Why a source did not answer; whatever else was thrown is not the source's to tell. */
export const failureOf = (error: unknown): SourceFailure =>
  error instanceof SourceFailure ? error : new SourceFailure('unreachable');
