/** What the workstation tells the gateway by itself while somebody is signed in. */
import { afterEach, expect, test } from 'vitest';
import { coreRig, type CoreRig } from '../../../test/workstation/harness/core-rig.ts';
import { until } from '../../../test/workstation/harness/until.ts';

const SECOND = 1_000;
let rig: CoreRig | null = null;
afterEach(() => rig?.gateway.stop());

const count = (name: string): number => rig?.gateway.asked.filter(({ route }) => route === name).length ?? 0;
/** One round of asking what changed; the seconds of the port clock that it took. */
const round = async (work: () => Promise<unknown> = () => Promise.resolve()): Promise<number> => {
  const before = count('sessionChanges');
  let seconds = 0;
  await until(async () => {
    await work();
    rig?.clock.advance(SECOND);
    seconds += 1;
    return count('sessionChanges') > before;
  });
  return seconds;
};

test('AC-11: work at the workstation is told to the gateway, at most every half minute; its absence is not', async () => {
  rig = await coreRig();
  const { call, signIn } = rig;
  await signIn();
  for (let rounds = 0; rounds < 6; rounds += 1) await round();
  expect(count('activity')).toBe(0);
  let seconds = 0;
  for (let rounds = 0; rounds < 9; rounds += 1) seconds += await round(() => call('session.touch'));
  expect(count('activity')).toBeGreaterThan(1);
  expect(count('activity')).toBeLessThanOrEqual(Math.ceil(seconds / 30) + 1);
});
