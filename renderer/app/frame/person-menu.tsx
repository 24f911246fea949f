/** Who is signed in, and the few settings that are theirs: theme, density, sign out. */
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { useSession } from '../../bridge/snapshot.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useActionRegistry } from '../actions/use-action.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';

const SETTINGS = [
  ['theme.day', 'Day theme'],
  ['theme.night', 'Night theme'],
  ['theme.system', 'Theme of the system'],
  ['density.compact', 'Compact rows'],
  ['density.comfortable', 'Comfortable rows'],
  ['density.large', 'Large rows'],
] as const;

export function PersonMenu({ onSignOut }: { readonly onSignOut: () => void }) {
  const { person, roleLabel } = useSession();
  const { settings } = useWorkspace().workspace;
  const registry = useActionRegistry();
  const inUse = new Set<string>([`theme.${settings.theme}`, `density.${settings.density}`]);
  return (
    <MenuTrigger>
      <Button className="strip-button strip-person">
        <Icon name="circle-user" />
        <b>
          {person.rank} {person.name}
        </b>
        <span className="strip-dim strip-word">{roleLabel}</span>
        <span className="visually-hidden">: settings and sign-out</span>
      </Button>
      <Popover className="popover">
        <Menu className="menu" onAction={(key) => (key === 'sign-out' ? onSignOut() : registry.run(String(key)))}>
          {SETTINGS.map(([id, label]) => (
            <MenuItem key={id} id={id} className="menu-item" textValue={label}>
              <span className="menu-sign">{inUse.has(id) ? <Icon name="check" /> : null}</span>
              {label}
              {inUse.has(id) ? <span className="visually-hidden">, in use</span> : null}
            </MenuItem>
          ))}
          <Separator className="menu-separator" />
          <MenuItem id="sign-out" className="menu-item" textValue="Sign out">
            <span className="menu-sign">
              <Icon name="log-out" />
            </span>
            Sign out <Kbd keys="Ctrl+Shift+X" isSilent />
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
