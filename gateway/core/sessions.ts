/**
 * The live sessions, in memory only: a restart ends them all. The one place that turns a token into an asker, anew
 * for every call. Tokens are kept as keyed hashes; the token itself is given away once and forgotten (IA-11, S48).
 */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { FaultError, type FaultCode } from '../../shared/faults/faults.ts';
import { role, type RoleId } from '../../shared/policy/roles.ts';
import type { EndCause, LockCause } from '../../shared/session/phase.ts';
import type { Person, Reason, Workstation } from '../../shared/session/view.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory, DirectoryAccount } from '../ports/directory.ts';
import type { Asker } from './asker.ts';
import { askerPart } from './audit-entry.ts';
import { IDLE_SECONDS, SESSION_LIMITS } from './session-limits.ts';
import type { EnrolledWorkstation } from './workstations/enrolled-workstation.ts';

export interface LiveSession {
  readonly id: string;
  readonly workstation: Workstation;
  /** Of the workstation's key: a token works over a connection made with it, and over no other (RFC 8705). */
  thumbprint: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly absoluteAt: number;
  /** On the monotonic clock, which nobody can set back. */
  readonly absoluteDeadline: number;
  address: string;
  account: DirectoryAccount;
  roleId: RoleId;
  state: 'active' | 'locked';
  tokenHash: string;
  tokenDeadline: number;
  lastActivity: number;
  /** When the password was last given, on the monotonic clock (IA-11). */
  provenAt: number;
  lastLookup: number;
  reason: Reason | null;
  recent: readonly Reason[];
}

export interface IssuedToken {
  readonly token: string;
  readonly tokenExpiresAt: string;
}

export interface SessionDeps {
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly keys: { readonly tokenHash: Uint8Array; readonly vaultHalf: Uint8Array };
}

interface Ended {
  readonly code: FaultCode;
  readonly until: number;
}
const MAX_ENDED = 10_000;

export const personOf = (account: DirectoryAccount): Person => ({
  username: account.username,
  rank: account.rank,
  name: account.name,
  command: account.command,
  commandLabel: account.commandLabel,
});

