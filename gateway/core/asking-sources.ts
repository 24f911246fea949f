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

/** Rejects with `SourceFailure('time-out')` after `ms`, and at once when the caller leaves; asks nothing for who has left. */
export function within<T>(ms: number, left: AbortSignal, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const asked = new AbortController();
    const over = (): void => {
      clearTimeout(timer);
      left.removeEventListener('abort', leave);
    };
    const stop = (failure: Error): void => {
      over();
      reject(failure);
      asked.abort(failure);
    };
    const leave = (): void => stop(new Error('the caller left'));
    const timer = setTimeout(() => stop(new SourceFailure('time-out')), ms);
    left.addEventListener('abort', leave, { once: true });
    if (left.aborted) {
      leave();
      return;
    }
    const failed = (error: unknown): void => {
      over();
      reject(error instanceof Error ? error : new SourceFailure('unreachable'));
    };
    try {
      ask(asked.signal).then((answer) => {
        over();
        resolve(answer);
      }, failed);
    } catch (error) {
      failed(error);
    }
  });
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
