/** A gateway whose warrants are another agency's: searched, opened, confirmed and missed over the gateway's own routes. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HERO } from '../../gateway/sample/hero.ts';
import { heroRecords } from '../../gateway/sample/hero-records.ts';
import { openLibsqlStore } from '../../gateway/adapters/store/libsql/open.ts';
import { masterKey } from '../../gateway/adapters/keys/master-key.ts';
import { subkey } from '../../gateway/adapters/keys/subkeys.ts';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import type { Confirmation } from '../../shared/records/view.ts';
import { SOURCE_TIMES_LEAST } from '../../shared/records/search.ts';
import type { ResultRow, SearchEvent, SourceStates } from '../../shared/records/search.ts';
import { TestGateway } from './gateway-harness.ts';
import { openSourceBench, type SourceBench } from './sources-bench.ts';

const ARCHIVED = '2026-10-01';
const COPIED = '2026-01-20T06:00:00.000Z';

let bench: SourceBench;
/** Milliseconds of the gateway's clock that the agency takes for an answer. */
let agencyTakes = 0;
const gateway = new TestGateway();
let officer: SignedIn;

beforeAll(async () => {
  bench = await openSourceBench({
    sampleAnswerMs: 0,
    connect: async ({ store }) => {
      const warrants = heroRecords().filter(({ kind }) => kind === 'warrant');
      await store.put(warrants.map((warrant) => ({ ...warrant, archivedAt: ARCHIVED })));
      const asOf = (): string => {
        gateway.clock.advance(agencyTakes);
        return COPIED;
      };
      return { asOf, close: async () => undefined };
    },
  });
  const master = await masterKey(gateway.folder, 'file');
  const store = await openLibsqlStore({ file: gateway.file('records.db'), key: subkey(master, 'record-store') });
  // The gateway keeps no warrant of its own: what is found is the agency's.
  await store.put(heroRecords().filter(({ kind }) => kind !== 'warrant'));
  await store.close();
  cpSync(join(bench.folder, '..', 'gateway'), gateway.file('warrants'), { recursive: true });
  const certificates = { ca: 'warrants/ca.pem', cert: 'warrants/client.pem', key: 'warrants/client.key' };
  const breaker = { failures: 100, coolDownMs: 100 };
  const sources = { warrants: { url: bench.service.url, ...certificates, breaker } };
  writeFileSync(gateway.file('sources.json'), JSON.stringify({ sources }));
  await gateway.start();
  officer = await gateway.signIn('mrivera');
  const reason = { purpose: 'warrant-check', reference: { kind: 'complaint', value: HERO.complaint } };
  await gateway.call('setReason', { session: officer, body: reason });
});
afterAll(async () => {
  await gateway.remove();
  await bench.remove();
});

const search = async (body: object = {}): Promise<readonly SearchEvent[]> => {
  const terms = [{ type: 'name', value: HERO.subject, match: 'prefix' }];
  const answer = await gateway.call('search', { session: officer, body: { terms, ...body } });
  return answer.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SearchEvent);
};
const rowsOf = (events: readonly SearchEvent[]): readonly ResultRow[] =>
  events.flatMap((event) => (event.event === 'rows' ? event.rows : []));
const endOf = (events: readonly SearchEvent[], source: string) =>
  events.find((event) => event.event === 'source' && event.source === source);
const warrantIn = (events: readonly SearchEvent[]): ResultRow => rowsOf(events).find(({ kind }) => kind === 'warrant')!;
const confirmationOf = (text: string): Confirmation =>
  (JSON.parse(text) as { confirmation: Confirmation }).confirmation;

const statesFor = async (session: SignedIn): Promise<SourceStates['sources']> =>
  (JSON.parse((await gateway.call('sourceStates', { session })).text) as SourceStates).sources;
const ofWarrants = async (session: SignedIn) => (await statesFor(session)).find(({ source }) => source === 'warrants');
const stateOfWarrants = async (session: SignedIn): Promise<string | undefined> => (await ofWarrants(session))?.state;

