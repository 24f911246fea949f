/** Signing in and unlocking: asks the gateway, takes up what it releases, moves the machine. It keeps no password. */
import type { SignInResult } from '../../../shared/bridge/calls.ts';
import { FaultError, type FaultCode } from '../../../shared/faults/faults.ts';
import type { SessionFacts } from '../../../shared/session/machine.ts';
import type { SessionView, Workstation } from '../../../shared/session/view.ts';
import type { SignedIn, SignInOutcome } from '../../../shared/wire/routes.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GatewayClient } from '../link/gateway-client.ts';
import type { Vault } from '../vault/vault.ts';
import type { Holdings } from './holdings.ts';
import type { Session } from './session.ts';
import type { TokenKeeper } from './token.ts';

export interface SignInParts {
  readonly session: Session;
  readonly client: GatewayClient;
  readonly tokens: TokenKeeper;
  readonly vault: Vault;
  readonly holdings: Holdings;
  readonly workstation: Workstation;
  readonly clock: Clock;
}

/** Refusals of an unlock after which the session can't be gone on with. */
const UNLOCK_ENDS: readonly FaultCode[] = ['session.expired', 'session.not-yours', 'session.other-workstation'];

const factsOf = (view: SessionView): SessionFacts => ({
  sessionId: view.sessionId,
  person: view.person,
  absoluteAt: Date.parse(view.absoluteAt),
  idleMs: view.idleSeconds * 1000,
});

export async function signIn(
  parts: SignInParts,
  input: { readonly username: string; readonly password: string },
): Promise<SignInResult> {
  const { client, session, holdings, workstation } = parts;
  if (holdings.notice === null) throw new FaultError('notice.not-accepted');
  const generation = session.generation();
  // Not bound to the call's deadline: an answer that comes late must still be met, or a session would stay open unseen.
  const outcome = await client.request('signIn', {
    body: { username: input.username, password: input.password, noticeHash: holdings.notice.hash, workstation },
  });
  return settle(parts, outcome, session.phase() === 'credentials' && session.generation() === generation);
}

export async function unlock(parts: SignInParts, input: { readonly password: string }): Promise<SignInResult> {
  const { client, session, workstation } = parts;
  const state = session.state();
  if (state.phase !== 'locked') throw new FaultError('bridge.phase');
  const { sessionId, person } = state.facts;
  try {
    const outcome = await client.request('unlock', {
      body: { sessionId, username: person.username, password: input.password, workstation },
    });
    const now = session.state();
    return await settle(parts, outcome, now.phase === 'locked' && now.facts.sessionId === sessionId);
  } catch (error) {
    if (error instanceof FaultError && UNLOCK_ENDS.includes(error.fault.code)) {
      void session.apply({ type: 'ended', cause: 'gateway' });
    }
    throw error;
  }
}

/** `wanted`: the person is still at the screen they answered from; otherwise the new session is ended again. */
async function settle(parts: SignInParts, outcome: SignInOutcome, wanted: boolean): Promise<SignInResult> {
  if (outcome.outcome === 'active') {
    if (!wanted) {
      await parts.client.request('signOut', { token: outcome.token });
      throw new FaultError('bridge.phase');
    }
    return takeUp(parts, outcome);
  }
  if (outcome.outcome === 'locked') void parts.session.apply({ type: 'lockedOut' });
  return outcome;
}

function takeUp(parts: SignInParts, signedIn: SignedIn): SignInResult {
  const { session, tokens, vault, holdings, clock } = parts;
  holdings.session = signedIn.session;
  holdings.workspace = vault.open(signedIn.session.person.username, signedIn.vaultHalf);
  tokens.take(signedIn);
  void session.apply({ type: 'admitted', facts: factsOf(signedIn.session), at: clock.now() });
  if (session.phase() === 'active') return { outcome: 'active' };
  // The machine did not admit (another person, past the absolute end): nothing of it is kept.
  const token = tokens.drop();
  vault.close();
  holdings.session = null;
  holdings.workspace = null;
  if (token !== null) void parts.client.request('signOut', { token }).catch(() => undefined);
  throw new FaultError('session.not-yours');
}
