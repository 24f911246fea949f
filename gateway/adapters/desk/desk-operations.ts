/** What the desk's thread does for the gateway: plain statements on the tables, bounded and pruned as they are written. */
import { createHash } from 'node:crypto';
import type { ArrivalMarks, SavedSearch, TourSearch } from '../../../shared/session/desk.ts';
import { MOST_PINS, MOST_SAVED, MOST_TOUR_SEARCHES } from '../../../shared/session/desk.ts';
import { SEEN_LIMITS, type KeptPin, type SavedChange, type SeenRecord } from '../../ports/desk-store.ts';
import type { DeskDatabase } from './desk-database.ts';

const DAY_MS = 86_400_000;

interface KeptLook {
  readonly at: number;
  readonly json: string;
}

/** Rows come back as they were written; the other end reads the JSON by its schema. */
export interface DeskOperations {
  readonly saved: (owner: string) => readonly string[];
  readonly keepSaved: (owner: string, search: SavedSearch) => boolean;
  readonly changeSaved: (owner: string, id: string, change: SavedChange, from?: ArrivalMarks) => string | null;
  readonly forgetSaved: (owner: string, id: string) => boolean;
  readonly keepTourSearch: (owner: string, search: TourSearch, until: number) => void;
  readonly tourSearches: (owner: string, now: number) => readonly string[];
  readonly pins: (owner: string, now: number) => readonly KeptPin[];
  readonly pin: (owner: string, pin: KeptPin, now: number, until: number) => boolean;
  readonly unpin: (owner: string, record: string) => void;
  readonly lastLook: (owner: string, record: string, now: number) => KeptLook | null;
  readonly keepLook: (owner: string, record: string, look: SeenRecord) => void;
}
export type DeskOperation = keyof DeskOperations;

type Row = Readonly<Record<string, string | number | null>>;

class Statements {
  readonly #database: DeskDatabase;
  readonly #prepared = new Map<string, ReturnType<DeskDatabase['prepare']>>();

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  all(sql: string, ...values: readonly (string | number)[]): readonly Row[] {
    return this.#of(sql).all([...values]) as readonly Row[];
  }

  first(sql: string, ...values: readonly (string | number)[]): Row | undefined {
    return this.all(sql, ...values)[0];
  }

  /** Rows changed. */
  run(sql: string, ...values: readonly (string | number)[]): number {
    return this.#of(sql).run([...values]).changes;
  }

  together<T>(work: () => T): T {
    return this.#database.transaction(work).immediate();
  }

  #of(sql: string): ReturnType<DeskDatabase['prepare']> {
    const known = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, known);
    return known;
  }
}

const questionOf = ({ request }: TourSearch): string =>
  createHash('sha256').update(JSON.stringify(request)).digest('base64url');

const sameMarks = (a: ArrivalMarks, b: ArrivalMarks): boolean => {
  const marks = (of: ArrivalMarks): string => JSON.stringify(Object.entries(of).sort(([x], [y]) => (x < y ? -1 : 1)));
  return marks(a) === marks(b);
};

type SavedOperation = 'saved' | 'keepSaved' | 'changeSaved' | 'forgetSaved';
const savedOperations = (desk: Statements): Pick<DeskOperations, SavedOperation> => {
  const jsonOf = (owner: string, id: string): string | null =>
    (desk.first('SELECT json FROM saved WHERE owner = ? AND id = ?', owner, id)?.['json'] as string | undefined) ??
    null;
  return {
    saved: (owner) =>
      desk.all('SELECT json FROM saved WHERE owner = ? ORDER BY at DESC, id', owner).map(({ json }) => String(json)),
    keepSaved: (owner, search) =>
      desk.together(() => {
        const kept = Number(desk.first('SELECT count(*) AS n FROM saved WHERE owner = ?', owner)?.['n'] ?? 0);
        if (kept >= MOST_SAVED) return false;
        const values = [owner, search.id, search.savedAt, JSON.stringify(search)];
        return desk.run('INSERT INTO saved (owner, id, at, json) VALUES (?, ?, ?, ?)', ...values) > 0;
      }),
    changeSaved: (owner, id, change, from) =>
      desk.together(() => {
        const json = jsonOf(owner, id);
        if (json === null) return null;
        const kept = JSON.parse(json) as SavedSearch;
        if (from && !sameMarks(kept.arrival, from)) return json;
        const next = JSON.stringify({ ...kept, ...change });
        desk.run('UPDATE saved SET json = ? WHERE owner = ? AND id = ?', next, owner, id);
        return next;
      }),
    forgetSaved: (owner, id) => desk.run('DELETE FROM saved WHERE owner = ? AND id = ?', owner, id) > 0,
  };
};

