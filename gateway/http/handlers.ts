/** One handler per row of the route table: joins the parsed input to the core. Decides nothing itself. */
import { FaultError } from '../../shared/faults/faults.ts';
import type { Asker, ReasonedAsker } from '../core/asker.ts';
import { entryBy } from '../core/audit-entry.ts';
import { peopleOf } from '../core/authority.ts';
import { departmentView } from '../core/department.ts';
import { explain } from '../core/explanations.ts';
import { NOTICE } from '../core/notice.ts';
import type { People } from '../core/people.ts';
import type { Reasons } from '../core/reasons.ts';
import type { Records } from '../core/records.ts';
import type { Search } from '../core/search.ts';
import { sessionView } from '../core/session-view.ts';
import type { Sessions } from '../core/sessions.ts';
import type { SignIn } from '../core/sign-in.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Handlers } from './handler.ts';
import { openApiDocument } from './openapi.ts';

export interface HandlerDeps {
  readonly version: string;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly store: RecordStore;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly reasons: Reasons;
  readonly people: People;
  readonly search: Search;
  readonly records: Records;
}

type Part<N extends keyof Handlers> = (deps: HandlerDeps) => Pick<Handlers, N>;

const reasoned = (asker: Asker): ReasonedAsker => {
  if (asker.reason === null) throw new FaultError('reason.missing');
  return { ...asker, reason: asker.reason };
};

/** Precinct whose audit rows may be read; null: all. A bureau's role without the city's reach reads none. */
const auditReach = (asker: Asker): number | null => {
  const people = peopleOf(asker);
  if (people === 'none') throw new FaultError('capability.missing');
  return people;
};

const publicPart: Part<'health' | 'openapi' | 'notice' | 'signIn' | 'unlock'> = (deps) => ({
  health: async () => {
    const [{ state: directory }, audit] = await Promise.all([deps.directory.health(), deps.audit.health()]);
    const status = directory === 'up' && audit === 'up' ? 'ok' : 'degraded';
    return { status, version: deps.version, time: new Date(deps.clock.now()).toISOString(), directory, audit };
  },
  openapi: () => openApiDocument(deps.version),
  notice: () => NOTICE,
  signIn: ({ body, address }) => deps.signIn.signIn(body, address),
  unlock: ({ body, address }) => deps.signIn.unlock(body, address),
});

const sessionPart: Part<'session' | 'renew' | 'lock' | 'signOut' | 'endSession'> = ({ audit, clock, sessions }) => ({
  session: ({ session }) => sessionView(sessions, session, clock.now()),
  renew: async ({ asker, session }) => {
    await audit.append(entryBy(asker, { action: 'session.renew', outcome: 'ok' }));
    return sessions.issueToken(session);
  },
  lock: async ({ asker, session, body }) => {
    sessions.lock(session);
    const object = `session ${session.id} (${body.cause})`;
    const { at } = await audit.append(entryBy(asker, { action: 'lock', outcome: 'ok', object }));
    return { lockedAt: at };
  },
  signOut: async ({ asker, session }) => {
    sessions.drop(session);
    const object = `session ${session.id}`;
    const { at } = await audit.append(entryBy(asker, { action: 'sign-out', outcome: 'ok', object }));
    return { endedAt: at };
  },
  endSession: async ({ asker, session, params }) => {
    const other = sessions.find(params.sessionId);
    const object = `session ${params.sessionId}`;
    const own = other !== null && other.account.id === session.account.id;
    if (!own && !asker.capabilities.has('session.end-any')) {
      await audit.append(entryBy(asker, { action: 'access.denied', outcome: 'refused', object, rule: 'S51' }));
      throw new FaultError('session.not-yours');
    }
    if (other) await sessions.end(other, own ? 'session.expired' : 'session.revoked', object, asker);
    return { endedAt: new Date(clock.now()).toISOString() };
  },
});

const recordPart: Part<'reasonOptions' | 'setReason' | 'endReason' | 'search' | 'record' | 'reveal'> = (deps) => ({
  reasonOptions: ({ asker, session }) => deps.reasons.options(asker, session),
  setReason: ({ asker, session, body }) => deps.reasons.set(asker, session, body),
  endReason: async ({ asker, session }) => {
    await deps.reasons.end(asker, session);
    return { endedAt: new Date(deps.clock.now()).toISOString() };
  },
  search: ({ asker, body }) => deps.search.run(reasoned(asker), body),
  record: ({ asker, params }) => deps.records.view(reasoned(asker), params.id),
  reveal: ({ asker, body }) => deps.records.reveal(reasoned(asker), body),
});

const oversightPart: Part<
  'explain' | 'auditRows' | 'auditQueryText' | 'lockouts' | 'releaseLockout' | 'accounts' | 'department'
> = ({ audit, clock, people, sessions, store, version }) => ({
  explain: async ({ asker, body }) => {
    await audit.append(
      entryBy(asker, { action: 'explain', outcome: 'ok', object: Object.values(body.about).join(' ') }),
    );
    return explain(asker, body.about);
  },
  auditRows: async ({ asker, body }) => {
    const filters = [body.username, body.action, body.outcome, body.object].filter((part) => part !== undefined);
    const object = ['audit log', ...(body.before === undefined ? [] : [`before ${body.before}`]), ...filters].join(
      ', ',
    );
    await audit.append(entryBy(asker, { action: 'audit.read', outcome: 'ok', object }));
    return audit.page(body, auditReach(asker));
  },
  auditQueryText: async ({ asker, body }) => {
    const object = `audit row ${body.seq}`;
    await audit.append(entryBy(asker, { action: 'audit.open-query', outcome: 'ok', object, rule: 'S106' }));
    return { seq: body.seq, text: await audit.openQuery(body.seq, auditReach(asker)) };
  },
  lockouts: ({ asker }) => people.lockouts(asker),
  releaseLockout: async ({ asker, body }) => {
    await people.release(asker, body.username);
    return { releasedAt: new Date(clock.now()).toISOString() };
  },
  accounts: ({ asker }) => people.accounts(asker),
  department: async ({ asker }) => {
    await audit.append(entryBy(asker, { action: 'department.read', outcome: 'ok' }));
    return departmentView(store, sessions, version);
  },
});

export const createHandlers = (deps: HandlerDeps): Handlers => ({
  ...publicPart(deps),
  ...sessionPart(deps),
  ...recordPart(deps),
  ...oversightPart(deps),
});
