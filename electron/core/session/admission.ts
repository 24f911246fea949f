/**
 * Takes up what the gateway answered to a step of signing in: a session, something more that is due, or a refusal. An
 * answer that nobody waits for any more opens nothing: what it opened at the gateway is closed again.
 */
import type { SignInResult } from '../../../shared/bridge/calls.ts';
import { FaultError, type FaultCode } from '../../../shared/faults/faults.ts';
import type { Challenge } from '../../../shared/session/identity.ts';
import type { SessionFacts } from '../../../shared/session/machine.ts';
import type { EndCause } from '../../../shared/session/phase.ts';
import type { SessionView, SignInRefusal } from '../../../shared/session/view.ts';
import type { Pending, SignedIn } from '../../../shared/wire/identity-routes.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GatewayClient } from '../link/gateway-client.ts';
import type { Vault } from '../vault/vault.ts';
import type { AccessPoll } from './access-poll.ts';
import { forgetSession, type Holdings } from './holdings.ts';
import type { Session } from './session.ts';
import type { TokenKeeper } from './token.ts';

export interface AdmissionParts {
  readonly session: Session;
  readonly client: GatewayClient;
  readonly tokens: TokenKeeper;
  readonly vault: Vault;
  readonly holdings: Holdings;
  readonly poll: AccessPoll;
  readonly clock: Clock;
}

/** Whether the person is still where they asked from. */
export type StillThere = () => boolean;

/** Remembers the screen and the attempt of a question; answers whether both are still the same. */
export function standingHere({ session, holdings }: AdmissionParts): StillThere {
  const visit = session.visit();
  const id = holdings.attempt?.id;
  return () => session.visit() === visit && holdings.attempt?.id === id;
}

/** Refusals of an unlock after which the session can't be gone on with. */
const UNLOCK_ENDS: readonly FaultCode[] = [
  'session.expired',
  'session.revoked',
  'session.released',
  'session.not-yours',
  'session.other-workstation',
];

/** Why the gateway ended a session that it says is over. */
export function causeOf(code: FaultCode): EndCause {
  if (code === 'session.revoked') return 'revoked';
  return code === 'session.released' ? 'released' : 'gateway';
}

/** A lock whose session is gone at the gateway has nothing to unlock; anything else leaves it as it is. */
export function endLock({ session, holdings }: AdmissionParts, error: unknown): void {
  if (!(error instanceof FaultError) || !UNLOCK_ENDS.includes(error.fault.code)) return;
  if (session.phase() !== 'locked') return;
  holdings.endedBecause = error.fault.help ?? null;
  void session.apply({ type: 'ended', cause: causeOf(error.fault.code) });
}

type Outcome = SignedIn | Pending | SignInRefusal;

/** Throws `bridge.phase` for an answer that came too late. */
export async function settle(parts: AdmissionParts, outcome: Outcome, here: StillThere): Promise<SignInResult> {
  const { session, holdings } = parts;
  if (outcome.outcome === 'active') return takeUp(parts, outcome, here);
  if (outcome.outcome === 'challenge') return keepChallenge(parts, outcome, here);
  if (here()) {
    if (outcome.outcome === 'locked') void session.apply({ type: 'lockedOut' });
    // A refusal of this kind ends the attempt: only the password leads on.
    holdings.attempt = null;
    void session.apply({ type: 'challengeEnded' });
  }
  return outcome;
}

function keepChallenge(parts: AdmissionParts, pending: Pending, here: StillThere): SignInResult {
  const { session, holdings, client } = parts;
  const { attemptId, challenge } = pending;
  if (!here()) {
    void client.request('cancelSignIn', { body: { attemptId } }).catch(() => undefined);
    throw new FaultError('bridge.phase');
  }
  holdings.attempt = { id: attemptId, challenge };
  const expiresAt = Date.parse(challenge.expiresAt);
  void session.apply(isPassword(challenge) ? { type: 'passwordDue', expiresAt } : { type: 'factorDue', expiresAt });
  return { outcome: 'challenge' };
}

const isPassword = (challenge: Challenge): boolean => challenge.outcome === 'new-password';

const factsOf = (view: SessionView): SessionFacts => ({
  sessionId: view.sessionId,
  person: view.person,
  absoluteAt: Date.parse(view.absoluteAt),
  idleMs: view.idleSeconds * 1000,
});

async function takeUp(parts: AdmissionParts, signedIn: SignedIn, here: StillThere): Promise<SignInResult> {
  const { session, tokens, vault, holdings, clock } = parts;
  if (!here()) return giveBack(parts, signedIn);
  const box = await vault.fetch(signedIn.session.person.username, signedIn.vaultHalf);
  if (!here()) {
    vault.discard(box);
    return giveBack(parts, signedIn);
  }
  vault.take(box);
  holdings.attempt = null;
  holdings.session = signedIn.session;
  holdings.workspace = box.workspace;
  holdings.draftsRefused = box.refused;
  holdings.endedBecause = null;
  tokens.take(signedIn);
  void session.apply({ type: 'admitted', facts: factsOf(signedIn.session), at: clock.now() });
  if (session.phase() === 'active') {
    parts.poll.start();
    return { outcome: 'active' };
  }
  // The machine did not admit (another person, past the absolute end): nothing of it is kept.
  const token = tokens.drop();
  vault.close();
  forgetSession(holdings);
  if (token !== null) void parts.client.request('signOut', { token }).catch(() => undefined);
  throw new FaultError('session.not-yours');
}

/** After a hand-over the first person's session stays locked at the gateway; any other unwanted one is ended. */
async function giveBack(parts: AdmissionParts, { token, session: view }: SignedIn): Promise<never> {
  const { client, holdings } = parts;
  if (holdings.handedOver.has(view.sessionId)) await client.request('lock', { body: { cause: 'manual' }, token });
  else await client.request('signOut', { token });
  throw new FaultError('bridge.phase');
}
