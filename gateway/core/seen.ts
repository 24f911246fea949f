/**
 * What is different in a record since the same person last looked. Remembers of each cell a keyed hash, never its value,
 * and only of cells that were shown; revealing a cell or seeing less of it is no change.
 */
import { createHmac } from 'node:crypto';
import type { Cell } from '../../shared/records/search.ts';
import type { RecordView } from '../../shared/records/view.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore, SeenCells } from '../ports/desk-store.ts';
import type { Journal } from '../ports/journal.ts';

const MOST_CELLS = 2000;
const MOST_CHANGES = 200;
/** Characters of a hash: 72 bits, which nobody turns back without the key. */
const HASH = 12;

export interface Seen {
  /** What changed in the cells of this view; the view is the last look from now on. `owner`: the id of the account. Never throws. */
  changedIn(owner: string, view: RecordView): Promise<RecordView['changed']>;
}

interface SeenDeps {
  readonly desk: Pick<DeskStore, 'lastLook' | 'keepLook'>;
  readonly clock: Clock;
  readonly journal: Journal;
  /** 32 bytes, used for this only. */
  readonly key: Uint8Array;
}

type HashOf = (section: string, row: number, field: string, cell: Cell) => string | null;

const cellsOf = (view: RecordView, hashOf: HashOf): SeenCells => {
  let left = MOST_CELLS;
  return Object.fromEntries(
    view.sections.map(({ id, rows }) => [
      id,
      rows.map((row, at) =>
        Object.fromEntries(
          Object.entries(row)
            .filter(() => (left -= 1) >= 0)
            .map(([field, cell]) => [field, hashOf(id, at, field, cell)]),
        ),
      ),
    ]),
  );
};

type Place = NonNullable<RecordView['changed']>['cells'][number];
type Told = 'shown' | 'held' | 'absent';
const toldOf = (hash: string | null | undefined): Told =>
  hash === undefined ? 'absent' : hash === null ? 'held' : 'shown';

/** A cell that is not shown, now or then, says nothing; one that came or went does. */
const isChanged = (before: string | null | undefined, now: string | null | undefined): boolean =>
  before !== now && toldOf(before) !== 'held' && toldOf(now) !== 'held';

const changesOf = (before: SeenCells, now: SeenCells): Place[] => {
  const sections = new Set([...Object.keys(now), ...Object.keys(before)]);
  const places = [...sections].flatMap((section) => {
    const length = Math.max(now[section]?.length ?? 0, before[section]?.length ?? 0);
    return Array.from({ length }, (_, row) => {
      const [then, today] = [before[section]?.[row] ?? {}, now[section]?.[row] ?? {}];
      const fields = new Set([...Object.keys(today), ...Object.keys(then)]);
      return [...fields]
        .filter((field) => isChanged(then[field], today[field]))
        .map((field) => ({ section, row, field }));
    }).flat();
  });
  return places.slice(0, MOST_CHANGES);
};

/** What was seen before and is not shown now is still what was last seen of it. */
const remembered = (before: SeenCells, now: SeenCells): SeenCells =>
  Object.fromEntries(
    Object.entries(now).map(([section, rows]) => [
      section,
      rows.map((cells, row) =>
        Object.fromEntries(
          Object.entries(cells).map(([field, hash]) => [field, hash ?? before[section]?.[row]?.[field] ?? null]),
        ),
      ),
    ]),
  );

export const createSeen = ({ desk, clock, journal, key }: SeenDeps): Seen => {
  /** Of one person and one record: what is the same in two records does not look the same here. */
  const hashesFor = (owner: string, record: string): HashOf => {
    const own = createHmac('sha256', key)
      .update(JSON.stringify([owner, record]))
      .digest();
    return (section, row, field, cell) =>
      cell.show !== 'shown'
        ? null
        : createHmac('sha256', own)
            .update(JSON.stringify([section, row, field, cell.value]))
            .digest('base64url')
            .slice(0, HASH);
  };
  return {
    changedIn: async (owner, view) => {
      try {
        const cells = cellsOf(view, hashesFor(owner, view.id));
        const now = clock.now();
        const last = await desk.lastLook(owner, view.id, now);
        await desk.keepLook(owner, view.id, { at: now, cells: last ? remembered(last.cells, cells) : cells });
        return last ? { since: new Date(last.at).toISOString(), cells: changesOf(last.cells, cells) } : null;
      } catch (error) {
        // The record was opened and recorded; what was seen before is a courtesy.
        journal.failure('seen', error);
        return null;
      }
    },
  };
};
