/** What a person is told of their own session: capabilities and sources, never a role's inner workings. */
import { isPrivilegedRole, role } from '../../shared/policy/roles.ts';
import { SOURCE_IDS, type SourceId } from '../../shared/records/kind.ts';
import { tourAt } from '../../shared/session/tours.ts';
import type { SessionView } from '../../shared/session/view.ts';
import type { Clock } from '../ports/clock.ts';
import type { Asker } from './asker.ts';
import { isRemote, needsFactor } from './identity-policy.ts';
import { personOf } from './identity/live-session.ts';
import type { SecondFactor } from './second-factor/second-factor.ts';
import { IDLE_SECONDS } from './session-limits.ts';
import type { LiveSession, Sessions } from './sessions.ts';
import { grantOf } from './sources.ts';

const departmentTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  hour: '2-digit',
  minute: '2-digit',
});

const MINUTE = 60_000;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The tour by the department's own time, and when it ends. */
export const tourNow = (now: number): SessionView['tour'] => {
  const time = departmentTime.format(now);
  const tour = tourAt(time);
  const minutes = (minutesOf(tour.to) - minutesOf(time) + 24 * 60) % (24 * 60);
  const endsAt = new Date(Math.floor(now / MINUTE) * MINUTE + minutes * MINUTE).toISOString();
  return { ...tour, endsAt };
};

/** Sources the role has a grant for; a source that wants another purpose (S17) counts, its search says so. */
const searchable = (asker: Asker): SourceId[] =>
  SOURCE_IDS.filter((source) => {
    if (!asker.capabilities.has('record.search')) return false;
    const grant = grantOf(asker, source);
    return grant.granted || grant.rule === 'S17';
  });

export interface SessionViews {
  viewOf(session: LiveSession): SessionView;
  /** Whether the policy asks a second factor of the session, from where it was last heard. */
  needsFactor(session: LiveSession): boolean;
}

interface ViewDeps {
  readonly clock: Clock;
  readonly factor: Pick<SecondFactor, 'stateOf'>;
  readonly sessions: Sessions;
}

export const createSessionViews = ({ clock, factor, sessions }: ViewDeps): SessionViews => ({
  needsFactor: ({ workstation, address }) => needsFactor(sessions.policy, workstation, address),
  viewOf: (session) => {
    const asker = sessions.askerOf(session);
    return {
      sessionId: session.id,
      person: personOf(session.account),
      roleLabel: role(session.roleId).label,
      role: session.roleId,
      roles: session.account.roles.map((id) => ({ role: id, label: role(id).label, privileged: isPrivilegedRole(id) })),
      remote: isRemote(sessions.policy, session.workstation, session.address),
      secondFactor: {
        verified: session.codeGiven !== null,
        enrolled: factor.stateOf(session.account.id).enrolled,
        sources: [...sessions.policy.secondFactorSources],
      },
      capabilities: [...asker.capabilities],
      sources: searchable(asker),
      workstation: session.workstation,
      reason: session.reason,
      absoluteAt: new Date(session.absoluteAt).toISOString(),
      idleSeconds: IDLE_SECONDS[session.workstation.area],
      tour: tourNow(clock.now()),
    };
  },
});
