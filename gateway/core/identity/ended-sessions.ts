/** Sessions that ended, by the hashes of their tokens and by their ids, so that their holder is told why. Nothing here opens anything. */
import { FaultError, type FaultCode } from '../../../shared/faults/faults.ts';
import type { Clock } from '../../ports/clock.ts';
import { SESSION_LIMITS } from '../session-limits.ts';

interface Ended {
  readonly code: FaultCode;
  readonly help: string | null;
  readonly until: number;
}
const MAX_ENDED = 10_000;

/** Of a locked session, whose workstation has no token any more: it is told at the workstation where it was locked. */
export const endedKey = (sessionId: string, workstationId: string): string => `${sessionId} ${workstationId}`;

export class EndedSessions {
  readonly #clock: Clock;
  readonly #ended = new Map<string, Ended>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `key`: the hash of a token, or {@link endedKey}. */
  add(key: string, code: FaultCode, help?: string): void {
    const now = this.#clock.monotonic();
    this.#ended.set(key, { code, help: help?.slice(0, 300) ?? null, until: now + SESSION_LIMITS.absoluteMs });
    for (const [hash, { until }] of this.#ended) {
      if (until > now && this.#ended.size <= MAX_ENDED) break;
      this.#ended.delete(hash);
    }
  }

  faultOf(key: string): FaultError {
    const ended = this.#ended.get(key);
    if (!ended) return new FaultError('session.expired');
    return new FaultError(ended.code, ended.help === null ? {} : { help: ended.help });
  }
}
