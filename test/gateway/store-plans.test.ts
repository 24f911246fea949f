/** How SQLite will run the searches: by index, never by reading a whole table. Asked of the real file with the real statements. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection, rows, type Connection } from '../../gateway/adapters/store/libsql/connection.ts';
import { migrate } from '../../gateway/adapters/store/libsql/migrate.ts';
import { statementsOf } from '../../gateway/adapters/store/libsql/searching.ts';
import { RecordWriting } from '../../gateway/adapters/store/libsql/writing.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import type { Term } from '../../shared/records/query/term.ts';
import { SORTS } from '../../shared/records/search.ts';
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
const TABLES = /\bSCAN (r|m|record|mention|name_word|name_sound|mine|other|l|link)\b/;

function planOf(terms: readonly Term[], sort: (typeof SORTS)[number], after: string | null): string {
  const scope = { kinds: RECORD_KINDS, precinct: 113, hiddenTags: ['victim' as const], juvenile: false };
  const filters = { precincts: [113], years: [2026] };
  return statementsOf(database, 'department', { terms, filters, sort, limit: 50, after }, scope)
    .flatMap(({ sql, values }) => rows(database, `EXPLAIN QUERY PLAN ${sql}`, values))
    .map((row) => String(row['detail']))
    .join('\n');
}

describe('no search by a thing reads all of record or mention', () => {
  it.each(TERMS.map((term) => [`${term.type} ${'match' in term ? term.match : ''}`, term] as const))(
    '%s',
    (_, term) => {
      for (const sort of SORTS) {
        const plan = planOf([term], sort, null);
        expect(plan).toContain('SEARCH r USING INTEGER PRIMARY KEY');
        expect(plan).not.toMatch(TABLES);
      }
    },
  );

  it('several at once, and a later page', () => {
    const position = `92026-11-03T21:15${'x'.repeat(22)}`;
    expect(planOf(TERMS, 'best', position)).not.toMatch(TABLES);
  });

  it('words are looked up in the full-text index, and filters alone in an index of the source', () => {
    expect(planOf([{ type: 'words', value: 'black honda' }], 'best', null)).not.toMatch(TABLES);
    expect(planOf([{ type: 'precinct', value: 113 }], 'newest', null)).not.toMatch(TABLES);
    expect(planOf([{ type: 'when', from: '2026-01-01' }], 'oldest', null)).not.toMatch(TABLES);
  });
});

it('a sealed record has no entry in any index that a search reads', () => {
  const count = (sql: string): unknown => rows(database, sql)[0]?.['n'];
  expect(count('SELECT count(*) AS n FROM record WHERE sealed = 1')).toBe(1);
  expect(count('SELECT count(*) AS n FROM mention m JOIN record r ON r.row = m.record WHERE r.sealed = 1')).toBe(0);
  expect(count(`SELECT count(*) AS n FROM name_word WHERE word = 'SEALEDPERSON'`)).toBe(0);
  expect(count(`SELECT count(*) AS n FROM name_sound WHERE word = 'SEALEDPERSON'`)).toBe(0);
  expect(count(`SELECT count(*) AS n FROM name_sound WHERE word = 'OKONJO'`)).toBeGreaterThan(0);
  expect(count(`SELECT count(*) AS n FROM record_text WHERE record_text MATCH 'zebrafinch'`)).toBe(0);
  expect(count(`SELECT count(*) AS n FROM record_text WHERE record_text MATCH 'honda'`)).toBe(1);
});
