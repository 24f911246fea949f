/** The rooms of this person, and help. What the role has not is not here. */
import { Button } from 'react-aria-components';
import { useSession } from '../../bridge/snapshot.tsx';
import { useSavedNews } from '../../features/desk-kept/use-saved.ts';
import { Icon } from '../../ui/icon.tsx';
import { useActionRegistry } from '../actions/use-action.ts';
import { openRooms, type Room } from '../rooms/room.ts';

export function Rail({ current }: { readonly current: Room | null }) {
  const { capabilities } = useSession();
  const registry = useActionRegistry();
  const news = useSavedNews();
  return (
    <nav className="rail" aria-label="Rooms">
      {openRooms(capabilities).map((room) => (
        <Button
          key={room.id}
          className="rail-item"
          {...(room.id === current?.id ? { 'aria-current': 'page' as const } : {})}
          onPress={() => registry.run(`go.${room.id}`)}
        >
          <Icon name={room.icon} />
          <span>{room.label}</span>
          {room.id === 'search' && news > 0 && (
            <b className="rail-badge">
              {news}
              <span className="visually-hidden"> new in saved searches</span>
            </b>
          )}
        </Button>
      ))}
      <Button className="rail-item" onPress={() => registry.run('keys')}>
        <Icon name="circle-help" />
        <span>Help</span>
      </Button>
    </nav>
  );
}
