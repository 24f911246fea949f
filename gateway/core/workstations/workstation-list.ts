/** What an administrator sees of the workstations and the open codes: no key, no code, no hash. */
import type { WorkstationList } from '../../../shared/wire/workstations.ts';
import type { WorkstationRecord } from '../../ports/workstation-store.ts';
import type { Registry } from './registry.ts';

/** As many as the contract allows in one answer. */
const MAX_LISTED = 5000;

const iso = (at: number): string => new Date(at).toISOString();

const stateOf = ({ state, notAfter }: WorkstationRecord, now: number): 'enrolled' | 'revoked' | 'expired' =>
  state === 'enrolled' && notAfter <= now ? 'expired' : state;

export const workstationList = (registry: Registry, now: number): WorkstationList => {
  const named = [...registry.all()].sort((a, b) => a.workstation.name.localeCompare(b.workstation.name, 'en'));
  return {
    workstations: named.slice(0, MAX_LISTED).map((record) => {
      const seen = registry.lastSeen(record);
      return {
        ...record.workstation,
        state: stateOf(record, now),
        enrolledAt: iso(record.enrolledAt),
        enrolledBy: record.enrolledBy,
        notAfter: iso(record.notAfter),
        lastSeen: seen === null ? null : iso(seen),
      };
    }),
    open: registry.codes().map(({ name, command, area, expiresAt, issuedBy }) => ({
      ...{ name, command, area, issuedBy },
      expiresAt: iso(expiresAt),
    })),
  };
};