const tourOperations = (desk: Statements): Pick<DeskOperations, 'keepTourSearch' | 'tourSearches'> => ({
  keepTourSearch: (owner, search, until) => {
    desk.together(() => {
      const onClash =
        search.count === null
          ? 'DO NOTHING'
          : 'DO UPDATE SET at = excluded.at, until = excluded.until, json = excluded.json';
      desk.run(
        `INSERT INTO tour_search (owner, question, at, until, json) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (owner, question) ${onClash}`,
        ...[owner, questionOf(search), search.at, until, JSON.stringify(search)],
      );
      desk.run('DELETE FROM tour_search WHERE until <= ?', Date.parse(search.at));
      desk.run(
        `DELETE FROM tour_search WHERE owner = ? AND question NOT IN
         (SELECT question FROM tour_search WHERE owner = ? ORDER BY at DESC LIMIT ${String(MOST_TOUR_SEARCHES)})`,
        ...[owner, owner],
      );
    });
  },
  tourSearches: (owner, now) =>
    desk
      .all('SELECT json FROM tour_search WHERE owner = ? AND until > ? ORDER BY at DESC', owner, now)
      .map(({ json }) => String(json)),
});

const pinOperations = (desk: Statements): Pick<DeskOperations, 'pins' | 'pin' | 'unpin'> => {
  const pins = (owner: string, now: number): readonly KeptPin[] =>
    desk
      .all('SELECT record, at FROM pin WHERE owner = ? AND until > ? ORDER BY at, record', owner, now)
      .map(({ record, at }) => ({ record: String(record), pinnedAt: String(at) }));
  return {
    pins,
    pin: (owner, { record, pinnedAt }, now, until) =>
      desk.together(() => {
        desk.run('DELETE FROM pin WHERE until <= ?', now);
        const kept = pins(owner, now);
        if (kept.some((pin) => pin.record === record)) return true;
        if (kept.length >= MOST_PINS) return false;
        const values = [owner, record, pinnedAt, until];
        return desk.run('INSERT INTO pin (owner, record, at, until) VALUES (?, ?, ?, ?)', ...values) > 0;
      }),
    unpin: (owner, record) => void desk.run('DELETE FROM pin WHERE owner = ? AND record = ?', owner, record),
  };
};

const seenOperations = (desk: Statements): Pick<DeskOperations, 'lastLook' | 'keepLook'> => ({
  lastLook: (owner, record, now) => {
    const after = now - SEEN_LIMITS.days * DAY_MS;
    const sql = 'SELECT at, json FROM seen WHERE owner = ? AND record = ? AND at > ?';
    const kept = desk.first(sql, owner, record, after);
    return kept ? { at: Number(kept['at']), json: String(kept['json']) } : null;
  },
  keepLook: (owner, record, { at, cells }) => {
    desk.together(() => {
      desk.run('DELETE FROM seen WHERE at <= ?', at - SEEN_LIMITS.days * DAY_MS);
      const values = [owner, record, at, JSON.stringify(cells)];
      desk.run('INSERT OR REPLACE INTO seen (owner, record, at, json) VALUES (?, ?, ?, ?)', ...values);
      desk.run(
        `DELETE FROM seen WHERE owner = ? AND record IN
         (SELECT record FROM seen WHERE owner = ? ORDER BY at DESC LIMIT -1 OFFSET ${String(SEEN_LIMITS.records)})`,
        ...[owner, owner],
      );
    });
  },
});

export const deskOperations = (database: DeskDatabase): DeskOperations => {
  const desk = new Statements(database);
  return { ...savedOperations(desk), ...tourOperations(desk), ...pinOperations(desk), ...seenOperations(desk) };
};
