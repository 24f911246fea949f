/**
 * A reading thread's columns in memory say of every record what the file says, whatever was put, changed, moved in time or
 * sealed since: the same rows, pages, counts and facets as without them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AbsentWords } from '../../gateway/adapters/store/libsql/absent-words.ts';
import { CodeTable } from '../../gateway/adapters/store/libsql/code-table.ts';
import { openConnection, rows, type Connection } from '../../gateway/adapters/store/libsql/connection.ts';
import { IndexTerms } from '../../gateway/adapters/store/libsql/index-terms.ts';
import { migrate } from '../../gateway/adapters/store/libsql/migrate.ts';
import type { Reader } from '../../gateway/adapters/store/libsql/question.ts';
import { RecordColumns } from '../../gateway/adapters/store/libsql/record-columns.ts';
import type { PackedHit } from '../../gateway/adapters/store/libsql/page-hits.ts';
import { count, search, warm } from '../../gateway/adapters/store/libsql/searching.ts';
import { SharedLookups } from '../../gateway/adapters/store/libsql/shared-lookups.ts';
import { SortedColumns } from '../../gateway/adapters/store/libsql/sorted-columns.ts';
import { StoredNames } from '../../gateway/adapters/store/libsql/stored-names.ts';
import { RecordWriting } from '../../gateway/adapters/store/libsql/writing.ts';
import type { StoreQuery } from '../../gateway/ports/record-store.ts';
import { RECORD_KINDS, SOURCE_IDS, type RecordKind } from '../../shared/records/kind.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import type { Term } from '../../shared/records/query/term.ts';
import { KEY } from './store-folder.ts';
import { mention, record } from './store-records.ts';

let folder: string;
let writing: RecordWriting;
let written: Connection;
let quick: Reader;
let plain: Reader;
const opened: Connection[] = [];

function readerOn(file: string): Reader {
  const database = openConnection(file, KEY, 'read');
  opened.push(database);
  return {
    ...{ database, codes: new CodeTable(database), names: new StoredNames(database), check: () => undefined },
    columns: new RecordColumns(database),
    terms: new IndexTerms(database),
    shared: new SharedLookups(),
    absent: new AbsentWords(database),
  };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'record-columns-'));
  const file = join(folder, 'records.db');
  written = openConnection(file, KEY, 'write');
  opened.push(written);
  migrate(written);
  writing = new RecordWriting(written, KEY);
  writing.put(Array.from({ length: 300 }, (_, at) => drawn(at, at)));
  quick = readerOn(file);
  plain = readerOn(file);
  while (!warm(quick));
});
afterAll(() => {
  for (const database of opened) database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The same for the same numbers; `state` says in which of its lives the record is. */
const random = (seed: number): number => {
  const mixed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d);
  return (Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) >>> 0) / 2 ** 32;
};
const OFFENCES = [null, 'BURGLARY', 'ROBBERY', 'PETIT LARCENY'] as const;
const KINDS: readonly RecordKind[] = ['complaint', 'call911', 'call311', 'arrest', 'warrant', 'stolen'];
const TIMES = [
  null,
  '2024-02-01',
  '2024-02-01T10:15',
  '2025-06-30T23:59',
  '2026-01-01T00:00',
  '2026-11-03T21:15',
] as const;

function drawn(id: number, state: number): NewRecord {
  const pick = <T>(of: readonly T[], nth: number): T => of[Math.floor(random(state * 7919 + nth) * of.length)] as T;
  return record({
    kind: KINDS[id % KINDS.length] ?? 'complaint',
    number: `C-${String(id)}`,
    offence: pick(OFFENCES, 1),
    occurredAt: pick(TIMES, 2),
    precinct: pick([105, 113, null], 3),
    sealed: random(state * 104729 + 4) < 0.15,
    title: pick(['Black sedan', 'Blue sedan', 'Nothing seen'], 5),
    mentions: [mention('person', pick(['OKONJO, DANA', 'OKONJO, DAN', 'RIVERA, MARIO'], 6))],
  });
}

const QUESTIONS: readonly (readonly Term[])[] = [
  [{ type: 'kind', value: 'call911' }],
  [{ type: 'precinct', value: 113 }],
  [{ type: 'when', from: '2024-02-01', to: '2025-12-31' }],
  [{ type: 'hours', from: '21:00', to: '01:00' }],
  [{ type: 'words', value: 'sedan' }],
  [{ type: 'name', value: 'OKONJO DAN', match: 'prefix' }],
  [
    { type: 'name', value: 'OKONJA', match: 'sounds' },
    { type: 'words', value: 'black' },
  ],
  [
    { type: 'precinct', value: 105 },
    { type: 'exclude', value: 'nothing' },
  ],
];
const MORE: readonly Partial<StoreQuery>[] = [
  {},
  { sort: 'oldest', limit: 7 },
  { filters: { offences: ['BURGLARY'], years: [2024, 2026] } },
  { columns: [{ by: 'offence', direction: 'ascending' }] },
];
const SCOPE = { kinds: RECORD_KINDS, precinct: null, hiddenTags: [], juvenile: true };

