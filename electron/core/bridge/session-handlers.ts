/** The handlers of signing in, locking, handing over and of what belongs to one's own session, in the order of the table. */
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import { FaultError } from '../../../shared/faults/faults.ts';
import type { AdmissionParts } from '../session/admission.ts';
import { handOver, signIn, unlock } from '../session/sign-in.ts';
import { beginFactor, changePassword, confirmFactor, enterCode, finishSignIn, useRelease } from '../session/steps.ts';
import type { Handlers } from './handlers.ts';

export interface SessionHandlerParts extends AdmissionParts {
  readonly snapshot: () => Snapshot;
  readonly announce: () => void;
}

type Of<Noun extends string> = Pick<Handlers, Extract<keyof Handlers, `${Noun}.${string}`>>;

type SigningIn =
  | 'session.get'
  | 'session.begin'
  | 'session.acceptNotice'
  | 'session.signIn'
  | 'session.unlock'
  | 'session.changePassword'
  | 'session.enterCode'
  | 'session.useRelease'
  | 'session.beginFactor'
  | 'session.confirmFactor'
  | 'session.finish'
  | 'session.cancelChallenge';

function signingIn(parts: SessionHandlerParts): Pick<Handlers, SigningIn> {
  const { session, holdings, client } = parts;
  return {
    'session.get': () => parts.snapshot(),
    'session.begin': async (_, { signal }) => {
      holdings.notice = await client.request('notice', { signal });
      void session.apply({ type: 'began' });
      return {};
    },
    'session.acceptNotice': ({ hash }) => {
      if (hash !== holdings.notice?.hash) throw new FaultError('notice.not-accepted');
      void session.apply({ type: 'noticeAccepted' });
      return {};
    },
    'session.signIn': (input) => signIn(parts, input),
    'session.unlock': (input) => unlock(parts, input),
    'session.changePassword': (input) => changePassword(parts, input),
    'session.enterCode': (input) => enterCode(parts, input),
    'session.useRelease': (input) => useRelease(parts, input),
    'session.beginFactor': () => beginFactor(parts),
    'session.confirmFactor': (input) => confirmFactor(parts, input),
    'session.finish': () => finishSignIn(parts),
    'session.cancelChallenge': () => {
      void session.apply({ type: 'challengeEnded' });
      return {};
    },
  };
}

export function sessionHandlers(parts: SessionHandlerParts): Of<'session'> {
  const { session, holdings, client, clock } = parts;
  return {
    ...signingIn(parts),
    // Locking and signing out do not wait for the effects: the page that asked is about to go.
    'session.lock': () => {
      void session.apply({ type: 'lockAsked', cause: 'manual', at: clock.now() });
      return {};
    },
    'session.someoneElse': async (_, { signal }) => {
      await handOver(parts, signal);
      return {};
    },
    'session.signOut': () => {
      void session.apply({ type: 'signOutAsked' });
      return {};
    },
    'session.touch': () => {
      void session.apply({ type: 'touched', at: clock.now() });
      return {};
    },
    'session.stepUp': ({ password, method, code }) =>
      client.request('stepUp', { body: { password, ...(method ? { method } : {}), ...(code ? { code } : {}) } }),
    'session.switchRole': async (body, { signal }) => {
      const generation = session.generation();
      const view = await client.request('switchRole', { body, signal });
      if (session.phase() !== 'active' || session.generation() !== generation) throw new FaultError('bridge.phase');
      holdings.session = view;
      parts.announce();
      return {};
    },
    'session.list': (_, { signal }) => client.request('commandSessions', { signal }),
    'session.end': ({ sessionId }, { signal }) => client.request('endSession', { params: { sessionId }, signal }),
  };
}

/** One's own second factor, and help with a colleague's. */
export function factorHandlers({ client }: Pick<SessionHandlerParts, 'client'>): Of<'factor'> {
  return {
    'factor.get': (_, { signal }) => client.request('myFactor', { signal }),
    'factor.enrol': (_, { signal }) => client.request('enrolMyFactor', { body: {}, signal }),
    'factor.confirm': ({ first, second }) => client.request('confirmMyFactor', { body: { first, second } }),
    'factor.renewCodes': () => client.request('myRecoveryCodes', { body: {} }),
    'factor.release': (body, { signal }) => client.request('releaseFactor', { body, signal }),
    'factor.remove': (body, { signal }) => client.request('removeFactor', { body, signal }),
  };
}
