/** What can be done everywhere in a session: rooms, reason, lock, tabs, look, sign out. */
import { useSession } from '../../bridge/snapshot.tsx';
import { CAPABILITIES } from '../../../shared/policy/capabilities.ts';
import type { Action } from '../actions/action.ts';
import { useActions } from '../actions/use-action.ts';
import { useAppRequests } from '../app-requests.ts';
import { ROOMS } from '../rooms/room.ts';
import { useWorkspace, type WorkspaceContextValue } from '../workspace/workspace-context.ts';
import type { RoleId } from '../../../shared/policy/roles.ts';
import type { SessionView } from '../../../shared/session/view.ts';

const GROUP = 'Workstation';
const THEMES = { day: 'Day', night: 'Night', system: 'As the system' } as const;
const DENSITIES = { compact: 'Compact', comfortable: 'Comfortable', large: 'Large' } as const;

const roomActions = ({ setRoom, selectTab }: WorkspaceContextValue, { capabilities }: SessionView): readonly Action[] =>
  ROOMS.map((room) => ({
    id: `go.${room.id}`,
    label: `Go to ${room.label}`,
    group: GROUP,
    keys: room.keys,
    run: () => (room.id === 'search' ? selectTab(null) : setRoom(room.id)),
    ...(room.needs.some((need) => capabilities.includes(need))
      ? {}
      : {
          unavailable: {
            because: `your role may not: ${CAPABILITIES[room.needs[0]].label.toLowerCase()}`,
            about: { of: 'capability', capability: room.needs[0] } as const,
          },
        }),
  }));

/** One role acts at a time (S43); a privileged one asks for the password first. */
const roleActions = ({ roles, role }: SessionView, switchRole: (role: RoleId) => void): readonly Action[] =>
  roles.map((held, at) => ({
    id: `role.${held.role}`,
    label: `Act as ${held.label}`,
    group: GROUP,
    ...(at < 9 ? { keys: `Ctrl+Alt+${String(at + 1)}` } : {}),
    run: () => switchRole(held.role),
    ...(held.role === role ? { unavailable: { because: 'you act as this now' } } : {}),
  }));

const settingActions = ({ workspace, setSettings }: WorkspaceContextValue): readonly Action[] => [
  ...(['day', 'night', 'system'] as const).map((theme) => ({
    id: `theme.${theme}`,
    label: `Theme: ${THEMES[theme]}`,
    group: 'Look',
    run: () => setSettings({ theme }),
    ...(workspace.settings.theme === theme ? { unavailable: { because: 'in use now' } } : {}),
  })),
  ...(['compact', 'comfortable', 'large'] as const).map((density) => ({
    id: `density.${density}`,
    label: `Density: ${DENSITIES[density]}`,
    group: 'Look',
    run: () => setSettings({ density }),
    ...(workspace.settings.density === density ? { unavailable: { because: 'in use now' } } : {}),
  })),
];

function tabActions({ workspace, closeTab, selectTab, nextTab }: WorkspaceContextValue): readonly Action[] {
  const { tabs, openTab } = workspace;
  if (tabs.length === 0) return [];
  const group = 'Open records';
  return [
    { id: 'tab.next', label: 'Next tab', group, keys: ['Alt+PageDown', 'Ctrl+Tab'], run: () => nextTab(1) },
    {
      id: 'tab.previous',
      label: 'Previous tab',
      group,
      keys: ['Alt+PageUp', 'Ctrl+Shift+Tab'],
      run: () => nextTab(-1),
    },
    { id: 'tab.search', label: 'Back to the results', group, keys: 'Alt+0', run: () => selectTab(null) },
    ...tabs.map((tab, at) => ({
      id: `tab.${String(at + 1)}`,
      label: `Go to ${tab.label}`,
      group,
      ...(at < 9 ? { keys: `Alt+${String(at + 1)}` } : {}),
      run: () => selectTab(tab.id),
    })),
    ...(openTab === null
      ? []
      : [
          {
            id: 'tab.close',
            label: 'Close this record',
            group,
            keys: ['Alt+W', 'Ctrl+W'],
            run: () => closeTab(openTab),
          },
        ]),
  ];
}

interface FrameRequests {
  readonly openPalette: () => void;
  readonly openKeys: () => void;
  readonly lock: () => void;
  readonly signOut: () => void;
  readonly switchRole: (role: RoleId) => void;
}

export function useFrameActions({ openPalette, openKeys, lock, signOut, switchRole }: FrameRequests): void {
  const session = useSession();
  const workspace = useWorkspace();
  const { askReason, openFactor } = useAppRequests();
  const canReason = session.capabilities.some((each) => each === 'record.search' || each === 'audit.read');
  useActions([
    { id: 'palette', label: 'All actions', group: GROUP, keys: 'Ctrl+K', keysOnly: true, hint: 90, run: openPalette },
    { id: 'keys', label: 'Keys', group: GROUP, keys: '?', hint: 91, run: openKeys },
    {
      id: 'reason.state',
      label: session.reason ? 'Change the reason' : 'State the reason',
      group: GROUP,
      keys: 'Ctrl+R',
      run: () => askReason(),
      ...(canReason
        ? {}
        : {
            unavailable: {
              because: 'your role opens no records',
              about: { of: 'capability', capability: 'record.search' } as const,
            },
          }),
    },
    { id: 'session.lock', label: 'Lock', group: GROUP, keys: 'Ctrl+L', inDialog: true, run: lock },
    { id: 'session.signOut', label: 'Sign out', group: GROUP, keys: 'Ctrl+Shift+X', run: signOut },
    { id: 'factor.open', label: 'Second factor…', group: GROUP, keys: 'Ctrl+Shift+F', run: openFactor },
    ...roleActions(session, switchRole),
    ...roomActions(workspace, session),
    ...tabActions(workspace),
    ...settingActions(workspace),
  ]);
}
