/** The frame around the work: strip, rail, room, bottom line. On lock it empties itself before anything else happens. */
import { useCallback, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Fault } from '../../../shared/faults/faults.ts';
import { useBridge } from '../../bridge/bridge-context.ts';
import { useSession } from '../../bridge/snapshot.tsx';
import { FaultAlert } from '../fault-alert.tsx';
import { KeysHelp } from '../keys-help.tsx';
import { Palette } from '../palette.tsx';
import { roomFor } from '../rooms/room.ts';
import { RoomView } from '../rooms/room-view.tsx';
import { useAppearance } from '../use-appearance.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { BottomBar } from './bottom-bar.tsx';
import { Rail } from './rail.tsx';
import { Strip } from './strip.tsx';
import { useFrameActions } from './use-frame-actions.ts';

/** Leaving on purpose: the screen empties at once, what was not saved is saved, then main is told. */
function useLeaving() {
  const bridge = useBridge();
  const { saveNow } = useWorkspace();
  const [isLeaving, setLeaving] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const leave = useCallback(
    (call: 'session.lock' | 'session.signOut') => {
      flushSync(() => setLeaving(true));
      void saveNow()
        .then(() => bridge.call(call, {}))
        .then((reply) => {
          if (reply.ok) return;
          setFault(reply.fault);
          setLeaving(false);
        });
    },
    [bridge, saveNow],
  );
  return { isLeaving, fault, leave };
}

export function Frame() {
  const session = useSession();
  const { workspace } = useWorkspace();
  const { isLeaving, fault, leave } = useLeaving();
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const lock = (): void => leave('session.lock');
  const signOut = (): void => leave('session.signOut');
  useAppearance(workspace.settings);
  useFrameActions({
    openPalette: () => setPaletteOpen(true),
    openKeys: () => setKeysOpen(true),
    lock,
    signOut,
  });
  const room = roomFor(workspace.room, session.capabilities);
  if (isLeaving) return <div className="frame-empty" aria-live="assertive" aria-label="Leaving" />;
  return (
    <div className="frame">
      <Strip onLock={lock} onSignOut={signOut} />
      <Rail current={room} />
      <main className="frame-main">
        {fault ? <FaultAlert fault={fault} /> : null}
        <RoomView room={room} />
      </main>
      <BottomBar />
      <Palette isOpen={paletteOpen} onClose={() => setPaletteOpen(false)} />
      <KeysHelp isOpen={keysOpen} onClose={() => setKeysOpen(false)} />
    </div>
  );
}
