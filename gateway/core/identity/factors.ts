/**
 * The second factor of somebody signed in: their own, and, with the right, a colleague's that is new or lost. Nobody
 * helps themselves (AC-5), and every step is recorded before it is answered.
 */
import { FaultError, type FaultCode } from '../../../shared/faults/faults.ts';
import type { FactorConfirmed, FactorSecret, FactorState } from '../../../shared/session/identity.ts';
import type { AuditAction } from '../../../shared/wire/oversight.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Directory, DirectoryAccount } from '../../ports/directory.ts';
import type { Asker } from '../asker.ts';
import { entryBy } from '../audit-entry.ts';
import { overseesCommand } from '../authority.ts';
import { isRemote } from '../identity-policy.ts';
import type { SecondFactor } from '../second-factor/second-factor.ts';
import type { Sessions } from '../sessions.ts';
import { confirmationRefusal } from './factor-refusals.ts';
import type { LiveSession } from './live-session.ts';

const TRIES = 5;
const NOT_HERE =
  'At a workstation of the department, or with a release code of the desk officer of your command when you sign in.';

export interface Factors {
  state(session: LiveSession): FactorState;
  /** Throws `factor.not-here` away from the department, `session.step-up` without a code of the factor it replaces. */
  begin(asker: Asker, session: LiveSession): Promise<FactorSecret>;
  confirm(asker: Asker, session: LiveSession, first: string, second: string): Promise<FactorConfirmed>;
  /** Throws `factor.none`; `session.step-up` without a fresh code. */
  newRecoveryCodes(asker: Asker, session: LiveSession): Promise<string[]>;
  /** Throws `account.unknown` or `account.own`. */
  release(asker: Asker, session: LiveSession, username: string): Promise<{ code: string; expiresAt: string }>;
  /** Throws `account.unknown`, `account.own` or `factor.none`. */
  remove(asker: Asker, session: LiveSession, username: string): Promise<void>;
}

interface FactorsDeps {
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly factor: SecondFactor;
  readonly sessions: Sessions;
}

export const createFactors = ({ audit, clock, directory, factor, sessions }: FactorsDeps): Factors => {
  /** Wrong confirmations of an enrolment begun in a session. */
  const tries = new WeakMap<LiveSession, number>();
  const refuse = async (asker: Asker, action: AuditAction, code: FaultCode, object: string): Promise<never> => {
    const fault = new FaultError(code);
    await audit.append(entryBy(asker, { action, outcome: 'refused', object, rule: fault.fault.rule ?? code }));
    throw fault;
  };
  const isHere = ({ workstation, address }: LiveSession): boolean => !isRemote(sessions.policy, workstation, address);
  /** A password alone, even on-site, neither replaces a second factor nor gets codes that stand in for it. */
  const demandCode = async (asker: Asker, session: LiveSession, action: AuditAction): Promise<void> => {
    if (!factor.stateOf(session.account.id).enrolled || sessions.codeFresh(session)) return;
    session.codeWanted = true;
    await refuse(asker, action, 'session.step-up', 'own, without a code');
  };
  const colleague = async (
    asker: Asker,
    session: LiveSession,
    username: string,
    action: AuditAction,
  ): Promise<DirectoryAccount> => {
    const account = await directory.find(username);
    if (!account || !overseesCommand(asker, account.command))
      return refuse(asker, action, 'account.unknown', 'account');
    if (account.id !== session.account.id) return account;
    return refuse(asker, action, 'account.own', `account ${account.username}`);
  };
  return {
    state: (session) => {
      const { enrolled, since, recoveryLeft } = factor.stateOf(session.account.id);
      const mayEnrol = isHere(session);
      return {
        enrolled,
        since: since === null ? null : new Date(since).toISOString(),
        recoveryLeft,
        mayEnrol,
        because: mayEnrol ? null : NOT_HERE,
      };
    },
    begin: async (asker, session) => {
      if (!isHere(session)) await refuse(asker, 'factor.enrol', 'factor.not-here', 'own');
      await demandCode(asker, session, 'factor.enrol');
      await audit.append(entryBy(asker, { action: 'factor.enrol', outcome: 'ok', object: 'begun' }));
      tries.set(session, TRIES);
      const { secret, uri, expiresAt } = factor.begin(session.account.id, session.account.username);
      return { secret, uri, expiresAt: new Date(expiresAt).toISOString() };
    },
    confirm: async (asker, session, first, second) => {
      const left = tries.get(session) ?? 0;
      if (left <= 0 || !isHere(session)) return refuse(asker, 'factor.enrol', 'attempt.ended', 'not begun here');
      tries.set(session, left - 1);
      const confirmation = await factor.confirm(session.account.id, first, second);
      if (confirmation.result === 'nothing-pending') return refuse(asker, 'factor.enrol', 'attempt.ended', 'not begun');
      if (confirmation.result !== 'enrolled') {
        const row = { action: 'factor.enrol', outcome: 'refused', object: 'not confirmed', rule: 'IA-5' } as const;
        await audit.append(entryBy(asker, row));
        return confirmationRefusal(confirmation, left - 1);
      }
      tries.delete(session);
      session.codeGiven = { at: clock.monotonic(), address: session.address };
      await audit.append(entryBy(asker, { action: 'factor.enrol', outcome: 'ok', object: 'set up' }));
      return { outcome: 'confirmed', recoveryCodes: [...confirmation.recoveryCodes] };
    },
    newRecoveryCodes: async (asker, session) => {
      if (!factor.stateOf(session.account.id).enrolled) await refuse(asker, 'factor.recover', 'factor.none', 'own');
      await demandCode(asker, session, 'factor.recover');
      await audit.append(entryBy(asker, { action: 'factor.recover', outcome: 'ok', object: 'new recovery codes' }));
      const codes = await factor.newRecoveryCodes(session.account.id);
      if (codes === null) throw new FaultError('factor.none');
      return [...codes];
    },
    release: async (asker, session, username) => {
      const account = await colleague(asker, session, username, 'factor.release');
      const object = `account ${account.username}`;
      await audit.append(entryBy(asker, { action: 'factor.release', outcome: 'ok', object, rule: 'S46' }));
      const { code, expiresAt } = await factor.issueRelease(account.id, session.account.id);
      return { code, expiresAt: new Date(expiresAt).toISOString() };
    },
    remove: async (asker, session, username) => {
      const account = await colleague(asker, session, username, 'factor.remove');
      const object = `account ${account.username}`;
      if (!factor.stateOf(account.id).enrolled) await refuse(asker, 'factor.remove', 'factor.none', object);
      await audit.append(entryBy(asker, { action: 'factor.remove', outcome: 'ok', object, rule: 'S46' }));
      factor.remove(account.id);
      const help = `${asker.person.rank} ${asker.person.name} withdrew your second factor. Set up a new one when you sign in.`;
      for (const other of sessions.all()) {
        if (other.account.id !== account.id || other.codeGiven === null) continue;
        await sessions.end(other, 'session.revoked', `session ${other.id} (second factor withdrawn)`, {
          by: asker,
          help,
        });
      }
    },
  };
};
