/** Saved searches that run again by themselves, through a running gateway: as their owner, while at work with a reason, recorded, and only then. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SavedSearch } from '../../shared/session/desk.ts';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { atWork, PUBLIC, question, REASONS, seed, state, told } from './desk-gateway.ts';
import { TestGateway, workstation } from './gateway-harness.ts';
import { mention, record } from './store-records.ts';

const MINUTE = 60_000;
const TIMES = { lookMs: 100, restMs: 5 * MINUTE };
const FRESH = record({
  ...{ kind: 'complaint', number: '2026-113-009001', title: 'The sedan again' },
  mentions: [mention('plate', 'KLR4821')],
});
const WANTED = record({ ...PUBLIC, number: 'DMV-REG-77121', mentions: [mention('plate', 'KLR4821')] });

let gateway: TestGateway;
beforeAll(async () => {
  gateway = new TestGateway();
  await seed(gateway.folder);
  await gateway.start({ alertTimes: TIMES });
});
afterAll(() => gateway.remove());

const listed = async (session: SignedIn): Promise<readonly SavedSearch[]> =>
  (await told(gateway, 'savedSearches', { session })).searches;

/** Waits until the saved search of that name was looked at since the time given. */
const looked = async (session: SignedIn, name: string, since = 0): Promise<SavedSearch> => {
  for (;;) {
    const saved = (await listed(session)).find((one) => one.name === name);
    if (saved?.checkedAt !== null && saved !== undefined && Date.parse(saved.checkedAt) >= since) return saved;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Searches, and saves the question with the marks of the answer. */
const watch = async (session: SignedIn, name: string, more: object = {}): Promise<SavedSearch> => {
  await gateway.call('search', { session, body: question('KLR4821') });
  const [noted] = (await told(gateway, 'tourSearches', { session })).searches;
  const body = { name, request: question('KLR4821'), alert: true, arrival: noted!.arrival, ...more };
  return told(gateway, 'saveSearch', { session, body });
};

const restarted = async (records: Parameters<typeof seed>[1]): Promise<void> => {
  await gateway.stop();
  await seed(gateway.folder, records);
  await gateway.start({ alertTimes: TIMES });
};

it('count what arrived since, and go on from what was shown', async () => {
  const officer = await atWork(gateway, 'mrivera', REASONS.officer);
  await watch(officer, 'The sedan');
  expect(await looked(officer, 'The sedan')).toMatchObject({ news: 0 });
  expect((await gateway.auditRows('search.alert'))[0]).toMatchObject({
    ...{ username: 'mrivera', outcome: 'ok', reason: 'Job in progress · J26-113-001873' },
  });

  await restarted([FRESH]);
  gateway.clock.advance(TIMES.restMs);
  const since = gateway.clock.now();
  const back = await atWork(gateway, 'mrivera', REASONS.officer);
  const news = await looked(back, 'The sedan', since);
  expect(news).toMatchObject({ news: 1 });

  const answer = await gateway.call('search', {
    ...{ session: back, body: { ...question('KLR4821'), since: news.arrival, newsOnly: true } },
  });
  expect(answer.text).toContain(FRESH.number);
  const arrival: Readonly<Record<string, number>> = Object.fromEntries<number>(
    Array.from(answer.text.matchAll(/"source":"(\w+)","state":"answered".*?"arrival":(\d+)/g), ([, source, mark]) => [
      source ?? '',
      Number(mark),
    ]),
  );
  await told(gateway, 'seenSearch', { session: back, params: { savedId: news.id }, body: { arrival } });
  gateway.clock.advance(TIMES.restMs);
  expect(await looked(back, 'The sedan', gateway.clock.now())).toMatchObject({ news: 0 });
});

it('S26, AC-11: are not run without a reason, after a lock, or when the person has left; nor without an alert', async () => {
  const detective = await atWork(gateway, 'jokafor', REASONS.detective);
  await watch(detective, 'Mine');
  await watch(detective, 'Only kept', { alert: false });
  await looked(detective, 'Mine');
  const runs = async (username: string): Promise<number> =>
    (await gateway.auditRows('search.alert')).filter((row) => row.username === username).length;

  /** Somebody else's is run at the same look: what was not run then is not run. */
  const another = async (): Promise<void> => {
    gateway.clock.advance(TIMES.restMs);
    const since = gateway.clock.now();
    await looked(await atWork(gateway, 'mrivera', REASONS.officer), 'The sedan', since);
  };
  const before = await runs('jokafor');
  await told(gateway, 'endReason', { session: detective });
  await another();
  expect(await runs('jokafor')).toBe(before);

  const locked = await atWork(gateway, 'jokafor', REASONS.detective);
  await looked(locked, 'Mine', gateway.clock.now());
  await gateway.call('lock', { session: locked, body: { cause: 'manual' } });
  const afterLock = await runs('jokafor');
  await another();
  expect(await runs('jokafor')).toBe(afterLock);

  const left = await atWork(gateway, 'jokafor', REASONS.detective);
  await looked(left, 'Mine', 0);
  const beforeLeaving = await runs('jokafor');
  // Ten minutes without a call: the session locks at its next one, and is not searched for before.
  gateway.clock.advance(TIMES.restMs);
  await another();
  await another();
  expect(await runs('jokafor')).toBeLessThanOrEqual(beforeLeaving + 1);

  const again = await atWork(gateway, 'jokafor', REASONS.detective);
  expect((await listed(again)).find(({ name }) => name === 'Only kept')).toMatchObject({ news: null, checkedAt: null });
});

it('S17, S25: ask under what the person may see now, and never a commercial source', async () => {
  const detective = await gateway.signIn('jokafor', workstation('ws-jokafor-3'));
  await state(gateway, detective, REASONS.detective);
  await watch(detective, 'Everywhere');
  await restarted([FRESH, WANTED]);
  gateway.clock.advance(TIMES.restMs);
  const since = gateway.clock.now();
  const back = await atWork(gateway, 'jokafor', REASONS.detective);
  expect(await looked(back, 'Everywhere', since)).toMatchObject({ news: 0 });
  const rows = (await gateway.auditRows('search.alert')).filter(({ username }) => username === 'jokafor');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map(({ object }) => object).join()).not.toContain('public');
});
