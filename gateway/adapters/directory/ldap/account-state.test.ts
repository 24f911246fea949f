/** Account states from attributes as controllers give them: strings, sometimes several, sometimes none. */
import { describe, expect, it } from 'vitest';
import { accountState, fileTimeMs, isLockedOut } from './account-state.ts';
import { ldapEntry } from './ldap-entry.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const ticks = (ms: number): string => ((BigInt(ms) + 11_644_473_600_000n) * 10_000n).toString();
const YESTERDAY = ticks(NOW - 86_400_000);
const TOMORROW = ticks(NOW + 86_400_000);
const NEVER = '9223372036854775807';
const active = { dn: 'CN=x', userAccountControl: '512', accountExpires: NEVER, pwdLastSet: YESTERDAY };
const state = (changes: Readonly<Record<string, string | string[]>>) =>
  accountState(ldapEntry({ ...active, ...changes }), NOW);

describe('the state of an account', () => {
  it.each([
    ['nothing against it', {}, 'active'],
    ['never expires (0)', { accountExpires: '0' }, 'active'],
    ['expires tomorrow', { accountExpires: TOMORROW }, 'active'],
    ['expired yesterday', { accountExpires: YESTERDAY }, 'expired'],
    ['disabled', { userAccountControl: '514' }, 'disabled'],
    ['disabled and expired', { userAccountControl: '514', accountExpires: YESTERDAY }, 'disabled'],
    ['state not to be read', { userAccountControl: [] }, 'disabled'],
    ['state that is no number', { userAccountControl: 'x' }, 'disabled'],
    ['must change', { pwdLastSet: '0' }, 'must-change'],
    ['must change, but never expires', { pwdLastSet: '0', userAccountControl: '66048' }, 'active'],
    ['password past its date', { 'msDS-UserPasswordExpiryTimeComputed': YESTERDAY }, 'password-expired'],
    ['password still good', { 'msDS-UserPasswordExpiryTimeComputed': TOMORROW }, 'active'],
    ['password for ever', { 'msDS-UserPasswordExpiryTimeComputed': NEVER }, 'active'],
    ['password expired by the computed bit', { 'msDS-User-Account-Control-Computed': '8388608' }, 'password-expired'],
    ['several values where one is meant: the first', { userAccountControl: ['514', '512'] }, 'disabled'],
  ])('S41: %s', (_what, changes, expected) => {
    expect(state(changes)).toBe(expected);
  });

  it('FILETIMEs beyond 2^53 keep their last digits', () => {
    expect(BigInt('134435101988136730') > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(fileTimeMs(134435101988136730n)).toBe(Date.UTC(2027, 0, 4, 4, 23, 18, 813));
    expect(fileTimeMs(BigInt(NEVER))).toBeNull();
    expect(fileTimeMs(0n)).toBeNull();
    // One millisecond apart, in numbers that a double cannot tell apart.
    const at = 134_435_101_988_130_000n;
    expect(fileTimeMs(at)! - fileTimeMs(at - 1n)!).toBe(1);
  });

  it('AC-7: locked out by the computed bit, or by the time where there is none', () => {
    const locked = (changes: Readonly<Record<string, string>>) => isLockedOut(ldapEntry({ ...active, ...changes }));
    expect(locked({ 'msDS-User-Account-Control-Computed': '16', lockoutTime: YESTERDAY })).toBe(true);
    expect(locked({ 'msDS-User-Account-Control-Computed': '0', lockoutTime: YESTERDAY })).toBe(false);
    expect(locked({ lockoutTime: YESTERDAY })).toBe(true);
    expect(locked({ lockoutTime: '0' })).toBe(false);
    expect(locked({})).toBe(false);
  });
});

describe('values of an entry', () => {
  it('one, several or none have one form, whatever case the attribute is in', () => {
    const entry = ldapEntry({ dn: 'CN=x', one: 'a', many: ['a', 'b'], none: [], bytes: Buffer.from('z') });
    expect([entry.texts('One'), entry.texts('MANY'), entry.texts('none'), entry.texts('absent')]).toEqual([
      ['a'],
      ['a', 'b'],
      [],
      [],
    ]);
    expect([entry.text('many'), entry.text('none'), entry.text('bytes')]).toEqual(['a', '', '']);
    expect(entry.bytes('bytes')?.toString()).toBe('z');
    expect(entry.bytes('one')).toBeNull();
  });
});
