/** What a person is told of their own session: capabilities and sources, never a role's inner workings. */
import { isPrivilegedRole, role } from '../../shared/policy/roles.ts';
import { SOURCE_IDS, type SourceId } from '../../shared/records/kind.ts';
import type { SessionView } from '../../shared/session/view.ts';
import type { Clock } from '../ports/clock.ts';
import type { Asker } from './asker.ts';
import { isRemote, needsFactor } from './identity-policy.ts';
import { personOf } from './identity/live-session.ts';
import type { SecondFactor } from './second-factor/second-factor.ts';
import { IDLE_SECONDS } from './session-limits.ts';
import type { LiveSession, Sessions } from './sessions.ts';
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

const MINUTE = 60_000;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The tour that has begun most recently by the department's own time, and when it ends. */
const tourAt = (now: number): SessionView['tour'] => {
  const time = departmentTime.format(now);
  const tour =
    time >= TOURS.first.from || time < TOURS.second.from
      ? TOURS.first
      : time < TOURS.third.from
        ? TOURS.second
        : TOURS.third;
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
      tour: tourAt(clock.now()),
    };
  },
});
