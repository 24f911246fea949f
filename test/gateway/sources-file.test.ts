/** A custodian's CSV or NDJSON file as a source: read when it changes, bad rows left out with their reason, gone records never found. */
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openFileConnector,
  type FileConnector,
  type FileReading,
} from '../../gateway/adapters/sources/file-connector.ts';
import { readFileMap } from '../../gateway/adapters/sources/file-map.ts';
import { openLibsqlStore } from '../../gateway/adapters/store/libsql/open.ts';
import type { RecordStore } from '../../gateway/ports/record-store.ts';
import type { Term } from '../../shared/records/query/term.ts';
import { CITY, query, temporary } from './sources-bench.ts';

const KEY = new Uint8Array(32).fill(4);
const MAP = {
  kind: 'warrant',
  number: 'WARRANT_NO',
  title: 'Bench warrant, {CHARGE}',
  occurredAt: 'ISSUED',
  precinct: 'PCT',
  offence: 'TYPE',
  state: {
    column: 'STATUS',
    values: {
      A: { label: 'Active', tone: 'danger', cautions: ['active-warrant'] },
      V: { label: 'Vacated', tone: 'neutral' },
    },
  },
  sections: {
    warrant: { topCharge: 'CHARGE', status: 'STATUS' },
    persons: { name: 'SUBJECT' },
    times: { issued: 'ISSUED' },
  },
  mentions: [{ type: 'person', column: 'SUBJECT', role: 'subject' }],
};
const HEAD = 'WARRANT_NO,SUBJECT,CHARGE,TYPE,ISSUED,PCT,STATUS';
const ONE = 'W26-000001,"SAMPLE, ALAN",Petit larceny,BENCH WARRANT,11/03/2026,113,A';
const TWO = 'W26-000002,"SAMPLE, BETTY",Assault 3,BENCH WARRANT,2026-10-01,75,A';

