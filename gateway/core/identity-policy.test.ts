import { describe, expect, it } from 'vitest';
import { checkIdentityPolicy, DEFAULT_IDENTITY_POLICY, isRemote, needsFactor } from './identity-policy.ts';
import { StartupRefusal } from './startup-refusal.ts';

const policy = { ...DEFAULT_IDENTITY_POLICY, departmentNetworks: ['10.0.0.0/8'] };

describe('S46: what counts as remote', () => {
  it.each([
    ['on-site', '10.1.2.3', false],
    ['on-site', '::ffff:10.1.2.3', false],
    ['on-site', '203.0.113.9', true],
    ['on-site', '', true],
    ['in-car', '10.1.2.3', true],
    ['remote', '10.1.2.3', true],
  ] as const)('a workstation %s at %s: %s', (area, address, remote) => {
    expect(isRemote(policy, { area }, address)).toBe(remote);
    expect(needsFactor(policy, { area }, address)).toBe(remote);
    expect(needsFactor({ ...policy, secondFactor: 'always' }, { area }, address)).toBe(true);
  });

  it('with no network configured everybody is remote', () => {
    expect(isRemote({ ...policy, departmentNetworks: [] }, { area: 'on-site' }, '127.0.0.1')).toBe(true);
  });

  it('a network that cannot be read keeps the gateway from starting', () => {
    expect(() => {
      checkIdentityPolicy({ ...policy, departmentNetworks: ['10.0.0.0/8', '10.0.0.O/8'] });
    }).toThrow(StartupRefusal);
  });
});
