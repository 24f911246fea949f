/**
 * Signs people in and lets them go on after a lock. Says nothing of an account until the password was right, counts
 * every bad one, and gives no session whose beginning could not be recorded. Never keeps a password.
 */
import { FaultError } from '../../shared/faults/faults.ts';
import { role } from '../../shared/policy/roles.ts';
import type { SignInRefusal, Workstation } from '../../shared/session/view.ts';
import type { SignInOutcome } from '../../shared/wire/routes.ts';
import type { AuditEntry, AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory, DirectoryAccount } from '../ports/directory.ts';
import type { Lockouts } from './lockouts.ts';
import { NOTICE } from './notice.ts';
import { askerPart } from './audit-entry.ts';
import { sessionView } from './session-view.ts';
import type { LiveSession, Sessions } from './sessions.ts';

interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly workstation: Workstation;
}

export interface SignIn {
  signIn(asked: Credentials & { readonly noticeHash: string }, address: string): Promise<SignInOutcome>;
  unlock(asked: Credentials & { readonly sessionId: string }, address: string): Promise<SignInOutcome>;
}

interface SignInDeps {
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly lockouts: Lockouts;
  readonly sessions: Sessions;
}

type Checked = { readonly account: DirectoryAccount } | { readonly refusal: SignInRefusal };
type AccountState = Extract<SignInRefusal, { outcome: 'account' }>['state'];

const LOCKED_HELP =
  'The account is locked out. The desk officer of your command, or a system administrator, releases it.';
const HELP: Readonly<Record<AccountState, string>> = {
  disabled: 'The account is disabled. The system administrator enables it on your commanding officer’s word.',
  expired: 'The account has expired. The system administrator extends it on your commanding officer’s word.',
  'password-expired': 'The password has expired. The system administrator sets a new one.',
  'must-change': 'The password must be changed first. The system administrator helps you to change it.',
  'no-role': 'The account has no role here. The system administrator gives one on your commanding officer’s word.',
};

