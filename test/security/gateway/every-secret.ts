/** Uses everything of identity once, as people and as attackers do, against a running gateway, and answers every secret that came by. */
import { LAPTOP, SUPERVISOR, DESK, DESK_2, WRONG, type IdentityRig } from './identity-rig.ts';

export interface Somebody {
  readonly username: string;
  readonly password: string;
}

export interface People {
  readonly officer: Somebody;
  /** Must change the password. */
  readonly changer: Somebody;
  /** Helps with second factors, acting so from the start or after a switch to this role. */
  readonly helper: Somebody & { readonly role: string };
}

const NEXT = 'Violet-Teapot-Harbour-7';
/** A password typed where the name belongs, and one sent where it does not. */
const MISTYPED = 'My-Password-As-Name-1!';
const MISPLACED = 'My-Password-In-A-Query-2!';

const signedIn = async (rig: IdentityRig, { username, password }: Somebody, kept: string[]): Promise<void> => {
  const session = await rig.active(username, DESK, password);
  const again = await rig.answered('renew', { session, from: DESK, body: {} });
  const now = { ...session, token: again.token };
  kept.push(password, session.token, again.token, session.vaultHalf);
  for (const given of [WRONG, password])
    await rig.told('stepUp', { session: now, from: DESK, body: { password: given } });
  await rig.lock(now, DESK);
  const unlock = { sessionId: session.session.sessionId, username, password };
  const opened = await rig.gateway.call('unlock', { from: DESK, body: unlock });
  kept.push(opened.json.token, WRONG);
};

const changed = async (rig: IdentityRig, { username, password }: Somebody, kept: string[]): Promise<void> => {
  const { attemptId } = await rig.challenged(username, DESK_2, password);
  const change = (given: string, newPassword: string) =>
    rig.told('newPassword', { from: DESK_2, body: { attemptId, password: given, newPassword } });
  const told = [await change(WRONG, NEXT), await change(password, 'Password2026!'), await change(password, NEXT)];
  if (told.at(-1) !== '200 active') throw new Error(told.join());
  kept.push(password, NEXT, attemptId, 'Password2026!');
};

const withFactor = async (rig: IdentityRig, { officer, helper }: People, kept: string[]): Promise<void> => {
  const pending = await rig.challenged(officer.username, LAPTOP, officer.password);
  const session = await rig.active(helper.username, SUPERVISOR, helper.password);
  await rig.answered('switchRole', { session, from: SUPERVISOR, body: { role: helper.role } });
  const asked = { session, from: SUPERVISOR, body: { username: officer.username } };
  const { code } = await rig.answered('releaseFactor', asked);
  const released = await rig.answered('useRelease', { from: LAPTOP, body: { attemptId: pending.attemptId, code } });
  if (released.outcome !== 'challenge') throw new Error(released.outcome);
  const { attemptId } = released;
  const { secret, uri } = await rig.answered('beginFactor', { from: LAPTOP, body: { attemptId } });
  const confirmation = { attemptId, first: rig.code(secret, -1), second: rig.code(secret) };
  const done = await rig.answered('confirmFactor', { from: LAPTOP, body: confirmation });
  if (done.outcome !== 'confirmed') throw new Error(done.because);
  const opened = await rig.gateway.call('finishSignIn', { from: LAPTOP, body: { attemptId } });
  const again = await rig.challenged(officer.username, LAPTOP, officer.password);
  await rig.enter(again.attemptId, rig.code(secret));
  const [recovery] = done.recoveryCodes;
  const body = { attemptId: again.attemptId, method: 'recovery', code: recovery };
  if ((await rig.told('enterCode', { from: LAPTOP, body })) !== '200 active') throw new Error('no recovery');
  kept.push(pending.attemptId, attemptId, again.attemptId, code, secret, uri, opened.json.token, session.token);
  kept.push(...done.recoveryCodes, ...done.recoveryCodes.map((one) => one.replaceAll('-', '')));
};

/** What people do by mistake and attackers on purpose: secrets where they do not belong. */
const misplaced = async (rig: IdentityRig, { officer }: People, kept: string[]): Promise<void> => {
  const { hash } = await rig.answered('notice', { from: DESK });
  const body = { username: MISTYPED, password: WRONG, noticeHash: hash };
  await rig.gateway.call('signIn', { from: DESK, body });
  await rig.gateway.call('signIn', { from: DESK, raw: `{"username":"${officer.username}","password":"${MISPLACED}"` });
  await rig.gateway.call('signIn', { from: DESK, body: { ...body, password: { text: MISPLACED } } });
  const query = encodeURIComponent(MISPLACED);
  await rig.gateway.send('POST', `/v1/sign-ins?password=${query}`, { from: DESK, body });
  await rig.gateway.send('GET', `/v1/${query}/%c0`, { from: DESK });
  const headers = { authorization: `Basic ${Buffer.from(MISPLACED).toString('base64')}`, 'x-password': MISPLACED };
  await rig.gateway.call('session', { from: DESK, headers });
  kept.push(MISTYPED, MISPLACED);
};

/** In the order in which they came by. */
export async function everySecret(rig: IdentityRig, people: People): Promise<readonly string[]> {
  const kept: string[] = [];
  await signedIn(rig, people.officer, kept);
  await changed(rig, people.changer, kept);
  await withFactor(rig, people, kept);
  await misplaced(rig, people, kept);
  for (const { keys } of await Promise.all([DESK, LAPTOP].map((place) => rig.gateway.enrolled(place)))) {
    kept.push(keys.key.split('\n')[1]!);
  }
  const all = [...new Set(kept)];
  const weak = all.filter((one) => one.length < 8);
  if (weak.length > 0) throw new Error(`too short to be looked for: ${String(weak.length)}`);
  return all;
}
