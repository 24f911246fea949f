import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  MOST_PINS,
  MOST_SAVED,
  MOST_TOUR_SEARCHES,
  type SavedSearch,
  type TourSearch,
} from '../../../shared/session/desk.ts';
import { SEEN_LIMITS, type DeskStore } from '../../ports/desk-store.ts';
import { openLibsqlDeskStore } from './libsql-desk-store.ts';

const KEY = new Uint8Array(32).fill(3);
const NOW = Date.parse('2026-11-23T10:00:00.000Z');
const HOUR = 3_600_000;
const ME = 'account-one';
const OTHER = 'account-two';
let folder = '';
let desk: DeskStore;
const open = async (): Promise<DeskStore> => openLibsqlDeskStore({ file: join(folder, 'desk.db'), key: KEY });
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-store-'));
  desk = await open();
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const requestOf = (value: string): SavedSearch['request'] => ({
  terms: [{ type: 'words', value }],
  filters: {},
  sort: 'best',
  limit: 50,
});
const saved = (at: number, change: Partial<SavedSearch> = {}): SavedSearch => ({
  id: `saved-${String(at)}`.padEnd(16, '_'),
  name: 'Dark sedans',
  request: requestOf('sedan'),
  alert: true,
  savedAt: new Date(NOW + at).toISOString(),
  arrival: { department: 7 },
  news: null,
  checkedAt: null,
  ...change,
});
const searched = (at: number, value: string, change: Partial<TourSearch> = {}): TourSearch => ({
  at: new Date(NOW + at).toISOString(),
  request: requestOf(value),
  count: 3,
  exact: true,
  reason: 'Job in progress',
  arrival: { department: 7 },
  ...change,
});
const recordId = (at: number): string => `record-${String(at)}`.padEnd(22, '_');

describe('saved searches', () => {
  it('are kept until forgotten, newest first, and are nobody else’s', async () => {
    await desk.keepSaved(ME, saved(1));
    await desk.keepSaved(ME, saved(2));
    expect((await desk.saved(ME)).map(({ id }) => id)).toEqual([saved(2).id, saved(1).id]);
    expect(await desk.saved(OTHER)).toEqual([]);
    expect(await desk.forgetSaved(OTHER, saved(1).id)).toBe(false);
    const change = { arrival: { department: 9 }, news: 4, checkedAt: new Date(NOW).toISOString() };
    expect(await desk.changeSaved(OTHER, saved(1).id, change)).toBeNull();
    expect(await desk.changeSaved(ME, saved(1).id, change)).toEqual(saved(1, change));
    expect(await desk.forgetSaved(ME, saved(1).id)).toBe(true);
    expect(await desk.saved(ME)).toEqual([saved(2)]);
  });

  it('are not changed by who has read them before their owner looked', async () => {
    await desk.keepSaved(ME, saved(1));
    const at = new Date(NOW).toISOString();
    const seen = saved(1, { arrival: { department: 20 }, news: 0, checkedAt: at });
    expect(await desk.changeSaved(ME, seen.id, { arrival: seen.arrival, news: 0, checkedAt: at })).toEqual(seen);
    const late = { arrival: { department: 7, stolen: 3 }, news: 5, checkedAt: at };
    expect(await desk.changeSaved(ME, seen.id, late, { department: 7 })).toEqual(seen);
    expect(await desk.changeSaved(ME, seen.id, late, { department: 20 })).toMatchObject(late);
  });

  it('are fifty at most', async () => {
    for (let at = 0; at < MOST_SAVED; at += 1) expect(await desk.keepSaved(ME, saved(at))).toBe(true);
    expect(await desk.keepSaved(ME, saved(MOST_SAVED))).toBe(false);
    expect(await desk.keepSaved(OTHER, saved(0))).toBe(true);
    expect(await desk.saved(ME)).toHaveLength(MOST_SAVED);
  });
});

