/** Vehicles and persons of collisions: joined whatever the order, however often, killed or not; refused when there is nothing to join to. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile } from '../../gateway/adapters/import/import-file.ts';
import type { ImportReport } from '../../gateway/adapters/import/import-report.ts';
import { openLibsqlStore } from '../../gateway/adapters/store/libsql/open.ts';
import type { RecordBody } from '../../shared/records/definition.ts';
import { recordViewSchema, type RecordView } from '../../shared/records/view.ts';
import { crashes, crashesCsv, personsCsv, scattered, vehiclesCsv, type Style } from './collision-files.ts';
import { failureOf, importBytes, memoryStore, temporaryFolder, TODAY, type MemoryStore } from './import-fixtures.ts';
import { CLERK, DETECTIVE, OFFICER, openDesk, type Desk } from './records-desk.ts';

const ID = '9900001';
const into = async (store: MemoryStore, ...files: readonly string[]): Promise<readonly ImportReport[]> => {
  const reports: ImportReport[] = [];
  for (const file of files) reports.push((await importBytes(file, { store })).report);
  return reports;
};
const body = (store: MemoryStore, id = ID): RecordBody => store.get('collision', id).body;
const notThere = /^the record it belongs to is not there/;

const CRASHES = crashesCsv(crashes(1));
const VEHICLES = vehiclesCsv([{}, { UNIQUE_ID: '1502', VEHICLE_TYPE: 'Bike', VEHICLE_YEAR: '20063' }]);
const PERSONS = personsCsv([
  {},
  {
    UNIQUE_ID: '1702',
    VEHICLE_ID: '1502',
    PERSON_TYPE: 'Bicyclist',
    PED_ROLE: 'Driver',
    PERSON_AGE: '17',
    PERSON_SEX: 'U',
    PERSON_INJURY: 'Unspecified',
    BODILY_INJURY: 'Does Not Apply',
    COMPLAINT: 'Does Not Apply',
    EMOTIONAL_STATUS: 'Does Not Apply',
  },
]);

describe('S11: crash, vehicles and persons are one report', () => {
  it.each(['portal', 'api'] as const)('rows of the %s layout become its vehicles and persons', async (style: Style) => {
    const store = memoryStore();
    const reports = await into(store, crashesCsv(crashes(1), style), vehiclesCsv([{}], style), personsCsv([{}], style));
    expect(reports.map(({ dataSet, rows, stored, refused }) => [dataSet, rows, stored, refused])).toEqual([
      ['nypd-collisions', 1, 1, 0],
      ['nypd-collision-vehicles', 1, 1, 0],
      ['nypd-collision-persons', 1, 1, 0],
    ]);
    const { injuries, vehicles, persons } = body(store);
    expect(injuries).toEqual([{ personsInjured: 1, personsKilled: 0 }]);
    expect(vehicles).toMatchObject([
      {
        vehicleType: 'Station Wagon/Sport Utility Vehicle',
        year: 2002,
        make: 'TOYT -CAR/SUV',
        factor: 'Driver Inattention/Distraction',
        damage: 'Left Front Quarter Panel; Left Front Bumper',
        vehicleNumber: '501',
        registration: 'NY',
        direction: 'North',
        occupants: 1,
        preCrash: 'Going Straight Ahead',
        impact: 'Left Front Bumper',
        licence: 'Licensed',
      },
    ]);
    expect(persons).toMatchObject([
      {
        role: 'Passenger',
        ageGroup: '25-44',
        sex: 'F',
        vehicleNumber: '501',
        injury: 'Injured; Neck; Complaint of Pain or Nausea',
        condition: 'Conscious',
        equipment: 'Lap Belt & Harness',
      },
    ]);
  });

  it('the crash row’s own vehicles are replaced; impossible values are left out and counted', async () => {
    const store = memoryStore();
    await into(store, CRASHES);
    expect(body(store)['vehicles']).toEqual([{ vehicleType: 'Sedan' }, { vehicleType: 'Bike' }]);
    const [vehicles] = await into(store, VEHICLES);
    expect(vehicles?.repairs).toEqual({ 'impossible vehicle year left out': 1 });
    expect(body(store)['vehicles']?.map((row) => row['vehicleNumber'])).toEqual(['501', '1502']);
    expect(body(store)['vehicles']?.[1]).not.toHaveProperty('year');
    await into(store, PERSONS);
    const rider = body(store)['persons']?.[1];
    expect(rider).toMatchObject({ role: 'Driver (Bicyclist)', ageGroup: '<18', vehicleNumber: '1502' });
    for (const nothing of ['sex', 'injury', 'condition']) expect(rider).not.toHaveProperty(nothing);
  });

  it('vehicles before persons, persons before vehicles, rows turned round: the same record', async () => {
    const [one, other] = [memoryStore(), memoryStore()];
    const rows = scattered(60, 7);
    await into(one, crashesCsv(crashes(7)), vehiclesCsv(rows), personsCsv(rows));
    await into(other, crashesCsv(crashes(7)), personsCsv(rows.toReversed()), vehiclesCsv(rows.toReversed()));
    expect(JSON.stringify([...other.records])).toBe(JSON.stringify([...one.records]));
    expect(body(one)['persons']).toHaveLength(9);
    expect(one.get('collision', ID)).not.toHaveProperty('id');
  });

  it('twice: the same file does nothing, the same rows in another file change nothing', async () => {
    const store = memoryStore();
    await into(store, CRASHES, VEHICLES, PERSONS);
    const before = JSON.stringify([...store.records]);
    expect((await into(store, PERSONS))[0]).toMatchObject({ alreadyDone: true, rows: 2, stored: 0 });
    store.batches.length = 0;
    const [again] = await into(store, `${PERSONS}\n`);
    expect(again).toMatchObject({ alreadyDone: false, rows: 2, stored: 2, refused: 0 });
    expect(store.batches).toEqual([0]);
    expect(JSON.stringify([...store.records])).toBe(before);
  });

  it('a row published anew takes the place of its former self', async () => {
    const store = memoryStore();
    await into(store, CRASHES, VEHICLES, vehiclesCsv([{ TRAVEL_DIRECTION: 'South' }]));
    expect(body(store)['vehicles']?.map((row) => row['direction'])).toEqual(['South', 'North']);
  });

  it('crashes that come again keep the rows joined to them, and bring what is new', async () => {
    const store = memoryStore();
    await into(store, CRASHES, PERSONS, VEHICLES);
    const { vehicles, persons } = body(store);
    await into(store, crashesCsv([{ 'NUMBER OF PERSONS KILLED': '1', 'VEHICLE TYPE CODE 1': 'Taxi' }]));
    expect(store.get('collision', ID).title).toBe('Collision, 1 killed');
    expect(body(store)).toMatchObject({ vehicles, persons });
    store.batches.length = 0;
    await into(store, `${CRASHES}\n`);
    await into(store, `${PERSONS}\n`);
    expect(body(store)).toMatchObject({ vehicles, persons });
    expect(store.batches).toEqual([1, 0]);
  });
});

describe('S11: rows that cannot be joined', () => {
  it('a row whose collision is not there is refused with its reason, and tried again with its file', async () => {
    const store = memoryStore();
    const rows = personsCsv([
      {},
      { UNIQUE_ID: '702', COLLISION_ID: '9900002' },
      { UNIQUE_ID: '703', COLLISION_ID: 'X-1' },
    ]);
    await into(store, CRASHES);
    const { report, rejectsPath } = await importBytes(rows, { store });
    expect(report).toMatchObject({ rows: 3, stored: 1, refused: 2, finished: true });
    const lines = readFileSync(rejectsPath, 'utf8').trim().split('\n').toSorted();
    expect(lines[0]).toMatch(
      /^3,"the record it belongs to is not there; import that first, then this file again","702"/,
    );
    expect(lines[1]).toMatch(/^4,"the collision id is not one","703"/);

    await into(store, crashesCsv(crashes(2)));
    expect((await into(store, rows))[0]).toMatchObject({ alreadyDone: false, stored: 2, refused: 1, resumedAt: 0 });
    expect(body(store, '9900002')['persons']).toMatchObject([{ role: 'Passenger' }]);
    expect(body(store)['persons']).toHaveLength(1);
  });

  it('no row is joined to a record that did not come with the crashes', async () => {
    const store = memoryStore();
    await into(store, CRASHES);
    const crash = store.get('collision', ID);
    await store.put([{ ...crash, origin: 'sample' }]);
    expect((await into(store, VEHICLES))[0]).toMatchObject({ stored: 0, refused: 2 });
    expect(store.get('collision', ID).body).toEqual(crash.body);
  });

  it('a collision takes no more rows than are shown', async () => {
    const store = memoryStore();
    const [, report] = await into(store, CRASHES, personsCsv(scattered(205, 1)));
    expect(report).toMatchObject({ stored: 200, refused: 5 });
    expect(Object.keys(report?.refusals ?? {})).toEqual(['the record it belongs to has 200 such rows already']);
  });
});

describe('S11: stopped and killed', () => {
  const MANY = 3000;
  const COLLISIONS = 300;
  const many = personsCsv(scattered(MANY, COLLISIONS));

  it('a store that fails midway keeps whole batches only; rows before the position are joined if their collision came since', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'persons.csv');
    writeFileSync(path, many);
    const store = memoryStore();
    // The last 100 collisions come later: their rows of the first batches are refused at first.
    await into(store, crashesCsv(crashes(COLLISIONS - 100)));
    const full: typeof store.putImported = async (records, progress) => {
      if (progress.rowsDone > 1000) throw new Error('disk full');
      await store.putImported(records, progress);
    };
    const request = { path, rejectsPath: join(folder, 'r.csv'), today: TODAY };
    const failure = await failureOf(importFile({ ...request, store: { ...store, putImported: full } }));
    expect(failure.report).toMatchObject({ rows: 1000, finished: false });
    expect(Object.keys(failure.report?.refusals ?? {})).toEqual([expect.stringMatching(notThere)]);

    await into(store, crashesCsv(crashes(COLLISIONS)));
    const report = await importFile({ ...request, store });
    expect(report).toMatchObject({ resumedAt: 1000, rows: MANY, stored: MANY, refused: 0, finished: true });
    const whole = memoryStore();
    await into(whole, crashesCsv(crashes(COLLISIONS)), many);
    for (const [key, record] of whole.records) expect(store.records.get(key)).toEqual(record);
  });

  it('killed in the middle and begun again: the same rows as an import that was never killed', async () => {
    const folder = temporaryFolder();
    const [crashPath, path, rejectsPath] = [join(folder, 'c.csv'), join(folder, 'p.csv'), join(folder, 'r.csv')];
    writeFileSync(crashPath, crashesCsv(crashes(COLLISIONS)));
    writeFileSync(path, many);
    const [file, key] = [join(folder, 'records.db'), randomBytes(32)];
    const first = await openLibsqlStore({ file, key });
    await importFile({ store: first, path: crashPath, rejectsPath, today: TODAY });
    await first.close();
    const CHILD = join(import.meta.dirname, 'import-child.ts');
    const child = spawn(process.execPath, [CHILD, path, rejectsPath, file, key.toString('hex')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    child.stdout.once('data', () => child.kill('SIGKILL'));
    expect((await closed)[1]).toBe('SIGKILL');

    const expected = memoryStore();
    await into(expected, crashesCsv(crashes(COLLISIONS)), many);
    const store = await openLibsqlStore({ file, key });
    try {
      const report = await importFile({ store, path, rejectsPath, today: TODAY });
      expect(report).toMatchObject({ rows: MANY, stored: MANY, refused: 0, alreadyDone: false, finished: true });
      expect(report.resumedAt).toBeGreaterThan(0);
      for (const record of expected.records.values()) {
        expect(await store.find(record.kind, record.number)).toMatchObject({ body: record.body });
      }
    } finally {
      await store.close();
    }
  });
});

describe('S11, S22: the record view', () => {
  let desk: Desk;
  let id: string;
  beforeAll(async () => {
    desk = await openDesk();
    for (const file of [CRASHES, PERSONS, VEHICLES]) {
      const path = join(temporaryFolder(), 'rows.csv');
      writeFileSync(path, file);
      await importFile({ store: desk.store, path, rejectsPath: `${path}.rejects.csv`, today: TODAY });
    }
    id = await desk.idOf('collision', ID);
  });
  afterAll(() => desk.remove());
  const rowsOf = (seen: RecordView, section: string): RecordView['sections'][number]['rows'] =>
    seen.sections.find((one) => one.id === section)?.rows ?? [];

  it('shows vehicles and persons with their parts, and the vehicle each was in', async () => {
    const seen = await desk.records.view(OFFICER, id);
    expect(recordViewSchema.parse(seen)).toEqual(seen);
    expect(rowsOf(seen, 'persons').map((row) => [row['role'], row['vehicleNumber']])).toEqual([
      [
        { show: 'shown', value: 'Passenger' },
        { show: 'shown', value: '501' },
      ],
      [
        { show: 'shown', value: 'Driver (Bicyclist)' },
        { show: 'shown', value: '1502' },
      ],
    ]);
    expect(rowsOf(seen, 'vehicles').map((row) => row['direction'])).toEqual([
      { show: 'shown', value: 'North' },
      { show: 'shown', value: 'North' },
    ]);
    expect(JSON.stringify(seen)).not.toContain('joinedRow');
  });

  it('S22: what a person suffered is medical, where a person sat is identifying', async () => {
    const [officer, detective, clerk] = await Promise.all(
      [OFFICER, DETECTIVE, CLERK].map(async (who) => rowsOf(await desk.records.view(who, id), 'persons')[0]),
    );
    expect(officer).toMatchObject({ injury: { show: 'withheld', rule: 'medical' }, seat: { show: 'shown' } });
    expect(officer).toMatchObject({ condition: { show: 'withheld', rule: 'medical' } });
    expect(detective).toMatchObject({ injury: { show: 'masked' }, condition: { show: 'masked' } });
    expect(clerk).toMatchObject({
      seat: { show: 'withheld' },
      equipment: { show: 'withheld' },
      role: { show: 'shown' },
    });
  });
});
