/** The handlers of the identity rows: signing in, the second factor, sessions. Joins parsed input to the core; decides nothing. */
import type { Identity } from '../core/identity/identity.ts';
import type { Place } from '../core/identity/place.ts';
import type { Sessions } from '../core/sessions.ts';
import type { EnrolledWorkstation } from '../core/workstations/enrolled-workstation.ts';
import { entryBy } from '../core/audit-entry.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Handlers } from './handler.ts';

export interface IdentityHandlerDeps {
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly sessions: Sessions;
}

type Part<N extends keyof Handlers> = (deps: IdentityHandlerDeps) => Pick<Handlers, N>;

const at = (input: { readonly workstation: EnrolledWorkstation; readonly address: string }): Place => ({
  ...input.workstation,
  address: input.address,
});

const beforePart: Part<
  | 'signIn'
  | 'unlock'
  | 'newPassword'
  | 'enterCode'
  | 'useRelease'
  | 'beginFactor'
  | 'confirmFactor'
  | 'finishSignIn'
  | 'cancelSignIn'
  | 'leaveLocked'
> = ({ clock, identity: { ends, signIn, steps } }) => {
  const now = (): string => new Date(clock.now()).toISOString();
  return {
    signIn: (input) => signIn.signIn(input.body, at(input)),
    unlock: (input) => signIn.unlock(input.body, at(input)),
    newPassword: (input) => steps.newPassword(input.body, at(input)),
    enterCode: (input) => steps.enterCode(input.body, at(input)),
    useRelease: (input) => steps.useRelease(input.body, at(input)),
    beginFactor: (input) => steps.beginFactor(input.body, at(input)),
    confirmFactor: (input) => steps.confirmFactor(input.body, at(input)),
    finishSignIn: (input) => steps.finish(input.body, at(input)),
    cancelSignIn: async (input) => {
      await steps.cancel(input.body, at(input));
      return { endedAt: now() };
    },
    leaveLocked: async (input) => {
      await ends.leaveLocked(input.body.sessionId, at(input));
      return { endedAt: now() };
    },
  };
};

const sessionPart: Part<
  | 'session'
  | 'sessionChanges'
  | 'activity'
  | 'renew'
  | 'stepUp'
  | 'switchRole'
  | 'lock'
  | 'signOut'
  | 'endSession'
  | 'commandSessions'
> = ({ audit, clock, sessions, identity: { ends, stepUp, switchRole, views } }) => ({
  session: ({ session }) => views.viewOf(session),
  sessionChanges: ({ session }) => ({ session: views.viewOf(session), changes: [...session.changes] }),
  // Being called is all it is for: what is no quiet call is an activity.
  activity: () => ({ at: new Date(clock.now()).toISOString() }),
  renew: async ({ asker, session }) => {
    await audit.append(entryBy(asker, { action: 'session.renew', outcome: 'ok' }));
    return sessions.issueToken(session);
  },
  stepUp: (input) => stepUp(input.asker, input.session, input.body, at(input)),
  switchRole: async ({ asker, session, body }) => {
    await switchRole(asker, session, body.role);
    return views.viewOf(session);
  },
  lock: async ({ asker, session, body }) => {
    sessions.lock(session);
    const object = `session ${session.id} (${body.cause})`;
    const receipt = await audit.append(entryBy(asker, { action: 'lock', outcome: 'ok', object }));
    return { lockedAt: receipt.at };
  },
  signOut: async ({ asker, session }) => {
    sessions.drop(session);
    const object = `session ${session.id}`;
    const receipt = await audit.append(entryBy(asker, { action: 'sign-out', outcome: 'ok', object }));
    return { endedAt: receipt.at };
  },
  endSession: async ({ asker, session, params }) => {
    await ends.end(asker, session, params.sessionId);
    return { endedAt: new Date(clock.now()).toISOString() };
  },
  commandSessions: ({ asker, session }) => ends.ofCommand(asker, session),
});

const factorPart: Part<
  'myFactor' | 'enrolMyFactor' | 'confirmMyFactor' | 'myRecoveryCodes' | 'releaseFactor' | 'removeFactor'
> = ({ clock, identity: { factors } }) => ({
  myFactor: ({ session }) => factors.state(session),
  enrolMyFactor: ({ asker, session }) => factors.begin(asker, session),
  confirmMyFactor: ({ asker, session, body }) => factors.confirm(asker, session, body.first, body.second),
  myRecoveryCodes: async ({ asker, session }) => ({ recoveryCodes: await factors.newRecoveryCodes(asker, session) }),
  releaseFactor: ({ asker, session, body }) => factors.release(asker, session, body.username),
  removeFactor: async ({ asker, session, body }) => {
    await factors.remove(asker, session, body.username);
    return { removedAt: new Date(clock.now()).toISOString() };
  },
});

type IdentityRows =
  keyof ReturnType<typeof beforePart> | keyof ReturnType<typeof sessionPart> | keyof ReturnType<typeof factorPart>;

export const identityPart: Part<IdentityRows> = (deps) => ({
  ...beforePart(deps),
  ...sessionPart(deps),
  ...factorPart(deps),
});
