/** The sample department: the same every time, whole, linked, fictional, and with the scenario in its place. */
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLibsqlStore } from '../../gateway/adapters/store/libsql/open.ts';
import { ensureSample } from '../../gateway/sample/ensure-sample.ts';
import { HERO } from '../../gateway/sample/hero.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import { RECORD_DEFINITIONS } from '../../shared/records/kinds/definitions.ts';
import { memoryStore, temporaryFolder } from './import-fixtures.ts';
import type { MemoryStore } from './import-fixtures.ts';

const NOW = '2026-11-23T10:42';
const EVERYTHING = {
  kinds: [...RECORD_KINDS],
  precinct: null,
  hiddenTags: [],
  juvenile: true,
};

let store: MemoryStore;
let all: readonly NewRecord[];
let made: readonly NewRecord[];

beforeAll(async () => {
  store = memoryStore();
  await ensureSample({ store, now: NOW });
  all = [...store.records.values()];
  made = all.filter((record) => record.origin === 'sample');
});

function fingerprint(of: MemoryStore): string {
  const hash = createHash('sha256');
  for (const key of [...of.records.keys()].sort()) hash.update(JSON.stringify(of.records.get(key)));
  return hash.digest('hex');
}

const namesIn = (record: NewRecord): readonly string[] =>
  record.mentions.filter((mention) => mention.type === 'person').map((mention) => mention.value);

describe('the department', () => {
  it('has about 60,000 records over all kinds, real ones among them', () => {
    expect(all.length).toBeGreaterThan(58_000);
    expect(all.length).toBeLessThan(62_000);
    for (const kind of RECORD_KINDS) {
      expect(all.filter((record) => record.kind === kind).length, kind).toBeGreaterThan(150);
    }
    expect(all.length - made.length).toBe(13_306);
  });

  it('is the same every time', async () => {
    const again = memoryStore();
    await ensureSample({ store: again, now: NOW });
    expect(fingerprint(again)).toBe(fingerprint(store));
  });

  it('interrupted and begun again, is the same as never interrupted; begun a third time, writes only the open jobs', async () => {
    const halting = memoryStore();
    const stop = new AbortController();
    const halted = ensureSample({
      store: halting,
      now: NOW,
      signal: stop.signal,
      onProgress: (done) => done >= 40 && stop.abort(),
    });
    await expect(halted).rejects.toThrow();
    expect(halting.records.size).toBeLessThan(all.length);
    expect(await ensureSample({ store: halting, now: NOW })).toEqual({ filled: true });
    expect(fingerprint(halting)).toBe(fingerprint(store));
    const batches = halting.batches.length;
    expect(await ensureSample({ store: halting, now: '2026-11-24T02:00' })).toEqual({ filled: false });
    expect(halting.batches.length).toBe(batches);
    expect(halting.records.size).toBe(all.length);
    expect(halting.get('call911', HERO.job).occurredAt).toBe('2026-11-24T01:55');
  });

  it('every link leads to a record that is there', () => {
    const dangling = all.flatMap((record) =>
      record.links.filter((link) => !store.records.has(`${link.kind} ${link.number}`)).map((link) => link.number),
    );
    expect(dangling).toEqual([]);
    expect(all.flatMap((record) => record.links).length).toBeGreaterThan(20_000);
  });

  it('every link is said from both ends, each in its own words', () => {
    for (const record of all) {
      for (const link of record.links) {
        const back = store
          .get(link.kind, link.number)
          .links.some((other) => other.kind === record.kind && other.number === record.number);
        expect(back, `${record.kind} ${record.number} → ${link.kind} ${link.number}`).toBe(true);
      }
    }
  });

  it('writes only fields that the kind defines, each of its type', () => {
    for (const record of all) {
      for (const [id, rows] of Object.entries(record.body)) {
        const section = RECORD_DEFINITIONS[record.kind].sections.find((candidate) => candidate.id === id);
        expect(section, `${record.kind}.${id}`).toBeDefined();
        if (section?.layout !== 'list') expect(rows.length, `${record.kind}.${id}`).toBe(1);
        for (const [key, value] of rows.flatMap((row) => Object.entries(row))) {
          const field = section?.fields.find((candidate) => candidate.key === key);
          if (field === undefined) throw new Error(`${record.kind}.${id}.${key} is not defined`);
          const wanted =
            field.type === 'number' || field.type === 'money' ? 'number' : field.type === 'flag' ? 'boolean' : 'string';
          if (typeof value !== wanted) throw new Error(`${record.kind}.${id}.${key} is no ${wanted}`);
        }
      }
    }
  });

  it('keeps to the bounds of a record', () => {
    for (const record of all) {
      expect(record.number).toMatch(/^[A-Z0-9][A-Z0-9-]{0,39}$/);
      expect(record.title.length).toBeLessThanOrEqual(160);
      expect(record.state.label.length).toBeLessThanOrEqual(40);
      expect(record.occurredAt ?? '2026-01-01').toMatch(/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/);
      expect((record.occurredAt ?? '') <= NOW).toBe(true);
      for (const mention of record.mentions) expect((mention.role ?? '').length).toBeLessThanOrEqual(40);
    }
  });

  it('has sealed records (about 0.3 %), juvenile records and sex offenses', () => {
    const sealed = made.filter((record) => record.sealed).length / made.length;
    expect(sealed).toBeGreaterThan(0.001);
    expect(sealed).toBeLessThan(0.006);
    expect(made.filter((record) => record.juvenile).length).toBeGreaterThan(100);
    expect(made.filter((record) => record.sexCrime && record.kind === 'complaint').length).toBeGreaterThan(100);
  });
});