describe('the searches of a tour', () => {
  it('end with it, and a question asked again stands once', async () => {
    await desk.keepTourSearch(ME, searched(1, 'sedan'), NOW + HOUR);
    await desk.keepTourSearch(ME, searched(2, 'coupe'), NOW + HOUR);
    await desk.keepTourSearch(ME, searched(3, 'sedan', { count: 5 }), NOW + 2 * HOUR);
    expect(await desk.tourSearches(ME, NOW)).toEqual([searched(3, 'sedan', { count: 5 }), searched(2, 'coupe')]);
    expect(await desk.tourSearches(OTHER, NOW)).toEqual([]);
    expect(await desk.tourSearches(ME, NOW + HOUR)).toHaveLength(1);
    expect(await desk.tourSearches(ME, NOW + 2 * HOUR)).toEqual([]);
  });

  it('one that was broken off does not take the place of one that came to its end', async () => {
    await desk.keepTourSearch(ME, searched(1, 'sedan'), NOW + HOUR);
    await desk.keepTourSearch(ME, searched(2, 'sedan', { count: null }), NOW + HOUR);
    expect(await desk.tourSearches(ME, NOW)).toEqual([searched(1, 'sedan')]);
  });

  it('are two hundred at most: the oldest goes', async () => {
    for (let at = 0; at <= MOST_TOUR_SEARCHES; at += 1)
      await desk.keepTourSearch(ME, searched(at, `word${String(at)}`), NOW + HOUR);
    const kept = await desk.tourSearches(ME, NOW);
    expect(kept).toHaveLength(MOST_TOUR_SEARCHES);
    expect(kept.at(-1)).toEqual(searched(1, 'word1'));
  });
});

describe('pins', () => {
  it('stay for the tour, once each, fifty at most', async () => {
    const pin = (at: number) =>
      desk.pin(ME, { record: recordId(at), pinnedAt: new Date(NOW + at).toISOString() }, NOW, NOW + HOUR);
    for (let at = 0; at < MOST_PINS; at += 1) expect(await pin(at)).toBe(true);
    expect(await pin(0)).toBe(true);
    expect(await pin(MOST_PINS)).toBe(false);
    expect(await desk.pins(OTHER, NOW)).toEqual([]);
    await desk.unpin(OTHER, recordId(0));
    expect(await desk.pins(ME, NOW)).toHaveLength(MOST_PINS);
    await desk.unpin(ME, recordId(0));
    expect((await desk.pins(ME, NOW))[0]?.record).toBe(recordId(1));
    expect(await desk.pins(ME, NOW + HOUR)).toEqual([]);
  });
});

describe('what was seen', () => {
  const looked = (at: number, hash: string | null) => ({ at: NOW + at, cells: { offence: [{ status: hash }] } });

  it('is the last look of the same person', async () => {
    expect(await desk.lastLook(ME, recordId(1), NOW)).toBeNull();
    await desk.keepLook(ME, recordId(1), looked(0, 'a'));
    await desk.keepLook(OTHER, recordId(1), looked(1, null));
    expect(await desk.lastLook(ME, recordId(1), NOW)).toEqual(looked(0, 'a'));
    expect(await desk.lastLook(OTHER, recordId(1), NOW)).toEqual(looked(1, null));
    expect(await desk.lastLook(ME, recordId(2), NOW)).toBeNull();
    await desk.keepLook(ME, recordId(1), looked(2, 'b'));
    expect(await desk.lastLook(ME, recordId(1), NOW)).toEqual(looked(2, 'b'));
  });

  it('is forgotten after thirty days', async () => {
    await desk.keepLook(ME, recordId(1), looked(0, 'a'));
    const days = SEEN_LIMITS.days * 24 * HOUR;
    expect(await desk.lastLook(ME, recordId(1), NOW + days - 1)).not.toBeNull();
    expect(await desk.lastLook(ME, recordId(1), NOW + days)).toBeNull();
    await desk.keepLook(OTHER, recordId(2), looked(days, 'a'));
    expect(await desk.lastLook(ME, recordId(1), NOW)).toBeNull();
  });

  it('is kept of two thousand records: the longest unseen goes', async () => {
    for (let at = 0; at <= SEEN_LIMITS.records; at += 1) await desk.keepLook(ME, recordId(at), looked(at, 'a'));
    expect(await desk.lastLook(ME, recordId(1), NOW)).not.toBeNull();
    expect(await desk.lastLook(ME, recordId(0), NOW)).toBeNull();
  });
});

describe('the file', () => {
  it('S33: is there again after a restart, and says nothing to whoever reads the disk', async () => {
    await desk.keepSaved(ME, saved(1, { name: 'Zebrafinch watch', request: requestOf('zebrafinch') }));
    await desk.keepTourSearch(ME, searched(1, 'zebrafinch'), NOW + HOUR);
    await desk.close();
    desk = await open();
    expect(await desk.saved(ME)).toHaveLength(1);
    expect(await desk.tourSearches(ME, NOW)).toHaveLength(1);
    const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
    expect(bytes.toString('latin1').toLowerCase()).not.toContain('zebrafinch');
    await expect(openLibsqlDeskStore({ file: join(folder, 'desk.db'), key: new Uint8Array(32) })).rejects.toThrow(
      'cannot be opened',
    );
  });
});
