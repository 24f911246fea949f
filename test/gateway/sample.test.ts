/** The sample department: the same every time, whole, linked, fictional, and with the scenario in its place. */
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLibsqlStore } from '../../gateway/adapters/store/libsql/open.ts';
import { ensureSample } from '../../gateway/sample/ensure-sample.ts';
import { HERO } from '../../gateway/sample/hero.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import { readDigits, readRecordNumber } from '../../shared/records/query/record-numbers.ts';
import { RECORD_DEFINITIONS } from '../../shared/records/kinds/definitions.ts';
import { MEDIA_REF } from '../../shared/records/media.ts';
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
    const oneSided = all.flatMap((record) =>
      record.links
        .filter(
          (link) =>
            !store
              .get(link.kind, link.number)
              .links.some((other) => other.kind === record.kind && other.number === record.number),
        )
        .map((link) => `${record.kind} ${record.number} → ${link.kind} ${link.number}`),
    );
    expect(oneSided).toEqual([]);
  });

  it('writes only fields that the kind defines, each of its type', () => {
    const wrong = new Set<string>();
    for (const { kind, body } of all) {
      for (const [id, rows] of Object.entries(body)) {
        const section = RECORD_DEFINITIONS[kind].sections.find((candidate) => candidate.id === id);
        if (section?.layout !== 'list' && rows.length !== 1) wrong.add(`${kind}.${id} has many rows`);
        for (const [key, value] of rows.flatMap((row) => Object.entries(row))) {
          if (key === MEDIA_REF && section?.answers === 'media') continue;
          const type = section?.fields.find((candidate) => candidate.key === key)?.type;
          const wanted = type === 'number' || type === 'money' ? 'number' : type === 'flag' ? 'boolean' : 'string';
          if (type === undefined) wrong.add(`${kind}.${id}.${key} is not defined`);
          else if (typeof value !== wanted) wrong.add(`${kind}.${id}.${key} is no ${wanted}`);
        }
      }
    }
    expect([...wrong]).toEqual([]);
  });

  it('keeps to the bounds of a record', () => {
    const outside = all.filter(
      ({ number, title, state, occurredAt, mentions }) =>
        !/^[A-Z0-9][A-Z0-9-]{0,39}$/.test(number) ||
        title.length > 160 ||
        state.label.length > 40 ||
        (occurredAt !== null && (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(occurredAt) || occurredAt > NOW)) ||
        mentions.some(({ role }) => (role ?? '').length > 40),
    );
    expect(outside.map(({ number }) => number)).toEqual([]);
  });

  it('numbers every record in the shape of its kind, so that typing the number finds it', () => {
    const unread = made.filter(({ kind, number }) => {
      const read = /^\d+$/.test(number) ? readDigits(number) : [readRecordNumber(number)];
      return !read.some((reading) => reading?.value === number && reading.kind === kind);
    });
    expect(unread.map(({ kind, number }) => `${kind} ${number}`)).toEqual([]);
  });

  it('has stolen vehicles, plates, guns and articles', () => {
    const files = new Set(all.filter(({ kind }) => kind === 'stolen').map(({ offence }) => offence));
    expect([...files].sort()).toEqual(['ARTICLE FILE', 'GUN FILE', 'LICENSE PLATE FILE', 'VEHICLE FILE']);
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
    const fields = made.flatMap(({ kind, body }) =>
      RECORD_DEFINITIONS[kind].sections.flatMap((section) =>
        section.fields
          .filter(({ type }) => type === 'phone')
          .flatMap(({ key }) => (body[section.id] ?? []).map((row) => row[key] ?? null)),
      ),
    );
    const mentioned = made.flatMap(({ mentions }) =>
      mentions.filter(({ type }) => type === 'phone').map(({ value }) => value),
    );
    const phones = [...fields.filter((value) => value !== null), ...mentioned];
    expect(phones.length).toBeGreaterThan(20_000);
    expect(phones.filter((phone) => !/^\d{3}55501\d\d$/.test(String(phone)))).toEqual([]);
  });

  it('S19: no record holds anything biometric', () => {
    expect(JSON.stringify(all)).not.toMatch(/biometric|fingerprint|facial|retina|mugshot|\bDNA\b/i);
  });

  it('titles withhold nothing: they name no person and no plate', () => {
    const telling = made.filter(({ title, mentions }) =>
      mentions.some(
        ({ type, value }) => ['person', 'plate', 'vin'].includes(type) && title.toUpperCase().includes(value),
      ),
    );
    expect(telling.map(({ number }) => number)).toEqual([]);
  });

  it('Civil Rights Law 50-b: no narrative names a person', () => {
    const telling = made.filter((record) => {
      const narrative = String(record.body['narrative']?.[0]?.['text'] ?? '').toUpperCase();
      return namesIn(record).some(
        (name) => narrative.includes(name) || narrative.includes(name.replace(/(.+), (.+)/, '$2 $1')),
      );
    });
    expect(telling.map(({ number }) => number)).toEqual([]);
  });

  it('S22: mentions of victims and callers carry the tag of their field', () => {
    const roles = /complainant|caller|owner$|protected/;
    const untagged = made
      .filter(({ kind }) => kind !== 'public')
      .flatMap(({ mentions }) => mentions)
      .filter(({ role, tags }) => roles.test(role ?? '') && !tags.includes('victim'));
    expect(untagged).toEqual([]);
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
    expect(arrests.filter(({ cautions }) => !cautions.includes('active-warrant'))).toEqual([]);
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
