/** Counts of readings as a person meets them: the same permission as a search, the audit row first, numbers and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReasonedAsker } from '../../gateway/core/asker.ts';
import { createSearchCount, type SearchCount } from '../../gateway/core/search-count.ts';
import type { RecordSources } from '../../gateway/ports/record-source.ts';
import { formTerms } from '../../shared/records/query/forms.ts';
import { parseQuery } from '../../shared/records/query/parse.ts';
import { textOf } from '../../shared/records/query/chip.ts';
import type { Term } from '../../shared/records/query/term.ts';
import { countAnswerSchema, countRequestSchema, type CountAnswer, type Filters } from '../../shared/records/search.ts';
import { asker, CLERK, collect, DETECTIVE, OFFICER, openDesk, request, type Desk } from './records-desk.ts';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { TestGateway, workstation } from './gateway-harness.ts';
import { mention, record } from './store-records.ts';

let desk: Desk;
let counts: SearchCount;
beforeAll(async () => {
  desk = await openDesk();
  await desk.store.put([
    record({ kind: 'public', number: 'DMV-REG-77120', mentions: [mention('plate', 'KLR4821')] }),
    record({
      kind: 'complaint',
      number: '2026-105-000901',
      precinct: 105,
      sealed: true,
      mentions: [mention('plate', 'KLR4821')],
    }),
  ]);
  counts = createSearchCount({ sources: desk.sources, audit: desk.audit });
});
afterAll(async () => desk.remove());

const PLATE: Term = { type: 'plate', value: 'KLR4821', match: 'exact' };
const WORDS: Term = { type: 'words', value: 'KLR4821' };
const NOTHING: Term = { type: 'plate', value: 'ZZZ9999', match: 'exact' };

const ask = (who: ReasonedAsker, readings: Term[][], filters: Filters = {}): Promise<CountAnswer> =>
  counts.count(who, countRequestSchema.parse({ readings, filters }));

/** What a search with these terms says that it found, over all sources. */
async function found(who: ReasonedAsker, terms: Term[]): Promise<number> {
  const events = await collect(desk.search.run(who, request(terms)));
  return events.reduce((sum, event) => sum + (event.event === 'source' ? event.count : 0), 0);
}

describe('counts of readings', () => {
  it('say of each reading, in order, what its search would find', async () => {
    const answer = await ask(OFFICER, [[PLATE], [NOTHING], [WORDS]]);
    expect(() => countAnswerSchema.parse(answer)).not.toThrow();
    expect(answer.counts).toEqual([
      { count: await found(OFFICER, [PLATE]), exact: true },
      { count: 0, exact: true },
      { count: await found(OFFICER, [WORDS]), exact: true },
    ]);
    expect(answer.counts[0]!.count).toBeGreaterThan(0);
  });

  it('filters narrow them like a search', async () => {
    const { counts: told } = await ask(OFFICER, [[PLATE]], { kinds: ['stolen'] });
    expect(told).toEqual([{ count: 1, exact: true }]);
  });

  it('S25: a source without a grant is not counted', async () => {
    const { counts: told } = await ask(CLERK, [[PLATE]]);
    expect(told).toEqual([{ count: await found(CLERK, [PLATE]), exact: true }]);
    expect(told[0]!.count).toBeLessThan((await ask(OFFICER, [[PLATE]])).counts[0]!.count);
  });

  it('S17: a commercial source is never asked for a hint; the count then says at least', async () => {
    const { counts: told } = await ask(DETECTIVE, [[PLATE]]);
    expect(told).toEqual([{ count: (await found(DETECTIVE, [PLATE])) - 1, exact: false }]);
  });

  it('a source that fails or hangs makes the count a lower bound, and no other source is left out', async () => {
    const whole = (await ask(OFFICER, [[PLATE]])).counts[0]!.count;
    const without = async (count: RecordSources['stolen']['count']): Promise<CountAnswer['counts']> => {
      const sources: RecordSources = { ...desk.sources, stolen: { ...desk.sources.stolen, count } };
      const some = createSearchCount({ sources, audit: desk.audit, countLimitMs: 50 });
      return (await some.count(OFFICER, countRequestSchema.parse({ readings: [[PLATE]] }))).counts;
    };
    const less = [{ count: whole - 1, exact: false }];
    expect(await without(() => Promise.reject(new Error('disk')))).toEqual(less);
    expect(await without(() => new Promise(() => undefined))).toEqual(less);
  });
});

