/** The import of public data sets: real files, dirty values, refused rows, hostile bytes, kills. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { gunzipSync, createGzip, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importFile } from '../../gateway/adapters/import/import-file.ts';
import { assetPath } from '../../gateway/adapters/import/asset-path.ts';
import { openLibsqlStore } from '../../gateway/adapters/store/libsql/open.ts';
import {
  arrestRow,
  arrestsCsv,
  callRow,
  CALLS_HEADER,
  failureOf,
  importBytes,
  memoryStore,
  temporaryFolder,
  TODAY,
} from './import-fixtures.ts';

const CHILD = join(import.meta.dirname, 'import-child.ts');

describe('real files, as published', () => {
  it.each([
    ['nypd-complaints-2010.csv.gz', 'nypd-complaints', 1978, 1978, 0],
    ['nypd-arrests-2021-queens.csv.gz', 'nypd-arrests', 4000, 4000, 0],
    ['nypd-arrests-2023-api.csv.gz', 'nypd-arrests', 1611, 1611, 0],
    ['collisions-2016.csv.gz', 'nypd-collisions-2016', 3000, 2998, 2],
    ['collisions-2021-api.csv.gz', 'nypd-collisions', 799, 799, 0],
    ['service-requests-311-2013.csv.gz', 'service-requests-311', 1920, 1920, 0],
  ])('D1: %s is recognised as %s and every row is accounted for', async (name, dataSet, rows, stored, repeated) => {
    const store = memoryStore();
    const rejectsPath = join(temporaryFolder(), 'rejects.csv');
    const report = await importFile({ store, path: assetPath('records', name), rejectsPath, today: TODAY });
    expect(report).toMatchObject({ dataSet, rows, stored, repeated, refused: 0, rejectsPath: null, finished: true });
    expect(store.records.size).toBe(stored);
    expect(existsSync(rejectsPath)).toBe(false);
  });

  it('D1: 911 rows in the published layout become calls with their times and precinct', async () => {
    const { store, report } = await importBytes([CALLS_HEADER, callRow(101), callRow(102)].join('\n'));
    expect(report).toMatchObject({ dataSet: 'nypd-calls-911', rows: 2, stored: 2 });
    const call = store.get('call911', '101');
    expect(call).toMatchObject({ occurredAt: '2025-03-04T21:07', precinct: 113, offence: 'DISPUTE: FAMILY' });
    expect(call.body['times']?.[0]).toMatchObject({ received: '2025-03-04T21:07', closed: '2025-03-04T21:40' });
  });

  it('D1: portal, API and reduced spellings of the arrests give the same record', async () => {
    const api =
      'arrest_key,arrest_date,pd_cd,pd_desc,ky_cd,ofns_desc,law_code,law_cat_cd,arrest_boro,arrest_precinct,jurisdiction_code,age_group,perp_sex,perp_race,latitude,longitude\n' +
      '232950216,2021-08-31T00:00:00.000,244,"BURGLARY,UNCLASSIFIED",107,BURGLARY,PL 1402000,F,Q,113,0,25-44,M,WHITE,40.6748,-73.764\n';
    const portal = await importBytes(arrestsCsv(arrestRow()));
    expect((await importBytes(api)).store.get('arrest', '232950216')).toEqual(portal.store.get('arrest', '232950216'));
    const reduced = await importBytes(
      'arrest_key,arrest_date,borough,precinct,law_category,age_group,gender,race,offense,month,year\n318308486,2026-01-03,Brooklyn,77,m,Unknown,Unknown,BLACK,(null),1,2026\n',
    );
    expect(reduced.report.dataSet).toBe('nypd-arrests-reduced');
    expect(reduced.store.get('arrest', '318308486')).toMatchObject({ offence: 'NOT STATED', precinct: 77 });
  });

  it('Civil Rights Law 50-b: sex offenses are marked, and persons under 18 are juvenile', async () => {
    const { store } = await importBytes(
      arrestsCsv(arrestRow({ key: '1', offence: 'SEX CRIMES' }), arrestRow({ key: '2', age: '<18' })),
    );
    expect(store.get('arrest', '1')).toMatchObject({ sexCrime: true, juvenile: false });
    expect(store.get('arrest', '2')).toMatchObject({ sexCrime: false, juvenile: true, cautions: ['juvenile'] });
  });
});

describe('dirty values', () => {
  it('takes coordinates of nought and outside New York as unknown, keeps the row and counts the repair', async () => {
    const { report, store } = await importBytes(
      arrestsCsv(
        arrestRow({ key: '1', lat: '0.0000000', lon: '0.0' }),
        arrestRow({ key: '2', lat: '51.5', lon: '-0.1' }),
        arrestRow({ key: '3', lat: '', lon: '' }),
      ),
    );
    expect(report).toMatchObject({ stored: 3, refused: 0, repaired: 2 });
    for (const key of ['1', '2', '3']) expect(store.get('arrest', key).point).toBeNull();
  });

  it('leaves out impossible ages and markers of nothing', async () => {
    const { report, store } = await importBytes(
      arrestsCsv(arrestRow({ key: '1', age: '-971' }), arrestRow({ key: '2', age: '(null)', sex: 'NA' })),
    );
    expect(report.repairs).toEqual({ 'impossible age left out': 1 });
    expect(store.get('arrest', '1').body['persons']?.[0]).not.toHaveProperty('ageGroup');
    expect(store.get('arrest', '2').body['persons']?.[0]).toEqual({ role: 'Arrested', race: 'WHITE' });
  });

  it('writes a transit district as it is said and searched; one that is no number stays as it is', async () => {
    const head = 'cmplnt_num,cmplnt_fr_dt,cmplnt_fr_tm,addr_pct_cd,rpt_dt,ky_cd,ofns_desc,law_cat_cd,transit_district';
    const row = (number: string, district: string): string =>
      `${number},2026-03-04T00:00:00.000,01:00:00,113,2026-03-04T00:00:00.000,105,ROBBERY,FELONY,${district}`;
    const { store } = await importBytes(
      [head, row('1', '4'), row('2', '33.0'), row('3', ''), row('4', 'N/S')].join('\n'),
    );
    const districts = ['1', '2', '3', '4'].map(
      (key) => store.get('complaint', key).body['handling']?.[0]?.['transitDistrict'],
    );
    expect(districts).toEqual(['TD 4', 'TD 33', undefined, 'N/S']);
  });

  it('reads thousands commas, H:MM hours and decimal postal codes', async () => {
    const { store } = await importBytes(
      'crash_date,crash_time,number_of_persons_injured,number_of_persons_killed,collision_id,zip_code,vehicle_type_code1\n2021-09-11T00:00:00.000,2:39,"1",0,"4,455,765",11208.0,S\uFFFDdan\n',
    );
    const collision = store.get('collision', '4455765');
    expect(collision).toMatchObject({ occurredAt: '2021-09-11T02:39', title: 'Collision, 1 injured' });
    expect(collision.body['place']?.[0]).toMatchObject({ postalCode: '11208' });
    expect(collision.body['vehicles']?.[0]).toEqual({ vehicleType: 'S\uFFFDdan' });
  });

  it('writes out bidirectional overrides and invisible characters, and takes control characters away', async () => {
    const { report, store } = await importBytes(arrestsCsv(arrestRow({ offence: 'BUR\u202EGLARY\u200B\u0007 X' })));
    expect(store.get('arrest', '232950216').offence).toBe('BUR\\U{202E}GLARY\\U{200B} X');
    expect(Object.keys(report.repairs).sort()).toEqual([
      'control characters taken out',
      'hidden characters written out',
    ]);
  });
});

describe('refused rows', () => {
  it('writes every refused row with its line, its reason and its first columns, and never stores it', async () => {
    const { report, store, rejectsPath } = await importBytes(
      arrestsCsv(
        arrestRow({ key: '1' }),
        arrestRow({ key: '2', date: '13/40/2021' }),
        arrestRow({ key: '3', date: '01/01/2199' }),
        arrestRow({ key: '' }),
        '5,08/31/2021,244',
        arrestRow({ key: '1', offence: 'ROBBERY' }),
        arrestRow({ key: '1' }),
        arrestRow({ key: '=cmd()' }),
      ),
    );
    expect(report).toMatchObject({ rows: 8, stored: 1, repeated: 1, refused: 6, rejectsPath });
    expect(report.rows).toBe(report.stored + report.repeated + report.refused);
    expect(store.get('arrest', '1').offence).toBe('BURGLARY');
    const lines = readFileSync(rejectsPath, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[1]).toMatch(/^3,"impossible date in arrest_date","2","13\/40\/2021"/);
    expect(lines[2]).toContain('date in the future');
    expect(lines[3]).toContain('no number');
    expect(lines[4]).toContain('wrong number of columns: 3 instead of 19');
    expect(lines[5]).toContain('number of an earlier row of this file, with other content');
    expect(lines[6]).toContain(`"'=cmd()"`);
    expect(statSync(rejectsPath).mode & 0o077).toBe(0);
  });
});

describe('files that are no data set', () => {
  const good = arrestsCsv(arrestRow());
  it.each([
    ['empty', '', 'empty'],
    ['only blank lines', '\n\n \n', 'empty'],
    ['UTF-16', Buffer.from(`\uFEFF${good}`, 'utf16le'), 'encoding'],
    ['UTF-16 without its mark', Buffer.from(good, 'utf16le'), 'encoding'],
    ['Latin-1', Buffer.from(good.replace('BURGLARY', 'BURGLARÉ'), 'latin1'), 'encoding'],
    ['binary', randomBytes(4096), 'binary'],
    ['an Excel workbook', Buffer.concat([Buffer.from('504b0304', 'hex'), randomBytes(100)]), 'binary'],
    ['prose', 'Dear all,\nplease find the rows below.\n', 'header'],
    ['semicolons', good.replaceAll(',', ';'), 'header'],
    [
      'a quote never closed',
      `${good}${arrestRow({ key: '9' }).replace('"BURGLARY', '"""BURGLARY').replace('UNCLASSIFIED"', 'X')}`,
      'csv',
    ],
  ])('refuses %s with a clear reason and stores nothing', async (_, content, code) => {
    const failure = await failureOf(importBytes(content));
    expect(failure.code).toBe(code);
    expect(failure.message.length).toBeGreaterThan(15);
    expect(failure.report).toBeNull();
  });

  it('names the nearest data set and the columns that are missing', async () => {
    const failure = await failureOf(importBytes(good.replace('ARREST_DATE', 'DAY').replace('OFNS_DESC', 'WHAT')));
    expect(failure.message).toContain('NYPD arrests; missing: arrest_date, ofns_desc');
  });

  it('says that a file is not there, without its path', async () => {
    const failure = await failureOf(
      importFile({ store: memoryStore(), path: '/nowhere/secret.csv', rejectsPath: join(temporaryFolder(), 'r.csv') }),
    );
    expect(failure.code).toBe('unreadable');
    expect(failure.message).not.toContain('secret');
  });

  it('a truncated gzip fails, and what was stored before is reported', async () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => callRow(index + 1000));
    const whole = gzipSync([CALLS_HEADER, ...rows].join('\n'));
    const folder = temporaryFolder();
    const path = join(folder, 'cut.csv.gz');
    writeFileSync(path, whole.subarray(0, Math.floor(whole.length * 0.7)));
    const store = memoryStore();
    const failure = await failureOf(importFile({ store, path, rejectsPath: join(folder, 'r.csv'), today: TODAY }));
    expect(failure.code).toBe('truncated');
    expect(store.records.size).toBeGreaterThan(0);
    expect(failure.report).toMatchObject({ stored: store.records.size, finished: false });
  });

  it('a damaged gzip fails', async () => {
    const bytes = gzipSync(arrestsCsv(arrestRow()));
    bytes.fill(0xff, 20, 60);
    expect((await failureOf(importBytes(bytes))).code).toBe('corrupt');
  });

  it('a gzip bomb is stopped early', async () => {
    const bomb = gzipSync(Buffer.alloc(80_000_000, `${callRow(7)}\n`));
    const failure = await failureOf(importBytes(Buffer.concat([gzipSync(`${CALLS_HEADER}\n`), bomb])));
    expect(failure.code).toBe('too-large');
    expect(failure.message).toMatch(/unfolds to \d+ times its size/);
    const limited = await failureOf(
      importBytes(arrestsCsv(...Array.from({ length: 400 }, () => arrestRow())), {
        limits: { maxBytes: 20_000, maxRatio: 200 },
      }),
    );
    expect(limited.code).toBe('too-large');
  });
});

describe('large files, stops and kills', () => {
  it('streams tens of megabytes within a small heap', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'calls.csv.gz');
    const rows = 180_000;
    const gzip = createGzip({ level: 1 });
    const written = once(gzip.pipe(createWriteStream(path)), 'finish');
    gzip.write(`${CALLS_HEADER}\n`);
    for (let id = 0; id < rows; id += 1000) {
      const part = Array.from({ length: 1000 }, (_, offset) => callRow(1_000_000 + id + offset)).join('\n');
      if (!gzip.write(`${part}\n`)) await once(gzip, 'drain');
    }
    gzip.end();
    await written;
    expect(gunzipSync(readFileSync(path)).length).toBeGreaterThan(40_000_000);
    const child = spawn(process.execPath, ['--max-old-space-size=80', CHILD, path, join(folder, 'rejects.csv')]);
    let output = '';
    child.stdout.on('data', (chunk) => (output = `${output}${String(chunk)}`.slice(-2000)));
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(0);
    expect(JSON.parse(output.trim().split('\n').at(-1) ?? '')).toMatchObject({ rows, stored: rows, refused: 0 });
  });

  it('stops when asked, and goes on later to the same end', async () => {
    const folder = temporaryFolder();
    const request = {
      path: assetPath('records', 'nypd-arrests-2021-queens.csv.gz'),
      rejectsPath: join(folder, 'r'),
      today: TODAY,
    };
    const store = memoryStore();
    const stop = new AbortController();
    const stopped = await failureOf(
      importFile({ ...request, store, signal: stop.signal, onProgress: ({ rows }) => rows >= 1500 && stop.abort() }),
    );
    expect(stopped.code).toBe('stopped');
    expect(stopped.report).toMatchObject({ rows: 1500, stored: 1500, finished: false });
    const report = await importFile({ ...request, store });
    expect(report).toMatchObject({ resumedAt: 1500, rows: 4000, stored: 4000, finished: true });
    const whole = memoryStore();
    await importFile({ ...request, store: whole });
    expect(store.records).toEqual(whole.records);
  });

  it('a store that fails midway: what it took is reported, and the import goes on from there', async () => {
    const folder = temporaryFolder();
    const path = assetPath('records', 'nypd-arrests-2021-queens.csv.gz');
    const store = memoryStore();
    const full: typeof store.putImported = async (records, progress) => {
      if (progress.rowsDone > 2000) throw new Error('disk full: 134-22 FARMERS BLVD');
      await store.putImported(records, progress);
    };
    const request = { path, rejectsPath: join(folder, 'r.csv'), today: TODAY };
    const failure = await failureOf(importFile({ ...request, store: { ...store, putImported: full } }));
    expect(failure.code).toBe('store');
    expect(failure.message).not.toContain('FARMERS');
    expect(failure.report).toMatchObject({ rows: 2000, stored: 2000, finished: false });
    expect(store.records.size).toBe(2000);
    expect(await importFile({ ...request, store })).toMatchObject({ resumedAt: 2000, rows: 4000, stored: 4000 });
  });

  it('never writes refused rows over the file it reads', async () => {
    const path = join(temporaryFolder(), 'rows.csv');
    writeFileSync(path, arrestsCsv(arrestRow()));
    const failure = await failureOf(importFile({ store: memoryStore(), path, rejectsPath: path, today: TODAY }));
    expect(failure.code).toBe('unreadable');
    expect(readFileSync(path, 'utf8')).toBe(arrestsCsv(arrestRow()));
  });

  it('twice: the same file does nothing, the same rows in another file make no double', async () => {
    const folder = temporaryFolder();
    const store = await openLibsqlStore({ file: join(folder, 'records.db'), key: randomBytes(32) });
    try {
      const path = assetPath('records', 'nypd-complaints-2010.csv.gz');
      const request = { store, rejectsPath: join(folder, 'r.csv'), today: TODAY };
      await importFile({ ...request, path });
      const counts = await store.counts();
      expect(counts.department).toBe(1978);
      expect(await importFile({ ...request, path })).toMatchObject({ alreadyDone: true, rows: 1978, stored: 0 });
      const plain = join(folder, 'same-rows.csv');
      writeFileSync(plain, gunzipSync(readFileSync(path)));
      expect(await importFile({ ...request, path: plain })).toMatchObject({ alreadyDone: false, stored: 1978 });
      expect(await store.counts()).toEqual(counts);
    } finally {
      await store.close();
    }
  });

  it('killed in the middle and begun again: the same rows as an import that was never killed', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'records.db');
    const key = randomBytes(32).toString('hex');
    const path = assetPath('records', 'nypd-arrests-2021-queens.csv.gz');
    const rejectsPath = join(folder, 'r.csv');
    const child = spawn(process.execPath, [CHILD, path, rejectsPath, file, key], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    child.stdout.once('data', () => child.kill('SIGKILL'));
    expect((await closed)[1]).toBe('SIGKILL');

    const expected = memoryStore();
    await importFile({ store: expected, path, rejectsPath, today: TODAY });
    const store = await openLibsqlStore({ file, key: Buffer.from(key, 'hex') });
    try {
      const report = await importFile({ store, path, rejectsPath, today: TODAY });
      expect(report.resumedAt).toBeGreaterThan(0);
      expect(report).toMatchObject({ rows: 4000, stored: 4000, refused: 0, alreadyDone: false, finished: true });
      expect((await store.counts()).department).toBe(4000);
      for (const record of expected.records.values()) {
        expect(await store.find(record.kind, record.number)).toMatchObject({ body: record.body, title: record.title });
      }
    } finally {
      await store.close();
    }
  });
});
