/**
 * What a person has asked of a commercial source in a tour: counted before each question and kept over a restart, so that
 * neither a failure nor a kill gives a question away for nothing.
 */
import * as z from 'zod';
import { SOURCE_IDS, SOURCE_OF_KIND, type SourceId } from '../../../shared/records/kind.ts';
import { recordIdSchema } from '../../../shared/records/search.ts';
import type { Clock } from '../../ports/clock.ts';
import { SourceFailure, type RecordSource, type SourceCaller } from '../../ports/record-source.ts';
import { sealedDocument } from '../keys/sealed-document.ts';

export interface QuotaLimits {
  /** Questions a person may ask in a tour. */
  readonly perTour: number;
  /** US cents a question costs. */
  readonly cents: number;
  /** Whether looking for the neighbours of another source's record is a question too. */
  readonly links: boolean;
}

const usedSchema = z.strictObject({
  source: z.enum(SOURCE_IDS),
  username: z.string().max(104),
  /** Milliseconds since the epoch: the first question of the tour. */
  since: z.number(),
  used: z.int().min(0),
  /** Ids of the records opened in the tour: each is paid for once. */
  opened: z.array(recordIdSchema).default([]),
});
type Used = z.infer<typeof usedSchema>;

/** From the first question on; signing in again does not begin another tour. */
const TOUR_MS = 12 * 3_600_000;

interface QuotaBook {
  /**
   * Counts one question and answers how many are left. A record that was opened in the tour costs nothing again. Throws
   * `SourceFailure('quota')` when there are none.
   */
  take(source: SourceId, username: string, limits: QuotaLimits, opened?: string): number;
}

export const openQuotaBook = (file: string, key: Uint8Array, clock: Clock): QuotaBook => {
  const schema = z.array(usedSchema);
  const document = sealedDocument({ file, key, bound: 'source-quota/1', what: 'The quotas of sources', schema });
  let book: readonly Used[] = document.load() ?? [];
  return {
    take: (source, username, { perTour }, opened) => {
      const now = clock.now();
      const current = book.filter(({ since }) => now - since < TOUR_MS);
      const isMine = (one: Used): boolean => one.source === source && one.username === username;
      const mine = current.find(isMine) ?? { source, username, since: now, used: 0, opened: [] };
      if (opened !== undefined && mine.opened.includes(opened)) return Math.max(0, perTour - mine.used);
      if (mine.used >= perTour) throw new SourceFailure('quota');
      const known = opened === undefined ? mine.opened : [...mine.opened, opened];
      const counted = { ...mine, used: mine.used + 1, opened: known };
      const changed = [...current.filter((one) => !isMine(one)), counted];
      document.save(changed);
      book = changed;
      return perTour - counted.used;
    },
  };
};

/** Searches, counts and opened records cost; a record once a tour, whatever is revealed or copied of it. Its neighbours where the limits say so. */
export const meteredSource = (source: RecordSource, limits: QuotaLimits, book: QuotaBook): RecordSource => {
  const take = ({ username }: SourceCaller, opened?: string): number => book.take(source.id, username, limits, opened);
  return {
    ...source,
    ...(limits.links ? { linksCost: true } : {}),
    search: async (query, scope, caller, signal) => {
      const queriesLeft = take(caller);
      const answer = await source.search(query, scope, caller, signal);
      return { ...answer, cost: { cents: limits.cents, queriesLeft } };
    },
    count: async (query, scope, caller, signal) => {
      take(caller);
      return source.count(query, scope, caller, signal);
    },
    read: async (record, caller, signal) => {
      take(caller, record);
      return source.read(record, caller, signal);
    },
    linked: async (of, scope, types, limit, caller, signal) => {
      // Its own record was paid for when it was opened.
      if (limits.links && SOURCE_OF_KIND[of.kind] !== source.id) take(caller);
      return source.linked(of, scope, types, limit, caller, signal);
    },
  };
};
