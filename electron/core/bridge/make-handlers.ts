/** The handler of every call of the bridge, in the order of the table. Each is a few lines; the work is done elsewhere. */
import type { Reason } from '../../../shared/session/view.ts';
import type { EnrolmentKeeper } from '../identity/enrolment-keeper.ts';
import type { Searches } from '../search/searches.ts';
import type { SourceWatch } from '../sources/source-watch.ts';
import { confirmationHandlers } from './confirmation-handlers.ts';
import { deskHandlers, recordWorkHandlers } from './desk-handlers.ts';
import type { Handlers } from './handlers.ts';
import { sourceHandlers } from './source-handlers.ts';
import { factorHandlers, sessionHandlers, type SessionHandlerParts } from './session-handlers.ts';

export interface HandlerParts extends SessionHandlerParts {
  readonly searches: Searches;
  readonly sourceWatch: SourceWatch;
  readonly enrolment: EnrolmentKeeper;
}

export function makeHandlers(parts: HandlerParts): Handlers {
  const { client, holdings, searches, vault, enrolment } = parts;
  const setReason = (reason: Reason | null): void => {
    if (holdings.session === null) return;
    holdings.session = { ...holdings.session, reason };
    parts.announce();
  };
  return {
    ...sessionHandlers(parts),
    ...factorHandlers(parts),
    ...deskHandlers(parts),
    ...recordWorkHandlers(parts),
    ...confirmationHandlers(parts),
    ...sourceHandlers(parts),
    'workstation.enrol': async ({ code }) => {
      await enrolment.enrol(code);
      return {};
    },
    'workstation.list': (_, { signal }) => client.request('workstations', { signal }),
    'workstation.issueCode': (body, { signal }) => client.request('issueEnrolmentCode', { body, signal }),
    'workstation.revoke': (body, { signal }) => client.request('revokeWorkstation', { body, signal }),
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
    'search.count': (body, { signal }) => client.request('searchCounts', { body, signal }),
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