describe('another agency’s warrants', () => {
  it('S14: are found beside the department’s records, opened, and not confirmed before the agency says so', async () => {
    const { id, number } = warrantIn(await search());
    expect(number).toBe(HERO.warrant);
    const view = await gateway.call('record', { session: officer, params: { id } });
    expect(confirmationOf(view.text).state).toBe('needed');
    const asked = await gateway.call('askConfirmation', { session: officer, body: { record: id, priority: 'urgent' } });
    expect([asked.status, confirmationOf(asked.text).state]).toEqual([200, 'asked']);
    const told = await gateway.call('confirmations', { session: officer });
    expect(JSON.parse(told.text)).toMatchObject({
      confirmations: [{ record: id, confirmation: { state: 'confirmed' } }],
    });
    const again = await gateway.call('record', { session: officer, params: { id } });
    expect(confirmationOf(again.text).state).toBe('confirmed');
    const actions = (await gateway.auditRows()).map(({ action }) => action);
    expect(actions.indexOf('confirmation.answer')).toBeLessThan(actions.indexOf('confirmation.ask'));
  });

  it('S4: what is archived at the agency, and of what time its copy is, is told with the row and with the record', async () => {
    const events = await search();
    expect(warrantIn(events).archivedAt).toBe(ARCHIVED);
    expect(rowsOf(events).filter(({ kind, archivedAt }) => kind !== 'warrant' && archivedAt !== undefined)).toEqual([]);
    expect(endOf(events, 'warrants')).toMatchObject({ asOf: COPIED });
    const view = await gateway.call('record', { session: officer, params: { id: warrantIn(events).id } });
    expect(JSON.parse(view.text)).toMatchObject({ archivedAt: ARCHIVED, asOf: COPIED });
    const complaint = rowsOf(events).find(({ source }) => source === 'department')!;
    const live = await gateway.call('record', { session: officer, params: { id: complaint.id } });
    expect(JSON.parse(live.text)).toMatchObject({ archivedAt: null, asOf: null });
  });

  it('S26: a warrant is a reason only when the agency that keeps it knows it; the look-up is recorded on both sides', async () => {
    const state = (value: string) =>
      gateway.call('setReason', {
        session: officer,
        body: { purpose: 'warrant-check', reference: { kind: 'warrant', value } },
      });
    const known = await state(HERO.warrant.toLowerCase());
    expect([known.status, known.json.reference]).toEqual([200, { kind: 'warrant', value: HERO.warrant }]);
    const unknown = await state('W26-999999');
    expect([unknown.status, unknown.json.code, unknown.json.rule]).toEqual([422, 'reason.reference-unknown', 'S26']);
    const told = (await gateway.auditRows('reason.check')).map(({ username, outcome, object }) => [
      ...[username, outcome, object],
    ]);
    expect(told).toEqual([
      ['mrivera', 'ok', 'warrant W26-999999'],
      ['mrivera', 'ok', `warrant ${HERO.warrant}`],
    ]);
  });

  it('S26: nothing is asked to be confirmed without a reason in force', async () => {
    const { id } = warrantIn(await search());
    const idle = await gateway.signIn('jokafor');
    const answer = await gateway.call('askConfirmation', { session: idle, body: { record: id, priority: 'urgent' } });
    expect(answer.json.code).toBe('reason.missing');
  });

  it('S3: what a slow source usually takes is told, once there is enough to say it, to whom it is granted', async () => {
    agencyTakes = 700;
    await search();
    expect((await ofWarrants(officer))?.usual).toBeUndefined();
    for (let count = 1; count < SOURCE_TIMES_LEAST; count += 1) await search();
    agencyTakes = 0;
    const { usual } = (await ofWarrants(officer))!;
    expect(usual?.searches).toBeGreaterThanOrEqual(SOURCE_TIMES_LEAST);
    expect(usual?.unanswered).toBe(0);
    expect(Math.min(usual?.p50Ms ?? 0, usual?.p95Ms ?? 0)).toBeGreaterThanOrEqual(700);
    const told = (await statesFor(officer)).map((line) => [line.source, line.usual === undefined]);
    expect(told).toEqual(['department', 'warrants', 'stolen', 'orders'].map((source) => [source, false]));
    // S25: a clerk may not search there, and hears nothing of how it does.
    const clerk = await gateway.signIn('tchen');
    expect((await statesFor(clerk)).map(({ source }) => source)).toEqual(['department']);
    gateway.clock.advance(5_000); // what was said of who answers stands no longer
  });

  it('a dead service is said, the others answer; when it is back the same search marks what is new', async () => {
    const before = await search();
    const marks = Object.fromEntries(
      before.flatMap((event) => (event.event === 'source' ? [[event.source, event.arrival]] : [])),
    );
    await bench.stop();
    const without = await search();
    const administrator = await gateway.signIn('radmin');
    const installation = await gateway.call('department', { session: administrator });
    expect(installation.json.sources.map(({ source, state }) => `${source} ${state}`)).toEqual(
      expect.arrayContaining(['department up', 'warrants down', 'stolen up']),
    );
    expect(endOf(without, 'warrants')).toMatchObject({ state: 'down', because: 'unreachable' });
    expect(endOf(without, 'department')).toMatchObject({ state: 'answered' });
    const rows = (await gateway.auditRows()).length;
    expect(await stateOfWarrants(officer)).toBe('down');
    expect(rowsOf(without).length).toBeGreaterThan(0);
    const opened = await gateway.call('record', { session: officer, params: { id: warrantIn(before).id } });
    expect([opened.status, opened.json.code]).toEqual([503, 'source.down']);
    const complaint = rowsOf(without)[0]!;
    const view = await gateway.call('record', { session: officer, params: { id: complaint.id } });
    expect((JSON.parse(view.text) as { linksMissing?: string[] }).linksMissing).toEqual(['warrants']);
    const body = { purpose: 'warrant-check', reference: { kind: 'warrant', value: HERO.warrant } };
    const unchecked = await gateway.call('setReason', { session: officer, body });
    expect([unchecked.status, unchecked.json.code]).toEqual([503, 'reason.reference-unchecked']);
    expect(unchecked.text).toContain('Warrants cannot be asked now. Name another number');
    await bench.restart();
    await expect.poll(() => stateOfWarrants(officer), { timeout: 10_000, interval: 200 }).toBe('up');
    // S25: who may not search there hears nothing of it, either way; and looking is no use of records.
    const clerk = await gateway.signIn('tchen');
    expect(await stateOfWarrants(clerk)).toBeUndefined();
    const since = (await gateway.auditRows()).slice(0, -rows || undefined).map(({ action }) => action);
    expect(since.filter((action) => action.startsWith('search'))).toEqual([]);
    delete marks['warrants']; // it had not answered
    const back = await search({ since: marks });
    expect(warrantIn(back).news).toBe('new');
    expect(rowsOf(back).filter(({ news }) => news !== undefined)).toHaveLength(1);
  });
});
