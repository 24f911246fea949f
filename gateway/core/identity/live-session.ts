/** A session while it lives, in memory only. Data; whoever changes it says why in the audit log. */
import { randomBytes } from 'node:crypto';
import { role, type RoleId } from '../../../shared/policy/roles.ts';
import type { AccessChange, Person, Reason, Workstation } from '../../../shared/session/view.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DirectoryAccount } from '../../ports/directory.ts';
import { SESSION_LIMITS } from '../session-limits.ts';
import type { Place } from './place.ts';

export interface LiveSession {
  readonly id: string;
  readonly workstation: Workstation;
  /** Of the workstation's key: a token works over a connection made with it, and over no other (RFC 8705). */
  thumbprint: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly absoluteAt: number;
  /** On the monotonic clock, which nobody can set back; so are all the times below but `lockedAt`. */
  readonly absoluteDeadline: number;
  address: string;
  account: DirectoryAccount;
  roleId: RoleId;
  state: 'active' | 'locked';
  /** Milliseconds since the epoch. */
  lockedAt: number | null;
  /** How many times it was locked: what was open before a lock is not open after it. */
  locks: number;
  tokenHash: string;
  tokenDeadline: number;
  lastActivity: number;
  /** When the directory was last asked about the account, and when the question was asked that it last answered. */
  lastLookup: number;
  lastConfirmed: number;
  /** When password, and code where one is due, were last given. */
  provenAt: number;
  /** The last code of the second factor in this session. */
  codeGiven: { readonly at: number; readonly address: string } | null;
  /** The next step-up must come with a code: what was asked for stands on the second factor. */
  codeWanted: boolean;
  /** Wrong step-ups in a row. */
  stepUpFailures: number;
  reason: Reason | null;
  recent: readonly Reason[];
  /** Newest first. */
  changes: readonly AccessChange[];
}

export const personOf = (account: DirectoryAccount): Person => ({
  username: account.username,
  rank: account.rank,
  name: account.name,
  command: account.command,
  commandLabel: account.commandLabel,
});

/** What stands behind a session that begins: who, in which role, where, and what was proven when. */
export interface Opening {
  readonly account: DirectoryAccount;
  readonly roleId: RoleId;
  readonly place: Place;
  /** When the password was given, on the monotonic clock. */
  readonly provenAt: number;
  readonly factorGiven: boolean;
}

export const newSession = ({ account, roleId, place, provenAt, factorGiven }: Opening, clock: Clock): LiveSession => {
  const [now, monotonic] = [clock.now(), clock.monotonic()];
  return {
    id: randomBytes(16).toString('base64url'),
    workstation: place.workstation,
    thumbprint: place.thumbprint,
    since: now,
    absoluteAt: now + SESSION_LIMITS.absoluteMs,
    absoluteDeadline: monotonic + SESSION_LIMITS.absoluteMs,
    address: place.address,
    account,
    roleId,
    state: 'active',
    lockedAt: null,
    locks: 0,
    tokenHash: '',
    tokenDeadline: 0,
    lastActivity: monotonic,
    lastLookup: monotonic,
    lastConfirmed: monotonic,
    provenAt,
    codeGiven: factorGiven ? { at: monotonic, address: place.address } : null,
    codeWanted: false,
    stepUpFailures: 0,
    reason: null,
    recent: [],
    changes: [],
  };
};

const MOST_CHANGES = 20;

export const noteChange = (session: LiveSession, change: AccessChange): void => {
  session.changes = [change, ...session.changes].slice(0, MOST_CHANGES);
};

/** Acts in another role; what was stated for the role before is not taken along. */
export const actAs = (session: LiveSession, roleId: RoleId): void => {
  const { purposes } = role(roleId);
  session.roleId = roleId;
  session.reason = null;
  session.recent = session.recent.filter(({ purpose }) => purposes.includes(purpose));
};
