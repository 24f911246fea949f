/** S46: where somebody calls from is what the gateway has proven: nothing that a caller says makes a place of the department of it. */
import { afterEach, describe, expect, it } from 'vitest';
import { passwordOf } from '../../gateway/gateway-harness.ts';
import { DEFAULT_IDENTITY_POLICY } from '../../../gateway/core/identity-policy.ts';
import { DESK, IdentityRig, LAPTOP, wordsOf } from './identity-rig.ts';

let rig: IdentityRig;
afterEach(() => rig.gateway.remove());

const signIn = async (headers: Readonly<Record<string, string>>, more: object = {}) => {
  const { hash } = await rig.answered('notice', { from: DESK });
  const body = { username: 'mrivera', password: passwordOf('mrivera'), noticeHash: hash, ...more };
  return rig.gateway.call('signIn', { from: DESK, headers, body });
};

describe('an on-site workstation carried to another network', () => {
  it('is remote, whatever its headers and fields say, and sets no factor up by itself', async () => {
    const identityPolicy = { ...DEFAULT_IDENTITY_POLICY, departmentNetworks: ['10.0.0.0/8'] };
    rig = await new IdentityRig().start({ identityPolicy });
    expect(await rig.answered('self', { from: DESK })).toMatchObject({
      workstation: { area: 'on-site' },
      remote: true,
    });
    for (const headers of [
      {},
      { 'x-forwarded-for': '10.1.2.3' },
      { forwarded: 'for=10.1.2.3;proto=https' },
      { 'x-real-ip': '10.1.2.3', 'x-client-ip': '10.1.2.3', 'true-client-ip': '10.1.2.3' },
      { 'x-workstation': 'ws-113-desk-01', 'x-remote': 'false' },
      { host: '10.1.2.3' },
    ]) {
      const answer = await signIn(headers);
      expect(answer.json, JSON.stringify(headers)).toMatchObject({
        outcome: 'challenge',
        challenge: { outcome: 'factor-release' },
      });
      const { attemptId } = answer.json as unknown as { readonly attemptId: string };
      const begun = await rig.gateway.call('beginFactor', { from: DESK, headers, body: { attemptId } });
      expect(wordsOf(begun), JSON.stringify(headers)).toBe('403 factor.not-here');
    }
    for (const more of [{ remote: false }, { area: 'on-site' }, { address: '10.1.2.3' }, { workstation: 'ws-1' }]) {
      expect(wordsOf(await signIn({}, more))).toBe('400 request.malformed');
    }
  });

  it('asks everybody for a code where the department asks everybody, on-site and at a laptop', async () => {
    rig = await new IdentityRig().start({
      identityPolicy: { ...DEFAULT_IDENTITY_POLICY, secondFactor: 'always' },
    });
    expect(await rig.challenged('mrivera', DESK)).toMatchObject({ challenge: { outcome: 'factor-enrolment' } });
    expect(await rig.challenged('mrivera', LAPTOP)).toMatchObject({ challenge: { outcome: 'factor-release' } });
    const { attemptId } = await rig.challenged('radmin', DESK);
    const phone = await rig.confirmed(attemptId, DESK);
    expect(await rig.told('finishSignIn', { from: DESK, body: { attemptId } })).toBe('200 active');
    const pending = await rig.challenged('radmin', DESK);
    expect(pending.challenge.outcome).toBe('second-factor');
    // What was set up is not set up again by who knows the password alone.
    const body = { attemptId: pending.attemptId };
    expect(await rig.told('beginFactor', { from: DESK, body })).toBe('401 attempt.ended');
    const again = await rig.challenged('radmin', DESK);
    expect(wordsOf(await rig.enter(again.attemptId, rig.code(phone.secret), DESK))).toBe('200 active');
  });
});
