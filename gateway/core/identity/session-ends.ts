/** Who may end whose session, and the list a supervisor does it from (S51, AC-5). Recorded, and its holder is told by whom. */
import { FaultError, type FaultCode } from '../../../shared/faults/faults.ts';
import type { CommandSessions } from '../../../shared/wire/workstations.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Asker } from '../asker.ts';
import { entryBy } from '../audit-entry.ts';
import type { Sessions } from '../sessions.ts';
import type { LiveSession } from './live-session.ts';
import { isSamePlace, type Place } from './place.ts';

export interface SessionEnds {
  /** Throws `session.not-yours` or `session.step-up`, recorded. One that is gone already is no error. */
  end(asker: Asker, session: LiveSession, otherId: string): Promise<void>;
  /** Ends a session at its own workstation, by whoever stands before its lock; also one whose lock was never heard of here. */
  leaveLocked(sessionId: string, place: Place): Promise<void>;
  ofCommand(asker: Asker, session: LiveSession): Promise<CommandSessions>;
}

interface EndsDeps {
  readonly audit: AuditLog;
  readonly sessions: Sessions;
}

/** Locked ones at the workstations of the asker's command; never the asker's own account. */
const isAbandonedHere = (asker: Asker, own: LiveSession, other: LiveSession): boolean =>
  asker.capabilities.has('session.end-command') &&
  asker.person.command !== null &&
  other.workstation.command === asker.person.command &&
  other.account.id !== own.account.id &&
  other.state === 'locked';

export const createSessionEnds = ({ audit, sessions }: EndsDeps): SessionEnds => {
  const refuse = async (asker: Asker, code: FaultCode, object: string): Promise<never> => {
    const fault = new FaultError(code);
    const rule = fault.fault.rule ?? code;
    await audit.append(entryBy(asker, { action: 'access.denied', outcome: 'refused', object, rule }));
    throw fault;
  };
  return {
    end: async (asker, session, otherId) => {
      const other = sessions.find(otherId);
      const object = `session ${otherId}`;
      if (other && other.account.id === session.account.id) {
        await sessions.end(other, 'session.expired', object, { by: asker });
        return;
      }
      const mayEndAny = asker.capabilities.has('session.end-any');
      const isAbandoned = other !== null && isAbandonedHere(asker, session, other);
      if (!isAbandoned) {
        if (!mayEndAny) await refuse(asker, 'session.not-yours', object);
        if (!sessions.steppedUp(session)) await refuse(asker, 'session.step-up', object);
      }
      if (!other) return;
      const { rank, name } = asker.person;
      const help = `${rank} ${name} ended the session at ${other.workstation.name}.`;
      const code = isAbandoned ? 'session.released' : 'session.revoked';
      await sessions.end(
        other,
        code,
        `${object} of ${other.account.username} (${isAbandoned ? 'released' : 'ended'})`,
        {
          by: asker,
          help,
        },
      );
    },
    leaveLocked: async (sessionId, place) => {
      const session = sessions.find(sessionId);
      if (!session) return;
      const who = { workstation: place.workstation.id, address: place.address };
      const object = `session ${sessionId}`;
      if (isSamePlace(session, place)) {
        await sessions.end(session, 'session.expired', `${object} (left)`);
        return;
      }
      await audit.append({ ...who, action: 'access.denied', outcome: 'refused', object, rule: 'S48' });
      throw new FaultError('session.other-workstation');
    },
    ofCommand: async (asker, session) => {
      await audit.append(entryBy(asker, { action: 'account.list', outcome: 'ok', object: 'sessions of the command' }));
      const isShown = ({ workstation }: LiveSession): boolean =>
        asker.capabilities.has('session.end-any') ||
        (asker.person.command !== null && workstation.command === asker.person.command);
      const shown = sessions.all().filter(isShown).slice(0, 1000);
      return {
        sessions: shown.map((one) => ({
          sessionId: one.id,
          username: one.account.username,
          name: one.account.name,
          rank: one.account.rank,
          workstation: one.workstation.name,
          since: new Date(one.since).toISOString(),
          state: one.state,
          lockedAt: one.lockedAt === null ? null : new Date(one.lockedAt).toISOString(),
          own: one.account.id === session.account.id,
        })),
      };
    },
  };
};
