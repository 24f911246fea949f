/** The handler of every call of the bridge, in the order of the table. Each is a few lines; the work is done elsewhere. */
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import { FaultError } from '../../../shared/faults/faults.ts';
import type { Reason } from '../../../shared/session/view.ts';
import type { Searches } from '../search/searches.ts';
import { signIn, unlock, type SignInParts } from '../session/sign-in.ts';
import type { Handlers } from './handlers.ts';

export interface HandlerParts extends SignInParts {
  readonly searches: Searches;
  readonly snapshot: () => Snapshot;
  readonly announce: () => void;
}

type SessionHandlers = Pick<Handlers, Extract<keyof Handlers, `session.${string}`>>;

function sessionHandlers(parts: HandlerParts): SessionHandlers {
  const { session, holdings, client, clock } = parts;
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
    // Locking and signing out do not wait for the effects: the page that asked is about to go.
    'session.lock': () => {
      void session.apply({ type: 'lockAsked', cause: 'manual', at: clock.now() });
      return {};
    },
    'session.unlock': (input) => unlock(parts, input),
    'session.signOut': () => {
      void session.apply({ type: 'signOutAsked' });
      return {};
    },
    'session.touch': () => {
      void session.apply({ type: 'touched', at: clock.now() });
      return {};
    },
  };
}

export function makeHandlers(parts: HandlerParts): Handlers {
  const { client, holdings, searches, vault } = parts;
  const setReason = (reason: Reason | null): void => {
    if (holdings.session === null) return;
    holdings.session = { ...holdings.session, reason };
    parts.announce();
  };
  return {
    ...sessionHandlers(parts),
    'reason.options': (_, { signal }) => client.request('reasonOptions', { signal }),
    'reason.set': async (body, { signal }) => {
      const reason = await client.request('setReason', { body, signal });
      setReason(reason);
      return reason;
    },
    'reason.end': async (_, { signal }) => {
      await client.request('endReason', { signal });
      setReason(null);
      return {};
    },
    'search.start': ({ key, request }) => {
      searches.start(key, request);
      return {};
    },
    'search.cancel': ({ key }) => {
      searches.cancel(key);
      return {};
    },
    'record.open': ({ id }, { signal }) => client.request('record', { params: { id }, signal }),
    'record.reveal': (body, { signal }) => client.request('reveal', { body, signal }),
    'access.explain': (body, { signal }) => client.request('explain', { body, signal }),
    'audit.page': (body, { signal }) => client.request('auditRows', { body, signal }),
    'audit.openQuery': (body, { signal }) => client.request('auditQueryText', { body, signal }),
    'lockout.list': (_, { signal }) => client.request('lockouts', { signal }),
    'lockout.release': (body, { signal }) => client.request('releaseLockout', { body, signal }),
    'account.list': (_, { signal }) => client.request('accounts', { signal }),
    'department.get': (_, { signal }) => client.request('department', { signal }),
    'workspace.get': () => ({ workspace: holdings.workspace }),
    'workspace.save': ({ workspace }) => {
      holdings.workspace = workspace;
      vault.save(workspace);
      return {};
    },
  };
}