describe('what is fictional and what is guarded', () => {
  it('every phone is of the range 555-0100 to 555-0199', () => {
    const text = JSON.stringify(made);
    const phones = [...text.matchAll(/"(?:phone|value)":"(\d{10})"/g)].map((found) => found[1] ?? '');
    const mentioned = made.flatMap((record) => record.mentions.filter((mention) => mention.type === 'phone'));
    expect(mentioned.length).toBeGreaterThan(10_000);
    for (const mention of mentioned) expect(mention.value).toMatch(/^\d{3}55501\d\d$/);
    for (const phone of phones.filter((value) => !/^1000\d{6}$/.test(value))) expect(phone).toMatch(/^\d{3}55501\d\d$/);
  });

  it('S19: no record holds anything biometric', () => {
    expect(JSON.stringify(all)).not.toMatch(/biometric|fingerprint|facial|retina|mugshot|\bDNA\b/i);
  });

  it('titles withhold nothing: they name no person and no plate', () => {
    for (const record of made) {
      for (const mention of record.mentions.filter(
        ({ type }) => type === 'person' || type === 'plate' || type === 'vin',
      )) {
        expect(record.title.toUpperCase().includes(mention.value), record.number).toBe(false);
      }
    }
  });

  it('Civil Rights Law 50-b: no narrative names a person', () => {
    for (const record of made) {
      const narrative = String(record.body['narrative']?.[0]?.['text'] ?? '').toUpperCase();
      for (const name of namesIn(record)) expect(narrative.includes(name), record.number).toBe(false);
    }
  });

  it('S22: mentions of victims and callers carry the tag of their field', () => {
    const roles = /complainant|caller|owner$|protected/;
    for (const record of made.filter(({ kind }) => kind !== 'public')) {
      for (const mention of record.mentions.filter(({ role }) => roles.test(role ?? ''))) {
        expect(mention.tags, `${record.kind} ${mention.role ?? ''}`).toContain('victim');
      }
    }
  });

  it('a record that names the subject of an active warrant says so first', () => {
    const wanted = new Set(
      all
        .filter(({ kind, state }) => kind === 'warrant' && state.label === 'Active')
        .flatMap((record) => namesIn(record).map((name) => `${name} ${String(record.body['persons']?.[0]?.['dob'])}`)),
    );
    expect(wanted.size).toBeGreaterThan(150);
    const arrests = made.filter(({ kind, body }) => {
      const person = body['persons']?.[0];
      return kind === 'arrest' && wanted.has(`${String(person?.['name'])} ${String(person?.['dob'])}`);
    });
    expect(arrests.length).toBeGreaterThan(50);
    for (const arrest of arrests) expect(arrest.cautions).toContain('active-warrant');
  });
});

describe('the scenario', () => {
  it('complaint → its arrest → its property invoice is one link each', () => {
    const complaint = store.get('complaint', HERO.complaint);
    expect(complaint.links).toContainEqual(expect.objectContaining({ kind: 'arrest', number: HERO.arrest }));
    expect(store.get('arrest', HERO.arrest).links).toContainEqual(
      expect.objectContaining({ kind: 'invoice', number: HERO.invoice }),
    );
    expect(store.get('call911', HERO.job).links).toContainEqual(
      expect.objectContaining({ kind: 'complaint', number: HERO.complaint }),
    );
    expect(store.get('warrant', HERO.warrant)).toMatchObject({
      state: { label: 'Active' },
      cautions: ['active-warrant'],
    });
    expect(store.get('stolen', HERO.stolen).cautions).toEqual(['stolen-not-confirmed']);
    expect(namesIn(store.get('order', HERO.order))).not.toContain(HERO.subject);
    store.get('collision', HERO.collision);
    store.get('public', HERO.publicRecord);
    store.get('case', HERO.case);
  });

  it('is found in the real store: the open job first, the plate by its part, the complainant by sound', async () => {
    const folder = temporaryFolder();
    const real = await openLibsqlStore({ file: join(folder, 'records.db'), key: randomBytes(32) });
    try {
      await ensureSample({ store: real, now: NOW, extent: 'scenario' });
      expect((await real.openJobs(HERO.precinct, 1))[0]?.number).toBe(HERO.job);
      const ask = async (term: Parameters<typeof real.search>[1]['terms'][number]): Promise<readonly string[]> => {
        const query = { terms: [term], filters: {}, sort: 'best', limit: 50, after: null } as const;
        return (await real.search('department', query, EVERYTHING)).hits.map((hit) => hit.record.number);
      };
      const byPlate = await ask({ type: 'plate', value: HERO.partialPlate, match: 'starts' });
      expect(byPlate).toEqual(
        expect.arrayContaining([HERO.job, HERO.complaint, HERO.arrest, HERO.invoice, HERO.collision]),
      );
      expect(await ask({ type: 'name', value: 'SHIVON GALAGER', match: 'sounds' })).toContain(HERO.complaint);
      expect(await ask({ type: 'name', value: 'KOWALZIK', match: 'sounds' })).toContain(HERO.secondComplaint);
    } finally {
      await real.close();
    }
  });
});
