/** The rooms and what opens them. A room that is not open is not drawn; the palette says why. */
import type { Capability } from '../../../shared/policy/capabilities.ts';

export interface Room {
  readonly id: 'search' | 'desk' | 'oversight' | 'administration';
  readonly label: string;
  readonly icon: string;
  readonly keys: string;
  /** Any of these opens it; the first is the one explained. */
  readonly needs: readonly [Capability, ...Capability[]];
}
export const ROOMS: readonly Room[] = [
  { id: 'search', label: 'Search', icon: 'search', keys: 'F2', needs: ['record.search'] },
  {
    id: 'desk',
    label: 'Desk',
    icon: 'key-round',
    keys: 'F3',
    needs: ['lockout.release', 'session.end-command', 'factor.manage'],
  },
  { id: 'oversight', label: 'Oversight', icon: 'scroll-text', keys: 'F4', needs: ['audit.read'] },
  {
    id: 'administration',
    label: 'Administration',
    icon: 'settings',
    keys: 'F8',
    needs: ['department.configure', 'account.read'],
  },
];

export const openRooms = (capabilities: readonly Capability[]): readonly Room[] =>
  ROOMS.filter((room) => room.needs.some((need) => capabilities.includes(need)));

/** The room wanted when it is open to this person, else the first that is; null when none is. */
export const roomFor = (wanted: string, capabilities: readonly Capability[]): Room | null => {
  const open = openRooms(capabilities);
  return open.find((room) => room.id === wanted) ?? open[0] ?? null;
};
