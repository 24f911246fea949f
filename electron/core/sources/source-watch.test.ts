/** Waiting for a source to come back, over a real link to a gateway to practise on. */
import { afterEach, expect, test } from 'vitest';
import { coreRig, type CoreRig } from '../../../test/workstation/harness/core-rig.ts';
import { PRACTICE } from '../../../test/workstation/harness/practice-gateway.ts';
import { until } from '../../../test/workstation/harness/until.ts';
import { FIRST_LOOK_MS, LONGEST_PAUSE_MS } from './source-watch.ts';

let rig: CoreRig;
afterEach(() => rig.gateway.stop());

const looks = (): number => rig.gateway.asked.filter(({ route }) => route === 'sourceStates').length;
const returned = (): unknown[] =>
  rig.published.filter(({ topic }) => topic === 'source.returned').map(({ value }) => value);
/** Answers the looks from now on. */
const say = (states: Readonly<Record<string, 'up' | 'down'>>): void => {
  const sources = Object.entries(states).map(([source, state]) => ({ source, state }));
  rig.gateway.instead.sourceStates = () => ({ sources });
};
/** Seconds of the port clock until the next look. */
const toNextLook = async (): Promise<number> => {
  const before = looks();
  let seconds = 0;
  await until(() => {
    if (looks() > before) return true;
    rig.clock.advance(1_000);
    seconds += 1;
    return false;
  });
  return seconds;
};
/** Five minutes, in which whatever is asked arrives. */
const minutesPass = async (): Promise<void> => {
  for (let minutes = 0; minutes < 5; minutes += 1) {
    rig.clock.advance(LONGEST_PAUSE_MS);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
};
const waiting = async (...sources: string[]): Promise<void> => {
  rig = await coreRig();
  await rig.signIn();
  say({ warrants: 'down', stolen: 'down', orders: 'up' });
  await rig.call('source.watch', { sources });
};

test('a source that is back is told once, and only one that was missed; then nothing is asked any more', async () => {
  await waiting('warrants');
  await toNextLook();
  expect(returned()).toEqual([]);
  say({ warrants: 'up', orders: 'up' });
  await toNextLook();
  await until(() => returned().length > 0);
  expect(returned()).toEqual([{ sources: ['warrants'] }]);
  const seen = looks();
  await minutesPass();
  expect(looks()).toBe(seen);
});

test('it looks less and less often, and not at all once nothing is missed on the screen', async () => {
  await waiting('warrants', 'stolen');
  const pauses: number[] = [];
  for (let round = 0; round < 4; round += 1) pauses.push(await toNextLook());
  expect(pauses[0]).toBeGreaterThanOrEqual(FIRST_LOOK_MS / 1_000);
  expect(pauses.at(-1)).toBeGreaterThan(pauses[0]!);
  await rig.call('source.watch', { sources: [] });
  const seen = looks();
  await minutesPass();
  expect(looks()).toBe(seen);
});

test('S3: what the gateway says sources usually take comes to the page, and nothing beside it', async () => {
  rig = await coreRig();
  await rig.signIn();
  const since = '2026-11-23T11:02:00.000Z';
  const usual = { searches: 240, unanswered: 3, p50Ms: 184, p95Ms: 412, since };
  rig.gateway.instead.sourceStates = () => ({
    sources: [
      { source: 'department', state: 'up' },
      { source: 'warrants', state: 'down', usual: { ...usual, slowest: 'W26-000001' }, url: 'https://agency.example' },
    ],
  });
  expect(await rig.call('source.states')).toEqual({
    ok: true,
    value: {
      sources: [
        { source: 'department', state: 'up' },
        { source: 'warrants', state: 'down', usual },
      ],
    },
  });
});

test('AC-11: a lock ends it', async () => {
  await waiting('warrants');
  await toNextLook();
  await rig.call('session.lock');
  await rig.call('session.unlock', { password: PRACTICE.password });
  expect((await rig.snapshot()).phase).toBe('active');
  const seen = looks();
  say({ warrants: 'up' });
  await minutesPass();
  expect([looks(), returned()]).toEqual([seen, []]);
});
