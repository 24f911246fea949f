import { describe, expect, it } from 'vitest';
import type { RoleId } from '../../../shared/policy/roles.ts';
import type { DirectoryAccount } from '../../ports/directory.ts';
import { verdictOn } from './account-change.ts';

const account = (over: Partial<DirectoryAccount> = {}): DirectoryAccount => ({
  ...{ id: 'a1', username: 'sample', name: 'Sample Person', rank: 'PO', command: 113, commandLabel: '113 Pct' },
  ...{ roles: ['desk-officer', 'police-officer'], state: 'active' },
  ...over,
});
const verdict = (over: Partial<DirectoryAccount> | null, roleId: RoleId = 'desk-officer') =>
  verdictOn({ account: account(), roleId }, over === null ? null : account(over));

describe('S41: what the directory changes of a live session', () => {
  it('nothing, when nothing that matters changed', () => {
    expect(verdict({}).result).toBe('none');
    expect(verdict({ name: 'Sample Married', rank: 'Sgt' }).result).toBe('none');
  });

  it.each([
    ['gone', null],
    ['another account of that name', { id: 'a2' }],
    ['disabled', { state: 'disabled' }],
    ['expired', { state: 'expired' }],
    ['outside its hours', { state: 'logon-hours' }],
    ['not allowed here', { state: 'workstation-not-allowed' }],
    ['without a role', { roles: [] }],
  ] as const)('it ends when the account is %s', (_name, over) => {
    const answer = verdict(over);
    expect(answer.result).toBe('ends');
    expect('because' in answer && answer.because.length).toBeGreaterThan(20);
  });

  it.each(['must-change', 'password-expired'] as const)('it locks when the password is %s', (state) => {
    expect(verdict({ state }).result).toBe('locks');
  });

  it('it locks when the directory has locked the account out; only a released account opens it', () => {
    expect(verdict({ lockedInDirectory: true }).result).toBe('locks');
    expect(verdict({ lockedInDirectory: true, state: 'disabled' }).result).toBe('ends');
  });

  it('acts in the first unprivileged role left when the acting one was taken', () => {
    expect(verdict({ roles: ['ico', 'police-officer'] })).toEqual({
      result: 'changes',
      roleId: 'police-officer',
      change: {
        what: 'narrowed',
        lost: [
          'Role: Desk officer',
          'Release a locked-out colleague',
          'Help a colleague whose second factor is new or lost',
          'End an abandoned session at a workstation of the own command',
        ],
        gained: ['Role: Integrity control officer'],
        because:
          'The directory no longer lists you in the group for Desk officer. The directory lists you in the group for Integrity control officer now. You act as Police officer now.',
      },
    });
  });

  it('IA-11: never slips into a privileged role: when only such are left it ends', () => {
    expect(verdict({ roles: ['ico'] }).result).toBe('ends');
  });

  it('a role taken that nobody acts in narrows the offer, and the acting one stays', () => {
    expect(verdict({ roles: ['police-officer'] }, 'police-officer')).toMatchObject({
      result: 'changes',
      roleId: 'police-officer',
      change: { what: 'narrowed', lost: ['Role: Desk officer'], gained: [] },
    });
  });

  it('a role given is offered, never taken', () => {
    expect(verdict({ roles: ['desk-officer', 'police-officer', 'investigator'] })).toMatchObject({
      roleId: 'desk-officer',
      change: { what: 'widened', lost: [], gained: ['Role: Detective'] },
    });
  });

  it('a transfer is told with both commands', () => {
    expect(verdict({ command: 105, commandLabel: '105 Pct' })).toMatchObject({
      result: 'changes',
      change: { what: 'transferred', because: 'The directory moved you from 113 Pct to 105 Pct.' },
    });
  });
});