function expectSameAnswers(): void {
  for (const source of SOURCE_IDS.slice(0, 3)) {
    for (const [at, terms] of QUESTIONS.entries()) {
      const query: StoreQuery = { terms, filters: {}, sort: 'best', limit: 20, after: null, ...MORE[at % MORE.length] };
      const told = `${source}, ${JSON.stringify(query)}`;
      const early: PackedHit[] = [];
      const answer = search(quick, source, query, SCOPE, ({ hits }) => void early.push(...hits));
      const whole = search(plain, source, query, SCOPE);
      expect({ ...answer, hits: answer.hits?.hits ?? early }, told).toEqual({ ...whole, hits: whole.hits?.hits ?? [] });
      expect(count(quick, source, query, SCOPE), told).toEqual(count(plain, source, query, SCOPE));
    }
  }
}

/** What the columns hold, against the table they are a copy of. */
function expectSameRows(): void {
  const found = quick.columns.find(
    {
      allowed: new Uint8Array(100_000).fill(1),
      range: { from: 0, to: Number.MAX_SAFE_INTEGER - 1 },
      spans: null,
      hours: [],
    },
    1_000_000,
    true,
  );
  const held = found.rows.map((row, at) => ({ row, code: found.codes[at] }));
  expect(held).toEqual(rows(written, 'SELECT row, code FROM facet ORDER BY row'));
}

it('records put, changed, moved in time and sealed between searches are found and counted as the file has them', () => {
  expect(quick.columns.ready).toBe(true);
  expect(plain.columns.ready).toBe(false);
  expectSameAnswers();
  for (let round = 1; round <= 25; round += 1) {
    const first = Math.floor(random(round) * 320);
    writing.put(
      Array.from({ length: 1 + (round % 17) }, (_, nth) => drawn((first + nth * 13) % 340, round * 1000 + nth)),
    );
    expectSameAnswers();
    expectSameRows();
  }
  expect(quick.columns.ready).toBe(true);
});

it('what came while the columns were being read is in them', () => {
  const late = readerOn(join(folder, 'records.db'));
  late.columns.read(0);
  search(late, 'department', { terms: [], filters: {}, sort: 'best', limit: 1, after: null }, SCOPE);
  const found = late.columns.find(
    {
      allowed: new Uint8Array(100_000).fill(1),
      range: { from: 0, to: Number.MAX_SAFE_INTEGER - 1 },
      spans: null,
      hours: [],
    },
    1_000_000,
    false,
  );
  expect(found.rows).toEqual(rows(written, 'SELECT row FROM facet ORDER BY row DESC').map(({ row }) => row));
});

it('a page told early is the page of the answer', () => {
  const query: StoreQuery = {
    terms: [{ type: 'words', value: 'sedan' }],
    filters: {},
    sort: 'best',
    limit: 5,
    after: null,
  };
  const early: unknown[] = [];
  const answer = search(quick, 'department', query, SCOPE, (packed) => void early.push(packed));
  expect(answer.hits).toBeNull();
  expect(answer.count).toBeGreaterThan(5);
  expect(early).toEqual([search(plain, 'department', query, SCOPE).hits]);
});

it('columns stay in order and in step whatever is put in, changed and taken out', () => {
  const columns = new SortedColumns();
  const held = new Map<number, number>();
  for (let round = 0; round < 200; round += 1) {
    const changed = new Map<number, number | null>();
    for (let nth = 0; nth < 1 + (round % 40); nth += 1) {
      const row = Math.floor(random(round * 97 + nth) * 500) * 2 ** 21;
      const code = Math.floor(random(round * 31 + nth * 17) * (round > 150 ? 100_000 : 60_000));
      changed.set(row, random(round * 13 + nth) < 0.4 ? null : code);
    }
    const list = [...changed].sort(([a], [b]) => a - b);
    columns.apply(list.map(([row, code]) => ({ row, code })));
    for (const [row, code] of list) {
      if (code === null) held.delete(row);
      else held.set(row, code);
    }
    const wanted = [...held].sort(([a], [b]) => a - b);
    expect(Array.from({ length: columns.size }, (_, at) => [columns.row(at), columns.code(at)])).toEqual(wanted);
    const some = wanted.filter((_, at) => at % 3 === round % 3);
    expect([...(columns.codesOf(some.map(([row]) => row)) ?? [])]).toEqual(some.map(([, code]) => code));
    const back = some.toReversed();
    expect([...(columns.codesOf(back.map(([row]) => row)) ?? [])]).toEqual(back.map(([, code]) => code));
  }
  expect(columns.codesOf([3])).toBeNull();
});