export const createSignIn = ({ audit, clock, directory, lockouts, sessions }: SignInDeps): SignIn => {
  /** One at a time per name: parallel guesses must not slip past the count. */
  const queues = new Map<string, Promise<unknown>>();
  const inTurn = async <T>(username: string, work: () => Promise<T>): Promise<T> => {
    const name = username.trim().toLowerCase();
    const mine = (queues.get(name) ?? Promise.resolve()).then(work, work);
    queues.set(name, mine);
    try {
      return await mine;
    } finally {
      if (queues.get(name) === mine) queues.delete(name);
    }
  };

  /** What a row may say of somebody who is not signed in: a name that is not an account's may be a mistyped password. */
  const stranger = async (asked: Credentials, address: string): Promise<Omit<AuditEntry, 'action' | 'outcome'>> => {
    const account = await directory.find(asked.username);
    return {
      workstation: asked.workstation.id,
      address,
      ...(account ? { username: account.username } : { object: 'unknown account' }),
      ...(account && account.command !== null ? { command: account.command } : {}),
    };
  };

  const bad = async (asked: Credentials, who: Omit<AuditEntry, 'action' | 'outcome'>): Promise<SignInRefusal> => {
    const attemptsLeft = lockouts.failed(asked.username, asked.workstation.name);
    if (attemptsLeft > 0) return { outcome: 'refused', attemptsLeft };
    await audit.append({ ...who, action: 'lockout', outcome: 'refused', rule: 'AC-7' });
    return { outcome: 'locked', help: LOCKED_HELP };
  };

  const check = async (asked: Credentials, address: string, action: 'sign-in' | 'unlock'): Promise<Checked> => {
    const who = await stranger(asked, address);
    const refused = (rule: string) => audit.append({ ...who, action, outcome: 'refused', rule });
    if (lockouts.isLocked(asked.username)) {
      await refused('AC-7');
      return { refusal: { outcome: 'locked', help: LOCKED_HELP } };
    }
    const verification = await directory.verify(asked.username, asked.password);
    if (verification.result === 'refused') {
      await refused('S34');
      return { refusal: await bad(asked, who) };
    }
    lockouts.succeeded(asked.username);
    const { account } = verification;
    const state: AccountState | null =
      account.state !== 'active' ? account.state : account.roles.length === 0 ? 'no-role' : null;
    if (state === null) return { account };
    await refused('S41');
    return { refusal: { outcome: 'account', state, help: HELP[state] } };
  };

  const signedIn = (session: LiveSession): SignInOutcome => ({
    outcome: 'active',
    ...sessions.issueToken(session),
    vaultHalf: sessions.vaultHalf(session),
    session: sessionView(sessions, session, clock.now()),
  });

  const begin = async (account: DirectoryAccount, asked: Credentials, address: string): Promise<SignInOutcome> => {
    const roleId = account.roles[0];
    if (!roleId) throw new FaultError('capability.missing');
    const session = sessions.open(account, roleId, asked.workstation, address);
    const row = { ...askerPart(sessions.askerOf(session)), roleLabel: role(roleId).label, outcome: 'ok' } as const;
    try {
      await Promise.all([
        audit.append({
          ...row,
          action: 'notice.accept',
          object: `notice ${NOTICE.version} ${NOTICE.hash.slice(0, 16)}`,
        }),
        audit.append({ ...row, action: 'sign-in', object: `session ${session.id}` }),
      ]);
    } catch (error) {
      sessions.drop(session);
      throw error;
    }
    return signedIn(session);
  };

  /** The same person signing in again at the same workstation leaves no second session behind. */
  const replaceOlder = async (account: DirectoryAccount, workstation: Workstation): Promise<void> => {
    for (const older of sessions.all()) {
      if (older.account.id === account.id && older.workstation.id === workstation.id) {
        await sessions.end(older, 'session.expired', `session ${older.id} (replaced)`);
      }
    }
  };

  const unlockable = async (
    asked: Credentials & { readonly sessionId: string },
    address: string,
  ): Promise<LiveSession> => {
    const session = sessions.find(asked.sessionId);
    if (!session) throw new FaultError('session.expired');
    const otherPlace = session.workstation.id !== asked.workstation.id;
    const otherPerson = session.account.username.toLowerCase() !== asked.username.trim().toLowerCase();
    if (!otherPlace && !otherPerson) return session;
    const fault = new FaultError(otherPlace ? 'session.other-workstation' : 'session.not-yours');
    await audit.append({
      ...(await stranger(asked, address)),
      action: 'unlock',
      outcome: 'refused',
      object: `session ${session.id}`,
      rule: fault.fault.rule ?? fault.fault.code,
    });
    throw fault;
  };

  return {
    signIn: async (asked, address) => {
      if (asked.noticeHash !== NOTICE.hash) {
        const who = await stranger(asked, address);
        await audit.append({ ...who, action: 'sign-in', outcome: 'refused', rule: 'AC-8' });
        throw new FaultError('notice.not-accepted');
      }
      return inTurn(asked.username, async () => {
        const checked = await check(asked, address, 'sign-in');
        if ('refusal' in checked) return checked.refusal;
        await replaceOlder(checked.account, asked.workstation);
        return begin(checked.account, asked, address);
      });
    },
    unlock: (asked, address) =>
      inTurn(asked.username, async () => {
        const session = await unlockable(asked, address);
        const checked = await check(asked, address, 'unlock');
        if ('refusal' in checked) {
          const { outcome } = checked.refusal;
          if (outcome !== 'refused') await sessions.end(session, 'session.expired', `session ${session.id} (attempts)`);
          return checked.refusal;
        }
        const row = askerPart(sessions.askerOf(session, address));
        await audit.append({ ...row, action: 'unlock', outcome: 'ok', object: `session ${session.id}` });
        return signedIn(session);
      }),
  };
};
