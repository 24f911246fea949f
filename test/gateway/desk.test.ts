/** What a person keeps for their work, through a running gateway: theirs alone, recorded, bounded, and gone when it should be. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { atWork, PHOTOGRAPHED, PUBLIC, question, REASONS, refusal, seed, state, told } from './desk-gateway.ts';
import { TestGateway, workstation } from './gateway-harness.ts';
import { ARREST, COMPLAINT, JUVENILE, SEALED, STOLEN } from './store-records.ts';

const HOUR = 3_600_000;
let gateway: TestGateway;
let ids: ReadonlyMap<string, string>;
let officer: SignedIn;
let detective: SignedIn;

beforeAll(async () => {
  gateway = new TestGateway();
  ids = await seed(gateway.folder);
  await gateway.start();
  officer = await atWork(gateway, 'mrivera', REASONS.officer);
  detective = await atWork(gateway, 'jokafor', REASONS.detective);
});
afterAll(() => gateway.remove());

const asked = (name: string, more: object = {}) => ({
  ...{ name, request: question('KLR4821'), alert: false, arrival: { department: 3 } },
  ...more,
});
const save = (session: SignedIn, name: string, more: object = {}) =>
  told(gateway, 'saveSearch', { session, body: asked(name, more) });
const listed = async (session: SignedIn) => (await told(gateway, 'savedSearches', { session })).searches;
const newest = async (action: string) => (await gateway.auditRows(action))[0];

describe('saved searches', () => {
  it('are kept for their owner, recorded with the question sealed, and forgotten when asked', async () => {
    const saved = await save(officer, 'The sedan');
    expect(saved).toMatchObject({ name: 'The sedan', news: null, checkedAt: null, arrival: { department: 3 } });
    expect(await listed(officer)).toEqual([saved]);
    const row = await newest('search.save');
    expect(row).toMatchObject({ username: 'mrivera', outcome: 'ok' });
    expect(JSON.stringify(row)).not.toContain('KLR4821');
    await told(gateway, 'forgetSearch', { session: officer, params: { savedId: saved.id } });
    expect(await listed(officer)).toEqual([]);
    expect(await newest('search.forget')).toMatchObject({ username: 'mrivera' });
  });

  it('S51: somebody else’s is unknown, and the attempt is recorded', async () => {
    const saved = await save(officer, 'Mine');
    expect(await listed(detective)).toEqual([]);
    const tries = [
      ['forgetSearch', { params: { savedId: saved.id } }],
      ['seenSearch', { params: { savedId: saved.id }, body: { arrival: { department: 9 } } }],
    ] as const;
    for (const [name, sent] of tries) {
      const answer = await gateway.call(name, { session: detective, ...sent });
      const unknown = await gateway.call(name, { session: detective, ...sent, params: { savedId: 'A'.repeat(16) } });
      expect([refusal(answer), refusal(unknown)]).toEqual(Array(2).fill([404, 'saved.unknown', undefined]));
      expect(await newest('access.denied')).toMatchObject({ username: 'jokafor', rule: 'S51', object: 'saved search' });
    }
    expect(await listed(officer)).toEqual([saved]);
  });

  it('are counted from the marks that were shown', async () => {
    const saved = await save(officer, 'Marked');
    const seen = await told(gateway, 'seenSearch', {
      ...{ session: officer, params: { savedId: saved.id }, body: { arrival: { department: 12, stolen: 2 } } },
    });
    expect(seen).toMatchObject({ id: saved.id, arrival: { department: 12, stolen: 2 }, news: 0 });
  });

  it('S111: a question of protected attributes alone is not saved either', async () => {
    const body = asked('Protected', { request: { terms: [{ type: 'words', value: 'black male' }] } });
    const answer = await gateway.call('saveSearch', { session: officer, body });
    expect(refusal(answer)).toEqual([403, 'query.protected-only', 'S111']);
    expect(await newest('access.denied')).toMatchObject({ username: 'mrivera', rule: 'S111' });
  });

  it('S26, S37: not without a reason in force, nor by who may not search', async () => {
    const idle = await gateway.signIn('ssantos', workstation('ws-ssantos-1'));
    const body = asked('No reason');
    expect(refusal(await gateway.call('saveSearch', { session: idle, body }))).toEqual([403, 'reason.missing', 'S26']);
    const auditor = await gateway.signIn('nvolkov', workstation('ws-nvolkov-1'));
    for (const name of ['savedSearches', 'tourSearches', 'pins'] as const) {
      const answer = await gateway.call(name, { session: auditor });
      expect(refusal(answer), name).toEqual([403, 'capability.missing', 'S37']);
    }
  });

  it('are fifty at most', async () => {
    const clerk = await atWork(gateway, 'tchen', REASONS.clerk);
    for (let at = 0; at < 50; at += 1) await save(clerk, `Search ${String(at)}`);
    const answer = await gateway.call('saveSearch', { session: clerk, body: asked('One more') });
    expect(refusal(answer)).toEqual([409, 'saved.full', undefined]);
    expect(await listed(clerk)).toHaveLength(50);
  });
});

describe('the searches of the tour', () => {
  const mine = async (session: SignedIn) => (await told(gateway, 'tourSearches', { session })).searches;

  it('are noted when they end, with what was found and for which reason', async () => {
    const before = await mine(detective);
    await gateway.call('search', { session: detective, body: question('KLR4821') });
    const [noted, ...rest] = await mine(detective);
    expect(noted).toMatchObject({
      ...{ request: { terms: question('KLR4821').terms, sort: 'best' }, count: 3, exact: true },
      reason: `Criminal investigation · ${COMPLAINT.number}`,
    });
    expect(Object.keys(noted!.arrival)).toContain('department');
    expect(rest).toEqual(before);
    expect(JSON.stringify(await mine(officer))).not.toContain('KLR4821');
  });

  it('hold no search that was refused, and no further page', async () => {
    const before = await mine(detective);
    await gateway.call('search', { session: detective, body: { terms: [{ type: 'words', value: 'black male' }] } });
    const cursors = { department: 'A'.repeat(60) };
    await gateway.call('search', { session: detective, body: { ...question('SLD1234'), cursors } });
    expect(await mine(detective)).toEqual(before);
  });
});

describe('pins', () => {
  const pins = (session: SignedIn) => told(gateway, 'pins', { session });
  const pin = (session: SignedIn, number: string) =>
    gateway.call('pin', { session, body: { record: ids.get(number) ?? 'D'.padEnd(22, 'A') } });

  it('are told as far as the person may see them, recorded each time', async () => {
    await pin(detective, COMPLAINT.number);
    await pin(detective, PUBLIC.number);
    expect(await newest('record.pin')).toMatchObject({ username: 'jokafor', object: `public ${PUBLIC.number}` });
    const all = await pins(detective);
    expect(all.pins.map(({ number, title }) => [number, title])).toEqual([
      [COMPLAINT.number, COMPLAINT.title],
      [PUBLIC.number, PUBLIC.title],
    ]);
    expect(await newest('record.pins')).toMatchObject({ username: 'jokafor', object: '2 shown, 0 hidden' });
    await state(gateway, detective, REASONS.officer);
    const now = await gateway.call('pins', { session: detective });
    expect(now.text).not.toContain(PUBLIC.number);
    expect(JSON.parse(now.text)).toMatchObject({ pins: [{ number: COMPLAINT.number }], hidden: 1 });
    await state(gateway, detective, REASONS.detective);
    expect((await pins(officer)).pins).toEqual([]);
  });

  it('S25: what is out of scope is not pinned', async () => {
    const clerk = await atWork(gateway, 'tchen', REASONS.clerk);
    for (const number of [STOLEN.number, JUVENILE.number, SEALED.number, 'nowhere']) {
      expect(refusal(await pin(clerk, number)), number).toEqual([404, 'record.unknown', 'S25']);
    }
    expect(await pins(clerk)).toEqual({ pins: [], hidden: 0 });
  });

  it('go when they are unpinned, by their owner', async () => {
    await pin(officer, COMPLAINT.number);
    const params = { id: ids.get(COMPLAINT.number)! };
    await told(gateway, 'unpin', { session: detective, params });
    expect((await pins(officer)).pins).toHaveLength(1);
    expect(await told(gateway, 'unpin', { session: officer, params })).toEqual({ pins: [], hidden: 0 });
  });
});

it('S25: what was sealed since it was pinned is not told of any more', async () => {
  await gateway.call('pin', { session: officer, body: { record: ids.get(COMPLAINT.number) } });
  await gateway.stop();
  await seed(gateway.folder, [{ ...PHOTOGRAPHED, sealed: true }]);
  await gateway.start();
  officer = await atWork(gateway, 'mrivera', REASONS.business);
  expect(await told(gateway, 'pins', { session: officer })).toEqual({ pins: [], hidden: 1 });
});

it('what belongs to the tour is gone with it; what is saved stays', async () => {
  await gateway.call('search', { session: officer, body: question('KLR4821') });
  await gateway.call('pin', { session: officer, body: { record: ids.get(ARREST.number) } });
  gateway.clock.advance(13 * HOUR);
  const next = await atWork(gateway, 'mrivera', REASONS.business);
  expect(await told(gateway, 'tourSearches', { session: next })).toEqual({ searches: [] });
  expect(await told(gateway, 'pins', { session: next })).toEqual({ pins: [], hidden: 0 });
  expect(await listed(next)).not.toEqual([]);
});
