/** Who is signed in, and what is theirs: the role they act as, the second factor, theme and density, sign-out. */
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
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

interface EntryProps {
  readonly id: string;
  readonly label: string;
  readonly icon?: string | undefined;
  readonly keys?: string;
  /** Said after the label, e.g. "in use". */
  readonly note?: string | undefined;
}
function Entry({ id, label, icon, keys, note }: EntryProps) {
  return (
    <MenuItem id={id} className="menu-item" textValue={label}>
      <span className="menu-sign">{icon ? <Icon name={icon} /> : null}</span>
      {label}
      {note ? <span className="menu-note">{note}</span> : null}
      {keys ? <Kbd keys={keys} isSilent /> : null}
    </MenuItem>
  );
}

/** Shown only to who holds more than one. */
function Roles() {
  const { roles, role } = useSession();
  if (roles.length < 2) return null;
  return (
    <>
      <MenuSection>
        <Header className="menu-head eyebrow">Act as</Header>
        {roles.map((held) => (
          <Entry
            key={held.role}
            id={`role.${held.role}`}
            label={held.label}
            icon={held.role === role ? 'check' : undefined}
            note={held.role === role ? 'now' : held.privileged ? 'asks for the password' : undefined}
          />
        ))}
      </MenuSection>
      <Separator className="menu-separator" />
    </>
  );
}

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
        <span className="visually-hidden">: roles, settings and sign-out</span>
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          aria-label="Person"
          onAction={(key) => (key === 'sign-out' ? onSignOut() : registry.run(String(key)))}
        >
          <Roles />
          <Entry id="factor.open" label="Second factor…" icon="smartphone" keys="Ctrl+Shift+F" />
          <Separator className="menu-separator" />
          {SETTINGS.map(([id, label]) => (
            <Entry
              key={id}
              id={id}
              label={label}
              icon={inUse.has(id) ? 'check' : undefined}
              note={inUse.has(id) ? 'in use' : undefined}
            />
          ))}
          <Separator className="menu-separator" />
          <Entry id="sign-out" label="Sign out" icon="log-out" keys="Ctrl+Shift+X" />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
