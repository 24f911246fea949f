/**
 * The live sessions, in memory only: a restart ends them all. The one place that turns a token into an asker, anew
 * for every call. Tokens are kept as keyed hashes; the token itself is given away once and forgotten (IA-11, S48).
 */
import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { FaultError, type FaultCode } from '../../shared/faults/faults.ts';
import { role } from '../../shared/policy/roles.ts';
import type { EndCause, LockCause } from '../../shared/session/phase.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory, DirectoryAccount } from '../ports/directory.ts';
import type { Asker } from './asker.ts';
import { askerPart } from './audit-entry.ts';
import { needsFactor, type IdentityPolicy } from './identity-policy.ts';
import { verdictOn } from './identity/account-change.ts';
import { endedKey, EndedSessions } from './identity/ended-sessions.ts';
import { actAs, newSession, noteChange, personOf, type LiveSession, type Opening } from './identity/live-session.ts';
import { isSamePlace } from './identity/place.ts';
import { IDLE_SECONDS, SESSION_LIMITS } from './session-limits.ts';
import type { EnrolledWorkstation } from './workstations/enrolled-workstation.ts';

export type { LiveSession };

export interface IssuedToken {
  readonly token: string;
  readonly tokenExpiresAt: string;
}

export interface SessionDeps {
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly policy: IdentityPolicy;
  readonly keys: { readonly tokenHash: Uint8Array; readonly vaultHalf: Uint8Array };
}

