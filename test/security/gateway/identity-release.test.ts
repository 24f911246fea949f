/** AC-7: a lock-out that could not be released is not released by half, nor in the log. */
import { expect, it } from 'vitest';
import { FaultError } from '../../../shared/faults/faults.ts';
import { faultOf, identityDesk } from '../../gateway/identity-desk.ts';

it('AC-7: where the directory does not unlock, the name stays locked, and the log says that it failed', async () => {
  const desk = identityDesk();
  const { asker } = await desk.active('desk');
  for (let n = 0; n < 5; n += 1) desk.lockouts.failed('officer', 'Desk 1');
  const unlock = desk.directory.unlock;
  desk.directory.unlock = () => Promise.reject(new FaultError('directory.unavailable'));
  expect(await faultOf(desk.people.release(asker, 'officer'))).toBe('directory.unavailable');
  expect(desk.lockouts.isLocked('officer')).toBe(true);
  const [first, second] = desk.rows('lockout.release');
  expect([first?.outcome, second?.outcome, second?.of]).toEqual(['ok', 'failed', desk.audit.rows.indexOf(first!) + 1]);
  desk.directory.unlock = unlock;
  await desk.people.release(asker, 'officer');
  expect(desk.lockouts.isLocked('officer')).toBe(false);
  expect(desk.rows('lockout.release').at(-1)).toMatchObject({ outcome: 'ok', object: 'account officer' });
});

it('AC-7: locked out in the directory alone is locked out for the desk as well', async () => {
  const desk = identityDesk();
  const { asker } = await desk.active('desk');
  desk.directory.change('officer', { lockedInDirectory: true });
  await desk.people.release(asker, 'officer');
  expect(desk.directory.unlocked).toEqual(['officer']);
  expect(await faultOf(desk.people.release(asker, 'colleague'))).toBe('account.not-locked');
});
