/** `sources.json`: what is wrong in it stops the gateway in one line; and what a commercial source may be asked in a tour. */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { meteredSource, openQuotaBook } from '../../gateway/adapters/sources/quota.ts';
import { readSourcesConfig } from '../../gateway/adapters/sources/sources-config.ts';
import { createRecordOpening } from '../../gateway/core/record-opening.ts';
import type { RecordSource } from '../../gateway/ports/record-source.ts';
import type { StoredRecord } from '../../gateway/ports/record-store.ts';
import { HERO } from '../../gateway/sample/hero.ts';
import { heroRecords } from '../../gateway/sample/hero-records.ts';
import { createSearch } from '../../gateway/core/search.ts';
import { movableClock, TestGateway } from './gateway-harness.ts';
import { collect, DETECTIVE, openDesk, request } from './records-desk.ts';
import { CALLER, CITY, NEVER, query, temporary } from './sources-bench.ts';

const TODAY = '2026-11-23';
let folder: string;
beforeEach(() => {
  folder = temporary();
  for (const name of ['ca.pem', 'client.pem', 'client.key']) writeFileSync(join(folder, name), name, { mode: 0o600 });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ENTRY = { url: 'https://localhost:8444', ca: 'ca.pem', cert: 'client.pem', key: 'client.key' };
const writeFile = (document: unknown): void => {
  writeFileSync(join(folder, 'sources.json'), typeof document === 'string' ? document : JSON.stringify(document));
};
const write = (sources: unknown): void => {
  writeFile(typeof sources === 'string' ? sources : { sources });
};
const read = () => readSourcesConfig(folder, TODAY).services;
const archiveYears = () => readSourcesConfig(folder, TODAY).archiveAfterYears;

describe('the configuration', () => {
  it('none: no service is asked', () => {
    expect(read()).toEqual([]);
  });

  it('a built-in source needs an address and certificates only; limits have defaults', () => {
    write({ warrants: ENTRY });
    expect(read()).toMatchObject([
      { id: 'warrants', timeLimitMs: 5000, breaker: { failures: 3, coolDownMs: 30_000 }, quota: null },
    ]);
  });

  it.each([
    ['no JSON', '{', /is not JSON/],
    ['another form', { warrants: { ...ENTRY, url: 'http://localhost' } }, /sources\.warrants\.url/],
    ['a word it does not know', { warrants: { ...ENTRY, retries: 3 } }, /retries/],
    ['certificates that are not there', { warrants: { ...ENTRY, ca: 'gone.pem' } }, /certificates of "warrants"/],
    ['the department', { department: ENTRY }, /own records/],
    ['a quota on a government source', { stolen: { ...ENTRY, quota: { perTour: 1, cents: 1 } } }, /not commercial/],
    ['one built-in source for another', { stolen: { ...ENTRY, for: 'warrants' } }, /cannot be for/],
  ])('%s: one clear line', (_what, sources, line) => {
    write(sources);
    expect(read).toThrow(line);
  });

  it('S4: after how many years the department archives, by kind; nothing said is nothing archived', () => {
    expect(archiveYears()).toBeNull();
    write({ warrants: ENTRY });
    expect(archiveYears()).toBeNull();
    writeFile({ department: { archiveAfterYears: { default: 10, call911: 5 } } });
    expect(archiveYears()).toEqual({ default: 10, call911: 5 });
    expect(read()).toEqual([]);
  });

  it.each([
    ['a kind that does not exist', { complaints: 10 }, /archiveAfterYears.*"complaints"/],
    ['a kind of another custodian', { warrant: 10 }, /archiveAfterYears.*"warrant"/],
    ['no year at all', { default: 0 }, /archiveAfterYears\.default/],
    ['more than a century', { default: 101 }, /archiveAfterYears\.default/],
    ['part of a year', { call911: 2.5 }, /archiveAfterYears\.call911/],
    ['years in words', { call911: '5' }, /archiveAfterYears\.call911/],
  ])('S4: archiving by %s is refused in one line', (_what, archiveAfterYears, line) => {
    writeFile({ department: { archiveAfterYears } });
    expect(archiveYears).toThrow(line);
    expect(archiveYears).toThrow(/^sources\.json: [^\n]*$/);
  });

  it('S4: a word of the department that is not known is refused', () => {
    writeFile({ department: { archiveAfter: { default: 10 } } });
    expect(archiveYears).toThrow(/archiveAfter/);
  });

  it('a key that others may read is refused', () => {
    write({ warrants: ENTRY });
    chmodSync(join(folder, 'client.key'), 0o644);
    expect(read).toThrow(/may be read by others/);
  });

  it('S29: a source that is not built in needs an addendum that is in effect', () => {
    const own = { ...ENTRY, for: 'public' };
    const addendum = { id: 'ADD-2026-01', effective: TODAY };
    write({ 'acme-registrations': own });
    expect(read).toThrow(/needs an addendum with id and effective date \(S29\)/);
    write({ 'acme-registrations': { ...own, addendum: { ...addendum, effective: '2026-11-24' } } });
    expect(read).toThrow(/in effect from 2026-11-24 only \(S29\)/);
    write({ 'acme-registrations': { ...ENTRY, addendum } });
    expect(read).toThrow(/must say for which source/);
    write({ 'acme-registrations': { ...own, addendum } });
    expect(read()).toMatchObject([{ id: 'public' }]);
    write({ 'acme-registrations': { ...own, addendum }, public: ENTRY });
    expect(read).toThrow(/two services are for "public"/);
  });

  it('S29: a gateway with such a source does not start', async () => {
    const gateway = new TestGateway(folder);
    write({ 'acme-registrations': { ...ENTRY, for: 'public' } });
    await expect(gateway.start()).rejects.toThrow(/S29/);
    write({});
    await gateway.start();
    expect((await gateway.call('health', { from: null })).status).toBe(200);
    await gateway.stop();
  });
});

describe('S17: the quota of a commercial source', () => {
  const LIMITS = { perTour: 2, cents: 25, links: false };
  const key = new Uint8Array(32).fill(3);
  const book = (clock = movableClock()) => openQuotaBook(join(folder, 'quota.sealed'), key, clock);
  const answering = (asked: { times: number }): RecordSource =>
    ({
      id: 'public',
      timeLimitMs: 1000,
      search: () => {
        asked.times += 1;
        return Promise.resolve({
          ...{ hits: [], count: 0, exact: true, after: null, ranked: true, widened: null, arrival: 0 },
          ...{ facets: null, asOf: null, cost: null },
        });
      },
      read: () => {
        asked.times += 1;
        return Promise.resolve(null);
      },
      linked: () => {
        asked.times += 1;
        return Promise.resolve({ links: [], more: 0 });
      },
    }) as unknown as RecordSource;

  it('is counted before asking, told with the answer, kept over a restart, and each person’s own', async () => {
    const asked = { times: 0 };
    const source = () => meteredSource(answering(asked), LIMITS, book());
    const search = (username = 'one') => source().search(query([]), CITY, { ...CALLER, username }, NEVER);
    expect((await search()).cost).toEqual({ cents: 25, queriesLeft: 1 });
    expect((await search()).cost).toEqual({ cents: 25, queriesLeft: 0 });
    await expect(search()).rejects.toMatchObject({ reason: 'quota' });
    expect(asked.times).toBe(2);
    expect((await search('two')).cost).toEqual({ cents: 25, queriesLeft: 1 });
    expect(readFileSync(join(folder, 'quota.sealed')).includes('public')).toBe(false);
  });

  it('an opened record is a question, once a tour: a reveal of it is none, over a restart too', async () => {
    const asked = { times: 0 };
    const read = (id: string) => meteredSource(answering(asked), LIMITS, book()).read(id, CALLER, NEVER);
    const [first, second, third] = ['A', 'B', 'C'].map((letter) => `p${letter.repeat(21)}`) as [string, string, string];
    for (const id of [first, first, second, second, first]) await read(id);
    expect(asked.times).toBe(5);
    await expect(read(third)).rejects.toMatchObject({ reason: 'quota' });
    await read(second); // paid for
    const search = meteredSource(answering(asked), LIMITS, book()).search(query([]), CITY, CALLER, NEVER);
    await expect(search).rejects.toMatchObject({ reason: 'quota' });
    expect(asked.times).toBe(6);
  });

  it('neighbours are a question where the limits say so, and only for another source’s record', async () => {
    const asked = { times: 0 };
    const linked = (links: boolean, kind: 'arrest' | 'public') =>
      meteredSource(answering(asked), { ...LIMITS, perTour: 1, links }, book()).linked(
        ...([{ kind } as StoredRecord, CITY, [], 10, CALLER, NEVER] as const),
      );
    for (let times = 0; times < 3; times += 1) await linked(false, 'arrest');
    for (let times = 0; times < 3; times += 1) await linked(true, 'public');
    await linked(true, 'arrest');
    await expect(linked(true, 'arrest')).rejects.toMatchObject({ reason: 'quota' });
    expect(asked.times).toBe(7);
  });

  it('begins again with the next tour', async () => {
    const clock = movableClock();
    const source = meteredSource(answering({ times: 0 }), { ...LIMITS, perTour: 1 }, book(clock));
    const search = () => source.search(query([]), CITY, CALLER, NEVER);
    await search();
    await expect(search()).rejects.toMatchObject({ reason: 'quota' });
    clock.advance(12 * 3_600_000);
    expect((await search()).cost?.queriesLeft).toBe(0);
  });

  it('used up: a record is not opened, with the rule, and the refusal is recorded', async () => {
    const desk = await openDesk();
    const [registration] = heroRecords().filter(({ kind }) => kind === 'public');
    if (registration) await desk.store.put([registration]);
    const id = await desk.idOf('public', HERO.publicRecord);
    const metered = meteredSource(desk.sources.public, { ...LIMITS, perTour: 0 }, book());
    const opening = createRecordOpening({ sources: { ...desk.sources, public: metered }, audit: desk.audit });
    await expect(opening.open(DETECTIVE, id)).rejects.toMatchObject({ fault: { code: 'source.quota', rule: 'S17' } });
    expect((await desk.rows())[0]).toMatchObject({ action: 'access.denied', outcome: 'refused', rule: 'S17' });
    await desk.remove();
  });

  it('used up: the source says so, the log too, and the other sources answer', async () => {
    const desk = await openDesk();
    const metered = meteredSource(desk.sources.public, { ...LIMITS, perTour: 0 }, book());
    const sources = { ...desk.sources, public: metered };
    const clock = movableClock();
    const search = createSearch({ sources, audit: desk.audit, clock, cursorKey: new Uint8Array(32) });
    const events = await collect(search.run(DETECTIVE, request([{ type: 'plate', value: 'KLR4821', match: 'exact' }])));
    const ends = events.flatMap((event) => (event.event === 'source' ? [[event.source, event.because]] : []));
    expect(ends).toContainEqual(['public', 'quota']);
    expect(ends.filter(([, because]) => because === undefined)).toHaveLength(4);
    expect((await desk.rows())[1]).toMatchObject({ action: 'access.denied', object: 'quota of public', rule: 'S17' });
    await desk.remove();
  });
});
