/**
 * Opens a session, or a lock, once everything due was given: the only place that does. Gives none whose beginning could
 * not be recorded, and only here is an account's count of failures forgotten.
 */
import { role } from '../../../shared/policy/roles.ts';
import type { SignInRefusal } from '../../../shared/session/view.ts';
import { FaultError } from '../../../shared/faults/faults.ts';
import type { SignedIn } from '../../../shared/wire/identity-routes.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DirectoryAccount } from '../../ports/directory.ts';
import { askerPart } from '../audit-entry.ts';
import type { Lockouts } from '../lockouts.ts';
import { NOTICE } from '../notice.ts';
import type { SessionViews } from '../session-view.ts';
import type { Sessions } from '../sessions.ts';
import { accountRefusal } from './account-help.ts';
import type { LiveSession } from './live-session.ts';
import { isSamePlace, type Place } from './place.ts';

/** What was proven, of whom, where. */
export interface Proven {
  readonly account: DirectoryAccount;
  readonly place: Place;
  /** On the monotonic clock. */
  readonly provenAt: number;
  readonly factorGiven: boolean;
  /** The session to open again; null: a new one. */
  readonly sessionId: string | null;
}

export interface Admission {
  admit(proven: Proven): Promise<SignedIn | SignInRefusal>;
}

interface AdmissionDeps {
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly lockouts: Lockouts;
  readonly sessions: Sessions;
  readonly views: SessionViews;
}

export const createAdmission = ({ audit, clock, lockouts, sessions, views }: AdmissionDeps): Admission => {
  const signedIn = (session: LiveSession): SignedIn => ({
    outcome: 'active',
    ...sessions.issueToken(session),
    vaultHalf: sessions.vaultHalf(session),
    session: views.viewOf(session),
  });

  /** The same person signing in again at the same workstation leaves no second session behind. */
  const replaceOlder = async (account: DirectoryAccount, place: Place): Promise<void> => {
    for (const older of sessions.all()) {
      if (older.account.id === account.id && older.workstation.id === place.workstation.id) {
        await sessions.end(older, 'session.expired', `session ${older.id} (replaced)`);
      }
    }
  };

  const begin = async ({ account, place, provenAt, factorGiven }: Proven): Promise<SignedIn | SignInRefusal> => {
    const roleId = account.roles[0];
    if (roleId === undefined) return accountRefusal('no-role');
    await replaceOlder(account, place);
    const session = sessions.open({ account, roleId, place, provenAt, factorGiven });
    const row = { ...askerPart(sessions.askerOf(session)), roleLabel: role(roleId).label, outcome: 'ok' } as const;
    const notice = `notice ${NOTICE.version} ${NOTICE.hash.slice(0, 16)}`;
    try {
      await Promise.all([
        audit.append({ ...row, action: 'notice.accept', object: notice }),
        audit.append({ ...row, action: 'sign-in', object: `session ${session.id}` }),
      ]);
    } catch (error) {
      sessions.drop(session);
      throw error;
    }
    lockouts.succeeded(account.username);
    return signedIn(session);
  };

  const reopen = async (sessionId: string, proven: Proven): Promise<SignedIn> => {
    const { account, place, factorGiven } = proven;
    const session = sessions.find(sessionId);
    if (session?.account.id !== account.id || !isSamePlace(session, place)) throw new FaultError('session.expired');
    const object = `session ${session.id}`;
    await audit.append({
      ...askerPart(sessions.askerOf(session, place.address)),
      action: 'unlock',
      outcome: 'ok',
      object,
    });
    // What the directory says now counts from the first moment (S41): the lock may have lasted for hours.
    await sessions.accept(session, account);
    if (sessions.find(sessionId) !== session) throw sessions.endedFault(sessionId, place.workstation.id);
    lockouts.succeeded(account.username);
    session.address = place.address;
    if (factorGiven) session.codeGiven = { at: clock.monotonic(), address: place.address };
    // SECURITY: where a code is due, a password alone opens the lock but is not enough for privileged work.
    if (factorGiven || !views.needsFactor(session)) session.provenAt = proven.provenAt;
    session.stepUpFailures = 0;
    session.lastActivity = clock.monotonic();
    return signedIn(session);
  };

  return { admit: (proven) => (proven.sessionId === null ? begin(proven) : reopen(proven.sessionId, proven)) };
};
