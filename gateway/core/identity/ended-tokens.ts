/** Tokens of sessions that ended, by their hashes, so that their holder is told why. None of them opens anything. */
import { FaultError, type FaultCode } from '../../../shared/faults/faults.ts';
import type { Clock } from '../../ports/clock.ts';
import { SESSION_LIMITS } from '../session-limits.ts';

interface Ended {
  readonly code: FaultCode;
  readonly help: string | null;
  readonly until: number;
}
const MAX_ENDED = 10_000;

export class EndedTokens {
  readonly #clock: Clock;
  readonly #ended = new Map<string, Ended>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(tokenHash: string, code: FaultCode, help?: string): void {
    const now = this.#clock.monotonic();
    this.#ended.set(tokenHash, { code, help: help?.slice(0, 300) ?? null, until: now + SESSION_LIMITS.absoluteMs });
    for (const [hash, { until }] of this.#ended) {
      if (until > now && this.#ended.size <= MAX_ENDED) break;
      this.#ended.delete(hash);
    }
  }

  faultOf(tokenHash: string): FaultError {
    const ended = this.#ended.get(tokenHash);
    if (!ended) return new FaultError('session.expired');
    return new FaultError(ended.code, ended.help === null ? {} : { help: ended.help });
  }
}
