/** AC-7: what locks a name, and that nobody is released by whoever invents enough other names. */
import { expect, it } from 'vitest';
import type { LockoutRecord } from '../ports/lockout-store.ts';
import { createLockouts, MAX_ATTEMPTS, MAX_NAMES } from './lockouts.ts';

const clock = { now: () => 1_000_000_000, monotonic: () => 0 };
const attempts = [{ at: clock.now(), workstation: 'Desk 1' }];

it('AC-7: inventing names releases nobody who is locked out', () => {
  let saved: ReadonlyMap<string, LockoutRecord> = new Map<string, LockoutRecord>([
    ['mrivera', { attempts, lockedAt: clock.now() }],
    ...Array.from({ length: MAX_NAMES + 5 }, (_, at) => [`name.${String(at)}`, { attempts, lockedAt: null }] as const),
  ]);
  const lockouts = createLockouts({ load: () => saved, save: (records) => (saved = new Map(records)) }, clock);
  lockouts.failed('one.more', 'Desk 1');
  expect(lockouts.isLocked('mrivera')).toBe(true);
  expect(saved.size).toBeLessThanOrEqual(MAX_NAMES + 1);
  expect([saved.has('name.0'), saved.has(`name.${String(MAX_NAMES + 4)}`)]).toEqual([false, true]);
});

it('AC-7: five in a quarter of an hour, however the name is written', () => {
  const lockouts = createLockouts({ load: () => new Map(), save: () => undefined }, clock);
  const left = ['mrivera', 'MRivera', ' mrivera ', 'mrivera', 'MRIVERA'].map((name) => lockouts.failed(name, 'Desk 1'));
  expect(left).toEqual([4, 3, 2, 1, 0]);
  expect([lockouts.isLocked('mrivera'), MAX_ATTEMPTS]).toEqual([true, 5]);
});
