/**
 * How long each source usually takes to answer the first page of a person's search (S3). Keeps the times of the last few
 * hundred searches in memory, and nothing of what was asked, by whom or what came.
 */
import { SOURCE_TIMES_LEAST, type SourceUsual } from '../../shared/records/search.ts';
import type { SourceId } from '../../shared/records/kind.ts';
import type { Clock } from '../ports/clock.ts';
import type { SourceFailureReason } from '../ports/record-source.ts';

/** Searches kept per source; the one before them is forgotten. */
export const SOURCE_TIMES_KEPT = 300;

/** How one source ended for one search. */
export interface SourceEnding {
  readonly source: SourceId;
  readonly state: 'answered' | 'down';
  /** Milliseconds from asking to the first page, on a clock that never runs backwards. */
  readonly ms: number;
  readonly because?: SourceFailureReason | undefined;
}

export interface SourceTimes {
  note(ending: SourceEnding): void;
  /** Null before there are {@link SOURCE_TIMES_LEAST}: of fewer nothing can be said. */
  of(source: SourceId): SourceUsual | null;
}

/** The last so many times of one source, each with when it was noted. A search without an answer took for ever. */
class Ring {
  readonly #ms = new Float64Array(SOURCE_TIMES_KEPT);
  readonly #at = new Float64Array(SOURCE_TIMES_KEPT);
  #noted = 0;

  note(ms: number, at: number): void {
    const place = this.#noted % SOURCE_TIMES_KEPT;
    this.#ms[place] = ms;
    this.#at[place] = at;
    this.#noted += 1;
  }

  /** Null when fewer than can be told of. */
  usual(): SourceUsual | null {
    const searches = Math.min(this.#noted, SOURCE_TIMES_KEPT);
    if (searches < SOURCE_TIMES_LEAST) return null;
    const sorted = this.#ms.slice(0, searches).sort();
    const oldest = this.#noted > SOURCE_TIMES_KEPT ? this.#noted % SOURCE_TIMES_KEPT : 0;
    return {
      searches,
      unanswered: sorted.filter((ms) => ms === Infinity).length,
      p50Ms: percentile(sorted, 0.5),
      p95Ms: percentile(sorted, 0.95),
      since: new Date(this.#at[oldest] ?? 0).toISOString(),
    };
  }
}

/**
 * The least time within which that share of the searches was answered (nearest rank); null when fewer were answered.
 * @param sorted Milliseconds, rising; not empty.
 */
export function percentile(sorted: Float64Array, share: number): number | null {
  const ms = sorted[Math.ceil(share * sorted.length) - 1] ?? Infinity;
  return ms === Infinity ? null : ms;
}

export function createSourceTimes(clock: Pick<Clock, 'now'>): SourceTimes {
  const rings = new Map<SourceId, Ring>();
  return {
    note: ({ source, state, ms, because }) => {
      // A quota is the person's: the source was well, and was not asked.
      if (because === 'quota') return;
      const ring = rings.get(source) ?? new Ring();
      rings.set(source, ring);
      ring.note(state === 'answered' ? ms : Infinity, clock.now());
    },
    of: (source) => rings.get(source)?.usual() ?? null,
  };
}
