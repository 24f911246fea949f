/**
 * What a person has asked of a commercial source in a tour: counted before each question and kept over a restart, so that
 * neither a failure nor a kill gives a question away for nothing.
 */
import * as z from 'zod';
import { SOURCE_IDS, type SourceId } from '../../../shared/records/kind.ts';
import type { Clock } from '../../ports/clock.ts';
import { SourceFailure, type RecordSource, type SourceCaller } from '../../ports/record-source.ts';
import { sealedDocument } from '../keys/sealed-document.ts';

export interface QuotaLimits {
  /** Questions a person may ask in a tour. */
  readonly perTour: number;
  /** US cents a question costs. */
  readonly cents: number;
}

const usedSchema = z.strictObject({
  source: z.enum(SOURCE_IDS),
  username: z.string().max(104),
  /** Milliseconds since the epoch: the first question of the tour. */
  since: z.number(),
  used: z.int().min(0),
});
type Used = z.infer<typeof usedSchema>;

/** From the first question on; signing in again does not begin another tour. */
const TOUR_MS = 12 * 3_600_000;

interface QuotaBook {
  /** Counts one question and answers how many are left. Throws `SourceFailure('quota')` when there are none. */
  take(source: SourceId, username: string, limits: QuotaLimits): number;
}

export const openQuotaBook = (file: string, key: Uint8Array, clock: Clock): QuotaBook => {
  const schema = z.array(usedSchema);
  const document = sealedDocument({ file, key, bound: 'source-quota/1', what: 'The quotas of sources', schema });
  let book: readonly Used[] = document.load() ?? [];
  return {
    take: (source, username, { perTour }) => {
      const now = clock.now();
      const current = book.filter(({ since }) => now - since < TOUR_MS);
      const isMine = (one: Used): boolean => one.source === source && one.username === username;
      const mine = current.find(isMine) ?? { source, username, since: now, used: 0 };
      if (mine.used >= perTour) throw new SourceFailure('quota');
      const counted = { ...mine, used: mine.used + 1 };
      const changed = [...current.filter((one) => !isMine(one)), counted];
      document.save(changed);
      book = changed;
      return perTour - counted.used;
    },
  };
};

/** Searches and counts cost; opening what was found, and its neighbours, does not. */
export const meteredSource = (source: RecordSource, limits: QuotaLimits, book: QuotaBook): RecordSource => {
  const take = ({ username }: SourceCaller): number => book.take(source.id, username, limits);
  return {
    ...source,
    search: async (query, scope, caller, signal) => {
      const queriesLeft = take(caller);
      const answer = await source.search(query, scope, caller, signal);
      return { ...answer, cost: { cents: limits.cents, queriesLeft } };
    },
    count: async (query, scope, caller, signal) => {
      take(caller);
      return source.count(query, scope, caller, signal);
    },
  };
};
