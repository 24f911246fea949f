/** The room the person is in. Each is loaded when first entered. */
import { useCapability } from '../../bridge/snapshot.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DeskRoom } from '../../features/desk/desk-room.tsx';
import { OversightRoom } from '../../features/oversight/oversight-room.tsx';
import { AdministrationRoom } from '../../features/administration/administration-room.tsx';
import { RecordsRoom } from './records-room.tsx';
import type { Room } from './room.ts';

/** The records room keeps its rows while the person is in another room. */
interface RoomViewProps {
  readonly room: Room | null;
  /** Rights were lost in this session: a record that is refused now is closed. */
  readonly isNarrowed: boolean;
}
export function RoomView({ room, isNarrowed }: RoomViewProps) {
  const maySearch = useCapability('record.search');
  return (
    <>
      {maySearch && <RecordsRoom isActive={room?.id === 'search'} isNarrowed={isNarrowed} />}
      <OtherRoom room={room} />
    </>
  );
}

function OtherRoom({ room }: { readonly room: Room | null }) {
  switch (room?.id) {
    case 'search':
      return null; // the records room, always mounted beside this
    case 'desk':
      return <DeskRoom />;
    case 'oversight':
      return <OversightRoom />;
    case 'administration':
      return <AdministrationRoom />;
    case undefined:
      return (
        <EmptyState icon="shield" title="Your role opens nothing here yet">
          <p>You are signed in, but no room of the workstation belongs to your role.</p>
          <p className="dim">Who can change it: the system administrator, on your commanding officer’s word (S37).</p>
        </EmptyState>
      );
  }
}
