/**
 * Password, and code where one is due, again in a live session, for privileged work in the next minutes (IA-11). Wrong
 * ones count towards the account's lock-out; five in a row end the session.
 */
import { FaultError } from '../../../shared/faults/faults.ts';
import type { StepUp } from '../../../shared/session/identity.ts';
import type { SignInRefusal } from '../../../shared/session/view.ts';
import type { RouteBody } from '../../../shared/wire/routes.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Asker } from '../asker.ts';
import { entryBy } from '../audit-entry.ts';
import type { SecondFactor } from '../second-factor/second-factor.ts';
import { SESSION_LIMITS } from '../session-limits.ts';
import type { SessionViews } from '../session-view.ts';
import type { Sessions } from '../sessions.ts';
import { accountRefusal } from './account-help.ts';
import type { CodeCheck } from './code-check.ts';
import type { InTurn } from './in-turn.ts';
import type { LiveSession } from './live-session.ts';
import { claimOf, type PasswordGate } from './password-gate.ts';
import type { Place } from './place.ts';

const MAX_FAILURES = 5;

export type StepUpCall = (
  asker: Asker,
  session: LiveSession,
  asked: RouteBody<'stepUp'>,
  place: Place,
) => Promise<StepUp>;

interface StepUpDeps {
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly codes: CodeCheck;
  readonly factor: SecondFactor;
  readonly gate: PasswordGate;
  readonly inTurn: InTurn;
  readonly sessions: Sessions;
  readonly views: SessionViews;
}

export const createStepUp = (deps: StepUpDeps): StepUpCall => {
  const { audit, clock, codes, factor, gate, inTurn, sessions, views } = deps;

  /** Beyond what the policy asks: for what stands on the factor itself, and to open the sources behind it (S46). */
  const isCodeWanted = ({ codeWanted, codeGiven }: LiveSession): boolean =>
    codeWanted || (codeGiven === null && sessions.policy.secondFactorSources.length > 0);

  const endsSession = async (session: LiveSession): Promise<void> => {
    if (sessions.find(session.id) === session) {
      await sessions.end(session, 'session.expired', `session ${session.id} (attempts)`);
    }
  };
  /** One more wrong one; the refusal as it is to be told. */
  const failed = async <T extends StepUp>(session: LiveSession, refusal: T): Promise<T> => {
    session.stepUpFailures += 1;
    const isOver = refusal.outcome === 'locked' || refusal.outcome === 'account';
    if (isOver || session.stepUpFailures >= MAX_FAILURES) await endsSession(session);
    return refusal;
  };
  const refusedPassword = (session: LiveSession, refusal: SignInRefusal): Promise<StepUp> => {
    const left = MAX_FAILURES - session.stepUpFailures - 1;
    const told =
      refusal.outcome === 'refused' ? { ...refusal, attemptsLeft: Math.min(refusal.attemptsLeft, left) } : refusal;
    return failed(session, told);
  };

  return (asker, session, { password, method, code }, place) => {
    const { account } = session;
    return inTurn(account.username, async () => {
      if (sessions.find(session.id) !== session || session.state !== 'active') throw new FaultError('session.expired');
      const claimed = claimOf(account, place);
      const checked = await gate.check(claimed, account.username, password, place, 'step-up');
      if (checked.result === 'refusal') return refusedPassword(session, checked.refusal);
      if (checked.result === 'new-password' || checked.account.id !== account.id) {
        await audit.append(entryBy(asker, { action: 'step-up', outcome: 'refused', rule: 'S41' }));
        return failed(
          session,
          accountRefusal(checked.account.state === 'must-change' ? 'must-change' : 'password-expired'),
        );
      }
      const { enrolled, recoveryLeft } = factor.stateOf(account.id);
      const isCodeDue = views.needsFactor(session) || (enrolled && isCodeWanted(session));
      if (isCodeDue && code === undefined) return { outcome: 'code-due', recoveryLeft };
      if (code !== undefined && (isCodeDue || enrolled)) {
        const challenged = { triesLeft: MAX_FAILURES - session.stepUpFailures };
        const refusal = await codes.check(account, { method: method ?? 'totp', code }, place, challenged);
        if (refusal !== null) return failed(session, refusal);
        session.codeGiven = { at: clock.monotonic(), address: place.address };
        session.codeWanted = false;
      }
      await audit.append(entryBy(asker, { action: 'step-up', outcome: 'ok', object: `session ${session.id}` }));
      session.stepUpFailures = 0;
      session.provenAt = clock.monotonic();
      return { outcome: 'ok', until: new Date(clock.now() + SESSION_LIMITS.stepUpMs).toISOString() };
    });
  };
};
