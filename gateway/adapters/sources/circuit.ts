/**
 * Stops asking a source that fails again and again, and tries it once after a while. A caller who left, a quota used up or
 * a question that was refused is no failure of the source.
 */
import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import type { Clock } from '../../ports/clock.ts';
import { SourceFailure } from '../../ports/record-source.ts';

export interface BreakerLimits {
  /** Failures in a row after which it is not asked. */
  readonly failures: number;
  /** Milliseconds until it is tried again. */
  readonly coolDownMs: number;
}

interface Circuit {
  /** Throws `SourceFailure('circuit-open')` without asking while it is open. */
  run<T>(ask: () => Promise<T>): Promise<T>;
  /** Whether it is not to be asked now; false again once it may be tried. */
  isOpen(): boolean;
}

const isOutage = (error: unknown): boolean =>
  error instanceof SourceFailure && (error.reason === 'time-out' || error.reason === 'unreachable');

export const openCircuit = ({ failures, coolDownMs }: BreakerLimits, clock: Clock): Circuit => {
  const policy = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: coolDownMs,
    breaker: new ConsecutiveBreaker(failures),
  });
  let openedAt = 0;
  policy.onBreak(() => {
    openedAt = clock.now();
  });
  return {
    run: async (ask) => {
      try {
        return await policy.execute(ask);
      } catch (error) {
        if (!(error instanceof BrokenCircuitError)) throw error;
        throw new SourceFailure('circuit-open', new Date(openedAt + coolDownMs).toISOString());
      }
    },
    isOpen: () => policy.state === CircuitState.Open && clock.now() < openedAt + coolDownMs,
  };
};
