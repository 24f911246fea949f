/** One handler per row of the route table: joins the parsed input to the core. Decides nothing itself. */
import { FaultError } from '../../shared/faults/faults.ts';
import type { Asker } from '../core/asker.ts';
import { entryBy } from '../core/audit-entry.ts';
import { peopleOf } from '../core/authority.ts';
import type { Confirmations } from '../core/confirmations.ts';
import type { Copies } from '../core/copies.ts';
import { departmentView } from '../core/department.ts';
import type { Desk } from '../core/desk.ts';
import { explain } from '../core/explanations.ts';
import type { IdentityPolicy } from '../core/identity-policy.ts';
import { agreementOf } from '../core/identity/directory-clock.ts';
import type { Identity } from '../core/identity/identity.ts';
import type { Media } from '../core/media.ts';
import type { Neighbourhoods } from '../core/neighbourhood.ts';
import { NOTICE } from '../core/notice.ts';
import type { People } from '../core/people.ts';
import type { Prints } from '../core/prints.ts';
import type { Reasons } from '../core/reasons.ts';
import type { Records } from '../core/records.ts';
import type { SearchCount } from '../core/search-count.ts';
import type { Search } from '../core/search.ts';
import type { SourceTimes } from '../core/source-times.ts';
import type { Sessions } from '../core/sessions.ts';
import type { Workstations } from '../core/workstations/workstations.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { RecordSources } from '../ports/record-source.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { confirmationPart } from './confirmation-handlers.ts';
import { deskPart } from './desk-handlers.ts';
import type { Handlers } from './handler.ts';
import { identityPart } from './identity-handlers.ts';
import { openApiDocument } from './openapi.ts';
import { reasoned } from './reasoned.ts';
import { recordWorkPart } from './record-handlers.ts';
import { searchCountPart } from './search-count-handlers.ts';
import { sourcePart } from './source-handlers.ts';
import { workstationPart } from './workstation-handlers.ts';

export interface HandlerDeps {
  readonly version: string;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly store: RecordStore;
  readonly sources: RecordSources;
  readonly sessions: Sessions;
  readonly identity: Identity;
  readonly policy: IdentityPolicy;
  readonly workstations: Workstations;
  readonly reasons: Reasons;
  readonly people: People;
  readonly search: Search;
  readonly times: SourceTimes;
  readonly searchCount: SearchCount;
  readonly records: Records;
  readonly desk: Desk;
  readonly neighbourhoods: Neighbourhoods;
  readonly media: Media;
  readonly copies: Copies;
  readonly prints: Prints;
  readonly confirmations: Confirmations;
}

type Part<N extends keyof Handlers> = (deps: HandlerDeps) => Pick<Handlers, N>;

/** Precinct whose audit rows may be read; null: all. A bureau's role without the city's reach reads none. */
const auditReach = (asker: Asker): number | null => {
  const people = peopleOf(asker);
  if (people === 'none') throw new FaultError('capability.missing');
  return people;
};

const publicPart: Part<'health' | 'openapi' | 'notice'> = (deps) => ({
  health: async () => {
    const [{ state: directory, clockAheadMs }, audit] = await Promise.all([
      deps.directory.health(),
      deps.audit.health(),
    ]);
    const clock = directory === 'up' ? agreementOf(clockAheadMs) : 'unknown';
    const status = directory === 'up' && audit === 'up' && clock !== 'skewed' ? 'ok' : 'degraded';
    return { status, version: deps.version, time: new Date(deps.clock.now()).toISOString(), directory, clock, audit };
  },
  openapi: () => openApiDocument(deps.version),
  notice: () => NOTICE,
});

const recordPart: Part<'reasonOptions' | 'setReason' | 'endReason' | 'search' | 'record' | 'reveal'> = (deps) => ({
  reasonOptions: ({ asker, session }) => deps.reasons.options(asker, session),
  setReason: ({ asker, session, body }) => deps.reasons.set(asker, session, body),
  endReason: async ({ asker, session }) => {
    await deps.reasons.end(asker, session);
    return { endedAt: new Date(deps.clock.now()).toISOString() };
  },
  search: ({ asker, session, body }) => {
    const by = reasoned(asker);
    return deps.desk.tour.noted(by, session.account.id, body, deps.search.run(by, body));
  },
  record: async ({ asker, session, params }) => {
    const view = await deps.records.view(reasoned(asker), params.id);
    return { ...view, changed: await deps.desk.seen.changedIn(session.account.id, view) };
  },
  reveal: ({ asker, body }) => deps.records.reveal(reasoned(asker), body),
});

const oversightPart: Part<
  'explain' | 'auditRows' | 'auditQueryText' | 'lockouts' | 'releaseLockout' | 'accounts' | 'department'
> = ({ audit, clock, directory, people, sessions, sources, store, version }) => ({
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
    return departmentView({ store, sources, sessions, directory, version });
  },
});

export const createHandlers = (deps: HandlerDeps): Handlers => ({
  ...publicPart(deps),
  ...identityPart(deps),
  ...workstationPart(deps),
  ...recordPart(deps),
  ...searchCountPart(deps),
  ...recordWorkPart(deps),
  ...confirmationPart(deps),
  ...sourcePart(deps),
  ...deskPart(deps),
  ...oversightPart(deps),
});
