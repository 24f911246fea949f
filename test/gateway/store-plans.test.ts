/** How SQLite will run the searches: by index, never by reading a whole table. Asked of the real file with the real statements. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection, rows, type Connection } from '../../gateway/adapters/store/libsql/connection.ts';
import { IndexTerms } from '../../gateway/adapters/store/libsql/index-terms.ts';
import { migrate } from '../../gateway/adapters/store/libsql/migrate.ts';
import { AbsentWords } from '../../gateway/adapters/store/libsql/absent-words.ts';
import { CodeTable } from '../../gateway/adapters/store/libsql/code-table.ts';
import { RecordColumns } from '../../gateway/adapters/store/libsql/record-columns.ts';
import { statementsOf } from '../../gateway/adapters/store/libsql/searching.ts';
import { SharedLookups } from '../../gateway/adapters/store/libsql/shared-lookups.ts';
import { StoredNames } from '../../gateway/adapters/store/libsql/stored-names.ts';
import { RecordWriting } from '../../gateway/adapters/store/libsql/writing.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import type { Term } from '../../shared/records/query/term.ts';
import type { StoreQuery } from '../../gateway/ports/record-store.ts';
import { KEY } from './store-folder.ts';
import { RECORDS } from './store-records.ts';

let folder: string;
let database: Connection;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'record-plans-'));
  database = openConnection(join(folder, 'records.db'), KEY, 'write');
  migrate(database);
  new RecordWriting(database, KEY).put(RECORDS);
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const TERMS: readonly Term[] = [
  { type: 'identifier', value: '2026-113-004512' },
  { type: 'plate', value: 'KLR4821', match: 'exact' },
  { type: 'plate', value: 'KLR', state: 'NY', match: 'starts' },
  { type: 'plate', value: '482', match: 'contains' },
  { type: 'plate', value: '48', match: 'contains' },
  { type: 'name', value: 'OKONJO DAN', match: 'prefix' },
  { type: 'name', value: 'SHIVON GALAGER', match: 'sounds' },
  { type: 'phone', value: '0142' },
  { type: 'vin', value: 'KA0123' },
  { type: 'address', value: '134-22 FARMERS BLVD' },
];
const TABLES = /\bSCAN (?!h\b|json_each\b)(?!.*VIRTUAL TABLE)\w+/;
const SCOPE = { kinds: RECORD_KINDS, precinct: 113, hiddenTags: ['victim' as const], juvenile: false };
const FILTERS = { precincts: [113], years: [2024, 2026], offences: ['GRAND LARCENY OF MOTOR VEHICLE'] };

const plansOf = (terms: readonly Term[], more: Partial<StoreQuery> = {}): readonly string[] =>
  statementsOf(
    {
      ...{ database, codes: new CodeTable(database), names: new StoredNames(database), check: () => undefined },
      columns: new RecordColumns(database),
      terms: new IndexTerms(database),
      shared: new SharedLookups(),
      absent: new AbsentWords(database),
    },
    'department',
    { terms, filters: FILTERS, sort: 'best', limit: 50, after: null, ...more },
    SCOPE,
  ).map(({ sql, values }) =>
    rows(database, `EXPLAIN QUERY PLAN ${sql}`, values)
      .map((row) => String(row['detail']))
      .join('\n'),
  );

describe('no search reads all of a table, and each is driven by the index of what was asked', () => {
  it.each(TERMS.map((term) => [`${term.type} ${'match' in term ? term.match : ''}`, term] as const))(
    '%s',
    (_, term) => {
      const plans = plansOf([term]);
      expect(plans.length).toBeGreaterThan(0);
      for (const plan of plans) {
        expect(plan).not.toMatch(TABLES);
        expect(plan).toMatch(
          /SEARCH r USING (COVERING )?INDEX record_number|SCAN mention_\w+ VIRTUAL TABLE INDEX (64|192):M\d+></,
        );
      }
    },
  );

  it('words, and what a record is, are read from full text backwards: a page needs no sorting', () => {
    for (const terms of [
      [{ type: 'words', value: 'black honda' }],
      [{ type: 'precinct', value: 113 }],
      [{ type: 'when', from: '2026-01-01' }],
      [{ type: 'hours', from: '22:00', to: '04:00' }],
    ] satisfies Term[][]) {
      for (const plan of plansOf(terms)) {
        expect(plan).toContain('VIRTUAL TABLE INDEX');
        expect(plan).not.toContain('TEMP B-TREE');
        expect(plan).not.toMatch(TABLES);
      }
    }
  });

  it('a whole thing is read in the order of its index: no sorting either', () => {
    for (const term of [
      { type: 'plate', value: 'KLR4821', match: 'exact' },
      { type: 'name', value: 'OKONJO DAN', match: 'sounds' },
    ] satisfies Term[]) {
      const [plan] = plansOf([term]);
      expect(plan).not.toContain('TEMP B-TREE');
    }
  });

  it('what arrived since is read from the index of arrivals', () => {
    for (const plan of plansOf([{ type: 'words', value: 'honda' }], { since: 0, newsOnly: true })) {
      expect(plan).toContain('record_arrival');
      expect(plan).not.toMatch(TABLES);
    }
  });
});

it('a sealed record has no entry in any index that a search reads', () => {
  const count = (sql: string): unknown => rows(database, sql)[0]?.['n'];
  const sealed = 'SELECT row FROM record WHERE sealed = 1';
  expect(count('SELECT count(*) AS n FROM record WHERE sealed = 1')).toBe(1);
  for (const table of ['mention_words', 'mention_grams']) {
    expect(count(`SELECT count(*) AS n FROM ${table}_docsize WHERE (id >> 12) IN (${sealed})`)).toBe(0);
    expect(count(`SELECT count(*) AS n FROM ${table}_docsize`)).toBeGreaterThan(0);
  }
  expect(count(`SELECT count(*) AS n FROM record WHERE sealed = 1 AND mention_tags <> ''`)).toBe(0);
  expect(count(`SELECT count(*) AS n FROM facet WHERE row IN (${sealed})`)).toBe(0);
  expect(count('SELECT sum(records) AS n FROM code')).toBe(RECORDS.length - 1);
  expect(count(`SELECT count(*) AS n FROM name_word WHERE word = 'SEALEDPERSON'`)).toBe(0);
  expect(count(`SELECT count(*) AS n FROM name_word WHERE word = 'OKONJO'`)).toBe(1);
  expect(count(`SELECT count(*) AS n FROM mention_words WHERE mention_words MATCH 'sealedperson'`)).toBe(0);
  expect(count(`SELECT count(*) AS n FROM record_text WHERE record_text MATCH 'zebrafinch'`)).toBe(0);
  expect(count(`SELECT count(*) AS n FROM record_text WHERE record_text MATCH 'honda'`)).toBe(1);
});
