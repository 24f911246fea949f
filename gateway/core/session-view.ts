/** What a person is told of their own session: capabilities and sources, never a role's inner workings. */
import { role } from '../../shared/policy/roles.ts';
import { SOURCE_IDS, type SourceId } from '../../shared/records/kind.ts';
import type { SessionView } from '../../shared/session/view.ts';
import type { Asker } from './asker.ts';
import { IDLE_SECONDS } from './session-limits.ts';
import { personOf, type LiveSession, type Sessions } from './sessions.ts';
import { grantOf } from './sources.ts';

const TOURS = {
  first: { label: '1st platoon', from: '23:15', to: '07:50' },
  second: { label: '2nd platoon', from: '07:05', to: '15:40' },
  third: { label: '3rd platoon', from: '15:00', to: '23:35' },
} as const;

const departmentTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  hour: '2-digit',
  minute: '2-digit',
});

/** The tour that has begun most recently by the department's own time. */
const tourAt = (now: number): SessionView['tour'] => {
  const time = departmentTime.format(now);
  if (time >= TOURS.first.from || time < TOURS.second.from) return TOURS.first;
  return time < TOURS.third.from ? TOURS.second : TOURS.third;
};

/** Sources the role has a grant for; a source that wants another purpose (S17) counts, its search says so. */
const searchable = (asker: Asker): SourceId[] =>
  SOURCE_IDS.filter((source) => {
    if (!asker.capabilities.has('record.search')) return false;
    const grant = grantOf(asker, source);
    return grant.granted || grant.rule === 'S17';
  });

export const sessionView = (sessions: Sessions, session: LiveSession, now: number): SessionView => {
  const asker = sessions.askerOf(session);
  return {
    sessionId: session.id,
    person: personOf(session.account),
    roleLabel: role(session.roleId).label,
    capabilities: [...asker.capabilities],
    sources: searchable(asker),
    workstation: session.workstation,
    reason: session.reason,
    absoluteAt: new Date(session.absoluteAt).toISOString(),
    idleSeconds: IDLE_SECONDS[session.workstation.area],
    tour: tourAt(now),
  };
};