export class Sessions {
  readonly #deps: SessionDeps;
  readonly #byId = new Map<string, LiveSession>();
  readonly #byToken = new Map<string, LiveSession>();
  readonly #ended: EndedSessions;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    this.#ended = new EndedSessions(deps.clock);
  }

  get policy(): IdentityPolicy {
    return this.#deps.policy;
  }

  open(opening: Opening): LiveSession {
    const session = newSession(opening, this.#deps.clock);
    this.#byId.set(session.id, session);
    return session;
  }

  /** 256 random bits; the session's token before this one ends. */
  issueToken(session: LiveSession): IssuedToken {
    const { clock } = this.#deps;
    const token = randomBytes(32).toString('base64url');
    this.#byToken.delete(session.tokenHash);
    session.tokenHash = this.#hash(token);
    session.tokenDeadline = clock.monotonic() + SESSION_LIMITS.tokenMs;
    session.state = 'active';
    session.lockedAt = null;
    this.#byToken.set(session.tokenHash, session);
    return { token, tokenExpiresAt: new Date(clock.now() + SESSION_LIMITS.tokenMs).toISOString() };
  }

  /** The gateway's half of the vault key: 32 bytes, base64; the same for one account on one workstation. */
  vaultHalf(session: LiveSession): string {
    const info = `${session.account.id}\u0000${session.workstation.id}`;
    return Buffer.from(hkdfSync('sha256', this.#deps.keys.vaultHalf, '', info, 32)).toString('base64');
  }

  /** Past its absolute limit a session is as gone as one that never was. */
  find(id: string): LiveSession | null {
    const session = this.#byId.get(id) ?? null;
    if (!session || this.#deps.clock.monotonic() < session.absoluteDeadline) return session;
    this.#forget(session, 'session.expired');
    return null;
  }

  /** Why a session is not there any more, for the workstation it was at. */
  endedFault(id: string, workstationId: string): FaultError {
    return this.#ended.faultOf(endedKey(id, workstationId));
  }

  all(): readonly LiveSession[] {
    return [...this.#byId.keys()].flatMap((id) => this.find(id) ?? []);
  }

  lock(session: LiveSession): void {
    if (session.state === 'locked') return;
    session.state = 'locked';
    session.locks += 1;
    session.lockedAt = this.#deps.clock.now();
  }

  /** Whether password, and code where one is due, were given less than five minutes ago (IA-11). */
  steppedUp(session: LiveSession): boolean {
    return this.#deps.clock.monotonic() < this.steppedUpUntil(session);
  }

  /** On the monotonic clock. */
  steppedUpUntil(session: LiveSession): number {
    return session.provenAt + SESSION_LIMITS.stepUpMs;
  }

  /** Whether a code of the second factor was given less than five minutes ago. */
  codeFresh({ codeGiven }: LiveSession): boolean {
    return codeGiven !== null && this.#deps.clock.monotonic() < codeGiven.at + SESSION_LIMITS.stepUpMs;
  }

  askerOf(session: LiveSession, address = session.address): Asker {
    const definition = role(session.roleId);
    return {
      sessionId: session.id,
      person: personOf(session.account),
      roleId: session.roleId,
      capabilities: new Set(definition.capabilities),
      factorSources: session.codeGiven ? [] : this.#deps.policy.secondFactorSources,
      workstation: session.workstation,
      address,
      reason: session.reason,
    };
  }

  /**
   * Ends a session and records it. The token stops working even when the record fails. `help`: told to its holder, in
   * words made by us.
   */
  async end(
    session: LiveSession,
    code: FaultCode,
    object: string,
    { by = this.askerOf(session), help }: { readonly by?: Asker; readonly help?: string } = {},
  ): Promise<void> {
    this.#forget(session, code, help);
    await this.#deps.audit.append({ ...askerPart(by), action: 'session.end', outcome: 'ok', object });
  }

  /** The workstation goes on with a new key, which its old one has asked for: its sessions go with it. */
  rebind(workstationId: string, thumbprint: string): void {
    for (const session of this.#byId.values()) {
      if (session.workstation.id === workstationId) session.thumbprint = thumbprint;
    }
  }

  /** Removes a session without a row of its own: its caller has recorded why. */
  drop(session: LiveSession): void {
    this.#forget(session, 'session.expired');
  }

  /** Throws a session fault. `at` is what the connection has proven. `quiet`: the call is no activity of the person and does not put off the idle lock. */
  async resolve(
    token: string,
    at: EnrolledWorkstation,
    address: string,
    { quiet }: { readonly quiet: boolean },
  ): Promise<Asker> {
    const hash = this.#hash(token);
    const session = this.#byToken.get(hash);
    if (!session) throw this.#ended.faultOf(hash);
    if (!isSamePlace(session, at)) {
      await this.#deps.audit.append({
        ...askerPart(this.askerOf(session, address)),
        workstation: at.workstation.id,
        action: 'access.denied',
        outcome: 'refused',
        object: `session ${session.id}`,
        rule: 'S48',
      });
      throw new FaultError('session.other-workstation');
    }
    await this.#limits(session, address);
    await this.#confirm(session);
    if (!quiet) session.lastActivity = this.#deps.clock.monotonic();
    session.address = address;
    return this.askerOf(session, address);
  }

  /**
   * The account as the directory has it, or null: the session ends, locks, narrows or goes on, recorded (S41). `askedAt`, on
   * the monotonic clock: an answer that was overtaken by a later question's counts no more.
   */
  async accept(
    session: LiveSession,
    account: DirectoryAccount | null,
    askedAt = this.#deps.clock.monotonic(),
  ): Promise<void> {
    if (this.find(session.id) !== session || askedAt < session.lastConfirmed) return;
    const verdict = verdictOn(session, account);
    const before = askerPart(this.askerOf(session));
    if (verdict.result === 'ends' || account === null) {
      const because = verdict.result === 'ends' ? verdict.because : '';
      await this.end(session, 'session.revoked', this.#why(session, 'revoked'), { help: because });
      return;
    }
    session.account = account;
    session.lastConfirmed = askedAt;
    if (verdict.result === 'locks') await this.#lockFor(session, 'policy', 'S41');
    if (verdict.result !== 'changes') return;
    const { roleId, change } = verdict;
    if (roleId !== session.roleId) actAs(session, roleId);
    noteChange(session, { id: randomUUID(), at: new Date(this.#deps.clock.now()).toISOString(), ...change });
    try {
      await this.#deps.audit.append({
        ...before,
        action: 'access.change',
        outcome: 'ok',
        object: `${change.what}: ${change.because}`.slice(0, 160),
        rule: 'S41',
      });
    } catch (error) {
      // What was taken away is gone; with what was gained nobody works on unrecorded.
      this.lock(session);
      throw error;
    }
  }

  /** The directory was heard, and nothing has changed of anybody. */
  confirmed(session: LiveSession, askedAt: number): void {
    session.lastConfirmed = Math.max(session.lastConfirmed, askedAt);
  }

  async #limits(session: LiveSession, address: string): Promise<void> {
    const now = this.#deps.clock.monotonic();
    if (now >= session.absoluteDeadline) {
      await this.end(session, 'session.expired', this.#why(session, 'absolute'));
      throw new FaultError('session.expired');
    }
    if (session.state === 'locked') throw new FaultError('session.locked');
    const idle = now - session.lastActivity >= IDLE_SECONDS[session.workstation.area] * 1000;
    // A workstation carried to another network: its session needs the code that it was not asked for.
    const isUnproven = session.codeGiven === null && needsFactor(this.policy, session.workstation, address);
    if (!idle && !isUnproven && now < session.tokenDeadline) return;
    await this.#lockFor(session, idle ? 'idle' : 'policy', isUnproven && !idle ? 'S46' : 'AC-11');
    throw new FaultError('session.locked');
  }

  async #lockFor(session: LiveSession, cause: LockCause, rule: string): Promise<void> {
    if (session.state === 'locked') return;
    this.lock(session);
    const object = `session ${session.id} (${cause})`;
    await this.#deps.audit.append({
      ...askerPart(this.askerOf(session)),
      action: 'lock',
      outcome: 'ok',
      object,
      rule,
    });
  }

  /**
   * Asks the directory again after ten seconds. While nobody can be asked the session goes on, so that an outage of the
   * directory does not stop the work of a precinct; after fifteen minutes of it, it locks.
   */
  async #confirm(session: LiveSession): Promise<void> {
    const { clock, directory } = this.#deps;
    const now = clock.monotonic();
    if (now - session.lastLookup >= SESSION_LIMITS.lookupMs) {
      session.lastLookup = now;
      const account = await directory.find(session.account.username).catch(() => undefined);
      if (account !== undefined) await this.accept(session, account, now);
    }
    await this.lockUnconfirmed(session);
    if (this.find(session.id) !== session) throw this.#ended.faultOf(session.tokenHash);
    if (session.state !== 'active') throw new FaultError('session.locked');
  }

  /** Locks a session whose account the directory has not confirmed for fifteen minutes. */
  async lockUnconfirmed(session: LiveSession): Promise<void> {
    if (this.#deps.clock.monotonic() - session.lastConfirmed < SESSION_LIMITS.unconfirmedMs) return;
    await this.#lockFor(session, 'policy', 'S41');
  }

  #why(session: LiveSession, cause: EndCause): string {
    return `session ${session.id} (${cause})`;
  }

  #forget(session: LiveSession, code: FaultCode, help?: string): void {
    this.#byId.delete(session.id);
    this.#ended.add(endedKey(session.id, session.workstation.id), code, help);
    if (this.#byToken.delete(session.tokenHash)) this.#ended.add(session.tokenHash, code, help);
  }

  #hash(token: string): string {
    return createHmac('sha256', this.#deps.keys.tokenHash).update(token).digest('base64url');
  }
}