describe('what a search refuses, a count refuses', () => {
  it('S37: without the capability', async () => {
    await expect(ask(asker('system-administrator', 'job-in-progress'), [[PLATE]])).rejects.toMatchObject({
      fault: { code: 'capability.missing' },
    });
    expect((await desk.rows())[0]).toMatchObject({ action: 'access.denied', object: 'search count', rule: 'S37' });
  });

  it('S26: without a reason in force', async () => {
    const idle = { ...OFFICER, reason: null } as unknown as ReasonedAsker;
    await expect(ask(idle, [[PLATE]])).rejects.toMatchObject({ fault: { code: 'reason.missing' } });
    expect((await desk.rows())[0]).toMatchObject({ action: 'access.denied', rule: 'S26' });
  });

  it('S111: when one of the readings describes by protected attributes alone', async () => {
    const described: Term = { type: 'words', value: 'black male 20s' };
    await expect(ask(OFFICER, [[PLATE], [described]])).rejects.toMatchObject({
      fault: { code: 'query.protected-only', rule: 'S111' },
    });
    const [row] = await desk.rows();
    expect(row).toMatchObject({ action: 'access.denied', rule: 'S111', hasQueryText: true });
    expect(await desk.audit.openQuery(row!.seq, null)).toContain('black male 20s');
  });

  it('S26: every count is a row of the audit log with its question sealed, written before any source is asked', async () => {
    const before = (await desk.rows())[0]!.seq;
    let rowsThen = 0;
    const sources: RecordSources = {
      ...desk.sources,
      department: {
        ...desk.sources.department,
        count: async (...input) => {
          rowsThen = (await desk.rows()).filter(({ seq }) => seq > before).length;
          return desk.sources.department.count(...input);
        },
      },
    };
    const { auditSeq } = await createSearchCount({ sources, audit: desk.audit }).count(
      OFFICER,
      countRequestSchema.parse({ readings: [[PLATE]] }),
    );
    expect(rowsThen).toBe(1);
    expect((await desk.rows())[0]).toMatchObject({
      seq: auditSeq,
      action: 'search.count',
      outcome: 'ok',
      hasQueryText: true,
    });
    expect(await desk.audit.openQuery(auditSeq, null)).toContain('KLR4821');
  });
});

describe('S111: a filled form is the same question as the box', () => {
  const context = { today: '2026-11-23', time: '10:30' };
  it.each([
    ['complaint', { 'persons.race': 'BLACK', 'persons.sex': 'M', 'persons.ageGroup': '25-44' }],
    ['complaint', { 'persons.description': 'black male 20s' }],
    ['arrest', { 'persons.race': 'HISPANIC', 'times.arrested': '2026' }],
    ['call911', { 'narrative.text': 'young white female' }],
  ] as const)('%s form with protected attributes alone is refused', async (kind, values) => {
    const terms = formTerms(kind, values, context);
    const typed = parseQuery(terms.map(textOf).join(' '), context).understood.map(({ term }) => term);
    for (const asked of [terms, typed]) {
      await expect(collect(desk.search.run(DETECTIVE, request([...asked])))).rejects.toMatchObject({
        fault: { code: 'query.protected-only', rule: 'S111' },
      });
      await expect(ask(DETECTIVE, [[...asked]])).rejects.toMatchObject({ fault: { code: 'query.protected-only' } });
    }
  });

  it('with what else identifies the person it is asked', async () => {
    const terms = formTerms('complaint', { 'persons.race': 'BLACK', 'vehicles.plate': 'klr4821' }, context);
    const events = await collect(desk.search.run(DETECTIVE, request([...terms])));
    expect(events.at(-1)?.event).toBe('done');
  });
});

describe('S26: no audit, no count', () => {
  it('counts nothing when the question cannot be recorded', async () => {
    const closed = await openDesk();
    try {
      let asked = 0;
      const department = {
        ...closed.sources.department,
        count: (...input: Parameters<RecordSources['department']['count']>) => {
          asked += 1;
          return closed.sources.department.count(...input);
        },
      };
      const deaf = createSearchCount({ sources: { ...closed.sources, department }, audit: closed.audit });
      await closed.closeAudit();
      await expect(deaf.count(OFFICER, countRequestSchema.parse({ readings: [[PLATE]] }))).rejects.toThrow();
      expect(asked).toBe(0);
    } finally {
      await closed.remove();
    }
  });
});

describe('over the wire', () => {
  const gateway = new TestGateway();
  const place = workstation('ws-counts-1');
  let session: SignedIn;
  beforeAll(async () => {
    await gateway.start();
    session = await gateway.signIn('mrivera', place);
  });
  afterAll(() => gateway.remove());

  const terms = [{ type: 'plate', value: 'KLR48', match: 'starts' }];
  const body = { readings: [terms, [{ type: 'words', value: 'KLR48' }]] };

  it('S26: is refused without a reason, answered with one, and stands in the log with its question sealed', async () => {
    const early = await gateway.call('searchCounts', { session, body });
    expect([early.status, early.json.code]).toEqual([403, 'reason.missing']);
    const why = { purpose: 'other-official-business', text: 'Found plate on the street' };
    await gateway.call('setReason', { session, body: why });
    const answer = await gateway.call('searchCounts', { session, body });
    expect(answer.status).toBe(200);
    const { counts: told, auditSeq } = countAnswerSchema.parse(answer.json);
    expect(told).toHaveLength(2);
    const [row] = await gateway.auditRows('search.count');
    expect(row).toMatchObject({ seq: auditSeq, username: 'mrivera', hasQueryText: true });
  });

  it.each([
    ['no reading', { readings: [] }],
    ['seven readings', { readings: Array.from({ length: 7 }, () => terms) }],
    ['a reading of nothing', { readings: [[]] }],
    ['a term that is none', { readings: [[{ type: 'plate', value: "x' OR 1=1", match: 'exact' }]] }],
    ['a key of its own', { readings: [terms], scope: 'all' }],
  ])('%s is malformed', async (_, wrong) => {
    const answer = await gateway.call('searchCounts', { session, body: wrong });
    expect([answer.status, answer.json.code]).toEqual([400, 'request.malformed']);
  });
});
