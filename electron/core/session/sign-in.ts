/** Signing in, unlocking, handing over and stepping up: asks the gateway and moves the machine. It keeps no password. */
import type { SignInResult } from '../../../shared/bridge/calls.ts';
import { FaultError } from '../../../shared/faults/faults.ts';
import { endLock, settle, standingHere, type AdmissionParts } from './admission.ts';

export async function signIn(
  parts: AdmissionParts,
  input: { readonly username: string; readonly password: string },
): Promise<SignInResult> {
  const { client, holdings } = parts;
  if (holdings.notice === null) throw new FaultError('notice.not-accepted');
  const here = standingHere(parts);
  // Not bound to the call's deadline: an answer that comes late must still be met, or a session would stay open unseen.
  const outcome = await client.request('signIn', {
    body: { username: input.username, password: input.password, noticeHash: holdings.notice.hash },
  });
  return settle(parts, outcome, here);
}

export async function unlock(parts: AdmissionParts, input: { readonly password: string }): Promise<SignInResult> {
  const { client, session } = parts;
  const state = session.state();
  if (state.phase !== 'locked') throw new FaultError('bridge.phase');
  const { sessionId, person } = state.facts;
  const here = standingHere(parts);
  try {
    const outcome = await client.request('unlock', {
      body: { sessionId, username: person.username, password: input.password },
    });
    return await settle(parts, outcome, here);
  } catch (error) {
    if (here()) endLock(parts, error);
    throw error;
  }
}

/** The first person's session stays locked at the gateway, and their draft sealed; the notice is for the next one. */
export async function handOver({ session, client, holdings }: AdmissionParts, signal: AbortSignal): Promise<void> {
  const visit = session.visit();
  const notice = await client.request('notice', { signal });
  const state = session.state();
  if (state.phase !== 'locked' || session.visit() !== visit) throw new FaultError('bridge.phase');
  holdings.notice = notice;
  holdings.handedOver.add(state.facts.sessionId);
  void session.apply({ type: 'someoneElseAsked' });
}