let folder: string;
let store: RecordStore;
beforeEach(async () => {
  folder = temporary();
  store = await openLibsqlStore({ file: join(folder, 'records.db'), key: KEY, readers: 1 });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, ...lines: readonly string[]): void => {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
};
const mapFrom = (map: unknown) => {
  writeFileSync(join(folder, 'map.json'), JSON.stringify(map));
  return readFileMap(join(folder, 'map.json'), 'warrants');
};
const connector = (name = 'w.csv', map: object = MAP): FileConnector =>
  openFileConnector({
    ...{ path: join(folder, name), map: mapFrom(map), store, rejectsPath: join(folder, 'rejects.csv') },
    ...{ stateFile: join(folder, 'state.sealed'), stateKey: KEY, journal: { failure: () => undefined } },
  });
const found = async (...terms: Term[]): Promise<readonly string[]> => {
  const { hits } = await store.search('warrants', query(terms), CITY);
  return hits.map(({ record }) => record.number).sort();
};
const all = (): Promise<readonly string[]> => found({ type: 'kind', value: 'warrant' });

describe('reading', () => {
  it('makes records of the rows, found by what they name; the copy is as old as the file', async () => {
    write('w.csv', HEAD, ONE, TWO);
    utimesSync(join(folder, 'w.csv'), 1_763_900_000, 1_763_900_000);
    const file = connector();
    expect(file.asOf()).toBeNull();
    expect(await file.refresh()).toEqual({ rows: 2, refused: 0, gone: 0 } satisfies FileReading);
    expect(file.asOf()).toBe(new Date(1_763_900_000_000).toISOString());
    expect(await found({ type: 'name', value: 'SAMPLE, ALAN', match: 'prefix' })).toEqual(['W26-000001']);
    const record = await store.find('warrant', 'W26-000001');
    expect(record).toMatchObject({
      ...{ title: 'Bench warrant, Petit larceny', occurredAt: '2026-11-03', precinct: 113, origin: 'connector' },
      ...{ state: { label: 'Active', tone: 'danger' }, cautions: ['active-warrant'] },
    });
    expect(record?.mentions[0]?.tags).toContain('identifying');
  });

  it('S4: a row says when it was archived; an empty cell is live, and what is no date is left out', async () => {
    write(
      'w.csv',
      `${HEAD},ARCHIVED`,
      `${ONE},10/01/2026`,
      `${TWO},`,
      'W26-000007,"SAMPLE, H",x,y,2026-02-03,113,A,soon',
    );
    const file = connector('w.csv', { ...MAP, archivedAt: 'ARCHIVED' });
    expect(await file.refresh()).toEqual({ rows: 3, refused: 1, gone: 0 });
    expect((await store.find('warrant', 'W26-000001'))?.archivedAt).toBe('2026-10-01');
    expect((await store.find('warrant', 'W26-000002'))?.archivedAt).toBeUndefined();
    const { hits } = await store.search('warrants', query([{ type: 'kind', value: 'warrant' }]), CITY);
    expect(hits.map(({ record }) => record.archivedAt).sort()).toEqual(['2026-10-01', undefined]);
  });

  it('NDJSON does as well', async () => {
    const row = {
      WARRANT_NO: 'W26-000009',
      SUBJECT: 'SAMPLE, CARL',
      CHARGE: 'x',
      TYPE: 'y',
      ISSUED: '2026-01-02',
      STATUS: 'A',
    };
    write('w.ndjson', JSON.stringify(row), '{"broken', '[]');
    expect(await connector('w.ndjson').refresh()).toEqual({ rows: 3, refused: 2, gone: 0 });
    expect(await all()).toEqual(['W26-000009']);
  });

  it('a row that cannot be read is left out with its reason, and the others are taken in', async () => {
    write(
      'w.csv',
      HEAD,
      ONE,
      'W26-000003,"SAMPLE, D",x,y,2026-02-30,113,A',
      'W26-000004,"SAMPLE, E",x,y,2026-02-03,999,A',
      'W26-000005,"SAMPLE, F",x,y,2026-02-03,113,Q',
      ',"SAMPLE, G",x,y,2026-02-03,113,A',
      ONE,
    );
    expect(await connector().refresh()).toEqual({ rows: 6, refused: 5, gone: 0 });
    expect(await all()).toEqual(['W26-000001']);
    const rejects = readFileSync(join(folder, 'rejects.csv'), 'utf8');
    for (const why of [
      'ISSUED is no date',
      'precinct is none',
      'which the map does not name',
      'WARRANT_NO is empty',
      'earlier row',
    ])
      expect(rejects).toContain(why);
  });
});

describe('a file that changes', () => {
  it('a record that is not in it any more is never found again, and comes back when it does', async () => {
    write('w.csv', HEAD, ONE, TWO);
    await connector().refresh();
    write('w.csv', HEAD, TWO.replace(/,A$/, ',V'));
    expect(await connector().refresh()).toEqual({ rows: 1, refused: 0, gone: 1 });
    expect(await all()).toEqual(['W26-000002']);
    expect((await store.find('warrant', 'W26-000002'))?.state.label).toBe('Vacated');
    expect(await store.find('warrant', 'W26-000001')).toBeNull();
    write('w.csv', HEAD, ONE, TWO);
    await connector().refresh();
    expect(await all()).toEqual(['W26-000001', 'W26-000002']);
  });

  it('the same file again is not read; one that cannot be read leaves everything as it was', async () => {
    write('w.csv', HEAD, ONE);
    const file = connector();
    await file.refresh();
    const asOf = file.asOf();
    expect(await file.refresh()).toBeNull();
    write('w.csv', 'OTHER,COLUMNS', '1,2');
    await expect(file.refresh()).rejects.toThrow(/has no column/);
    writeFileSync(join(folder, 'w.csv'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
    await expect(file.refresh()).rejects.toThrow(/zip archive/);
    rmSync(join(folder, 'w.csv'));
    await expect(file.refresh()).rejects.toThrow(/cannot be read/);
    expect(await all()).toEqual(['W26-000001']);
    expect(file.asOf()).toBe(asOf);
  });
});

describe('the map', () => {
  it.each([
    [
      'a field that the kind does not have',
      { ...MAP, sections: { warrant: { shoeSize: 'X' } } },
      /no warrant\.shoeSize/,
    ],
    ['a kind of another source', { ...MAP, kind: 'arrest', sections: {} }, /not kept by "warrants"/],
    ['a tone that is none', { ...MAP, state: { column: 'S', values: { A: { label: 'x', tone: 'pink' } } } }, /state/],
    ['a word it does not know', { ...MAP, extra: 1 }, /extra/],
  ])('%s: one clear line', (_what, map, line) => {
    expect(() => mapFrom(map)).toThrow(line);
  });

  it('a mention is as sensitive as the field its column fills', () => {
    const read = mapFrom(MAP);
    expect(read.fields.find(({ column }) => column === 'SUBJECT')?.field.tags).toContain('identifying');
  });
});
