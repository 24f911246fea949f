/**
 * Checks a name and a password, and counts what was wrong. Says nothing of an account until the password was right,
 * resets no count, and counts nothing when the directory cannot be asked. Never keeps a password.
 */
import type { SignInRefusal } from '../../../shared/session/view.ts';
import type { AuditEntry, AuditLog } from '../../ports/audit-log.ts';
import type { Directory, DirectoryAccount, Verification } from '../../ports/directory.ts';
import type { Lockouts } from '../lockouts.ts';
import { accountRefusal, LOCKED, refusedStateOf, type RefusedState } from './account-help.ts';
import type { ClockAgreement } from './directory-clock.ts';
import type { Place } from './place.ts';

/** Who asks, as far as a row may say: a name that is no account's may be a mistyped password. */
export type WhoPart = Omit<AuditEntry, 'action' | 'outcome'>;

export interface Claimed {
  /** Under which tries are counted: the account's own name, however it was written; else what was typed. */
  readonly countedAs: string;
  readonly who: WhoPart;
}

export type Checked =
  | { readonly result: 'ok'; readonly account: DirectoryAccount }
  /** Right, and to be changed now. */
  | { readonly result: 'new-password'; readonly account: DirectoryAccount }
  | { readonly result: 'refusal'; readonly refusal: SignInRefusal };

export type GateAction = 'sign-in' | 'unlock' | 'step-up';

export interface PasswordGate {
  claim(username: string, place: Place): Promise<Claimed>;
  /** Throws `directory.unavailable`. The caller lets one at a time in per name. */
  check(claimed: Claimed, username: string, password: string, place: Place, action: GateAction): Promise<Checked>;
  /** Counts a wrong password or code; recorded by the caller. The tries left, 0 when this one locked the account. */
  count(claimed: Claimed, place: Place): Promise<number>;
}

interface GateDeps {
  readonly audit: AuditLog;
  readonly directory: Directory;
  readonly lockouts: Lockouts;
  readonly agreement: () => Promise<ClockAgreement>;
}

/** `PRECINCT\name` and `name@department` count with `name`, whether or not there is such an account. */
const bareName = (typed: string): string => {
  const name = typed.trim();
  return (/^[^\\]*\\(.+)$/.exec(name)?.[1] ?? /^([^@]+)@.*$/.exec(name)?.[1] ?? name).slice(0, 104);
};

export const whoOf = (account: DirectoryAccount, place: Place): WhoPart => ({
  username: account.username,
  workstation: place.workstation.id,
  address: place.address,
  ...(account.command === null ? {} : { command: account.command }),
});

export const claimOf = (account: DirectoryAccount, place: Place): Claimed => ({
  countedAs: account.username,
  who: whoOf(account, place),
});

const CHANGEABLE: readonly RefusedState[] = ['password-expired', 'must-change'];

/** Null: nothing keeps the account from going on. What the directory refuses without a reason stays refused. */
const stateIn = (verification: Exclude<Verification, { result: 'refused' }>): RefusedState | null =>
  refusedStateOf(verification.account) ?? (verification.result === 'ok' ? null : 'disabled');

export const createPasswordGate = ({ audit, directory, lockouts, agreement }: GateDeps): PasswordGate => {
  const count = async ({ countedAs, who }: Claimed, place: Place): Promise<number> => {
    const left = lockouts.failed(countedAs, place.workstation.name);
    if (left === 0) await audit.append({ ...who, action: 'lockout', outcome: 'refused', rule: 'AC-7' });
    return left;
  };
  return {
    claim: async (username, place) => {
      const account = await directory.find(username);
      if (account) return claimOf(account, place);
      const who = { workstation: place.workstation.id, address: place.address, object: 'unknown account' };
      return { countedAs: bareName(username), who };
    },
    check: async (claimed, username, password, place, action) => {
      const refused = (rule: string, object?: string) =>
        audit.append({ ...claimed.who, action, outcome: 'refused', rule, ...(object === undefined ? {} : { object }) });
      const refusal = (of: SignInRefusal): Checked => ({ result: 'refusal', refusal: of });
      if (lockouts.isLocked(claimed.countedAs)) {
        await refused('AC-7');
        return refusal(LOCKED);
      }
      const verification = await directory.verify(username, password);
      if (verification.result === 'refused') {
        await refused('S34', verification.lockedInDirectory ? 'locked out in the directory' : undefined);
        const attemptsLeft = await count(claimed, place);
        return refusal(attemptsLeft === 0 ? LOCKED : { outcome: 'refused', attemptsLeft });
      }
      const { account } = verification;
      const state = (await agreement()) === 'skewed' ? 'clock' : stateIn(verification);
      if (state === null) return { result: 'ok', account };
      if (CHANGEABLE.includes(state)) return { result: 'new-password', account };
      await refused('S41', `account ${state}`);
      return refusal(accountRefusal(state));
    },
    count,
  };
};