export class Sessions {
  readonly #deps: SessionDeps;
  readonly #byId = new Map<string, LiveSession>();
  readonly #byToken = new Map<string, LiveSession>();
  /** Tokens of sessions that ended, so that their holder is told why. */
  readonly #ended = new Map<string, Ended>();

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  open(account: DirectoryAccount, roleId: RoleId, at: EnrolledWorkstation, address: string): LiveSession {
    const { clock } = this.#deps;
    const session: LiveSession = {
      id: randomBytes(16).toString('base64url'),
      workstation: at.workstation,
      thumbprint: at.thumbprint,
      since: clock.now(),
      absoluteAt: clock.now() + SESSION_LIMITS.absoluteMs,
      absoluteDeadline: clock.monotonic() + SESSION_LIMITS.absoluteMs,
      address,
      account,
      roleId,
      state: 'active',
      tokenHash: '',
      tokenDeadline: 0,
      lastActivity: clock.monotonic(),
      provenAt: clock.monotonic(),
      lastLookup: clock.monotonic(),
      reason: null,
      recent: [],
    };
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
    session.lastActivity = clock.monotonic();
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

  all(): readonly LiveSession[] {
    return [...this.#byId.keys()].flatMap((id) => this.find(id) ?? []);
  }

  lock(session: LiveSession): void {
    session.state = 'locked';
  }

  askerOf(session: LiveSession, address = session.address): Asker {
    const definition = role(session.roleId);
    return {
      sessionId: session.id,
      person: personOf(session.account),
      roleId: session.roleId,
      capabilities: new Set(definition.capabilities),
      workstation: session.workstation,
      address,
      reason: session.reason,
    };
  }

  /** Ends a session and records it. The token stops working even when the record fails. */
  async end(session: LiveSession, code: FaultCode, object: string, by: Asker = this.askerOf(session)): Promise<void> {
    this.#forget(session, code);
    await this.#deps.audit.append({ ...askerPart(by), action: 'session.end', outcome: 'ok', object });
  }

  /** Removes a session without a row of its own: its caller has recorded why. */
  drop(session: LiveSession): void {
    this.#forget(session, 'session.expired');
  }

  /** The workstation goes on with a new key, which its old one has asked for: its sessions go with it. */
  rebind(workstationId: string, thumbprint: string): void {
    for (const session of this.#byId.values()) {
      if (session.workstation.id === workstationId) session.thumbprint = thumbprint;
    }
  }

  /** Whether the password was given within the last five minutes (IA-11). */
  steppedUp(session: LiveSession): boolean {
    return this.#deps.clock.monotonic() - session.provenAt < SESSION_LIMITS.stepUpMs;
  }

  /** Throws a session fault. `at` is what the connection has proven; a `quiet` call does not put off the idle lock. */
  async resolve(token: string, at: EnrolledWorkstation, address: string, how: { quiet: boolean }): Promise<Asker> {
    const hash = this.#hash(token);
    const session = this.#byToken.get(hash);
    if (!session) throw new FaultError(this.#ended.get(hash)?.code ?? 'session.expired');
    if (session.workstation.id !== at.workstation.id || session.thumbprint !== at.thumbprint) {
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
    await this.#limits(session);
    await this.#account(session);
    if (!how.quiet) session.lastActivity = this.#deps.clock.monotonic();
    session.address = address;
    return this.askerOf(session, address);
  }

  async #limits(session: LiveSession): Promise<void> {
    const now = this.#deps.clock.monotonic();
    if (now >= session.absoluteDeadline) {
      await this.end(session, 'session.expired', this.#why(session, 'absolute'));
      throw new FaultError('session.expired');
    }
    if (session.state === 'locked') throw new FaultError('session.locked');
    const idle = now - session.lastActivity >= IDLE_SECONDS[session.workstation.area] * 1000;
    if (!idle && now < session.tokenDeadline) return;
    this.lock(session);
    const cause: LockCause = idle ? 'idle' : 'policy';
    await this.#deps.audit.append({
      ...askerPart(this.askerOf(session)),
      action: 'lock',
      outcome: 'ok',
      object: `session ${session.id} (${cause})`,
      rule: 'AC-11',
    });
    throw new FaultError('session.locked');
  }

  /** Asks the directory again after ten seconds: a disabled account, or one whose role was taken, loses its session (S41). */
  async #account(session: LiveSession): Promise<void> {
    const now = this.#deps.clock.monotonic();
    if (now - session.lastLookup < SESSION_LIMITS.lookupMs) return;
    const account = await this.#deps.directory.find(session.account.username);
    if (
      !account ||
      account.id !== session.account.id ||
      account.state !== 'active' ||
      !account.roles.includes(session.roleId)
    ) {
      await this.end(session, 'session.revoked', this.#why(session, 'revoked'));
      throw new FaultError('session.revoked');
    }
    session.account = account;
    session.lastLookup = now;
  }

  #why(session: LiveSession, cause: EndCause): string {
    return `session ${session.id} (${cause})`;
  }

  #forget(session: LiveSession, code: FaultCode): void {
    const { clock } = this.#deps;
    this.#byId.delete(session.id);
    if (!this.#byToken.delete(session.tokenHash)) return;
    this.#ended.set(session.tokenHash, { code, until: clock.monotonic() + SESSION_LIMITS.absoluteMs });
    for (const [hash, { until }] of this.#ended) {
      if (until > clock.monotonic() && this.#ended.size <= MAX_ENDED) break;
      this.#ended.delete(hash);
    }
  }

  #hash(token: string): string {
    return createHmac('sha256', this.#deps.keys.tokenHash).update(token).digest('base64url');
  }
}
