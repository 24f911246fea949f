/** Joins the parts of identity: who signs in, with what, and what becomes of the session. Opens nothing itself. */
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Directory } from '../../ports/directory.ts';
import type { BannedPasswords } from '../banned-passwords/banned-passwords.ts';
import type { Lockouts } from '../lockouts.ts';
import type { SecondFactor } from '../second-factor/second-factor.ts';
import { createSessionViews, type SessionViews } from '../session-view.ts';
import type { Sessions } from '../sessions.ts';
import { createSignIn, type SignIn } from '../sign-in.ts';
import { createAdmission } from './admission.ts';
import { createAttemptDesk } from './attempt-desk.ts';
import { createAttempts } from './attempts.ts';
import { createCodeCheck } from './code-check.ts';
import type { ClockAgreement } from './directory-clock.ts';
import { createFactors, type Factors } from './factors.ts';
import { createInTurn } from './in-turn.ts';
import { createPasswordGate } from './password-gate.ts';
import { createRoleSwitch, type SwitchRole } from './role-switch.ts';
import { createSessionEnds, type SessionEnds } from './session-ends.ts';
import { createSignInSteps, type SignInSteps } from './sign-in-steps.ts';
import { createStepUp, type StepUpCall } from './step-up.ts';

export interface Identity {
  readonly ends: SessionEnds;
  readonly factors: Factors;
  readonly signIn: SignIn;
  readonly steps: SignInSteps;
  readonly stepUp: StepUpCall;
  readonly switchRole: SwitchRole;
  readonly views: SessionViews;
}

interface IdentityDeps {
  readonly agreement: () => Promise<ClockAgreement>;
  readonly audit: AuditLog;
  readonly banned: BannedPasswords;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly factor: SecondFactor;
  readonly lockouts: Lockouts;
  readonly sessions: Sessions;
}

export const createIdentity = (deps: IdentityDeps): Identity => {
  const inTurn = createInTurn();
  const attempts = createAttempts(deps.clock);
  const gate = createPasswordGate(deps);
  const views = createSessionViews(deps);
  const codes = createCodeCheck({ ...deps, gate });
  const desk = createAttemptDesk({ ...deps, attempts, inTurn });
  const parts = { ...deps, attempts, codes, desk, gate, inTurn, views, admission: createAdmission({ ...deps, views }) };
  return {
    ends: createSessionEnds(deps),
    factors: createFactors(deps),
    signIn: createSignIn(parts),
    steps: createSignInSteps(parts),
    stepUp: createStepUp(parts),
    switchRole: createRoleSwitch(deps),
    views,
  };
};
