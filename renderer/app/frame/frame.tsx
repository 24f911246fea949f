/** The frame around the work: strip, rail, room, bottom line. On lock it empties itself before anything else happens. */
import { useCallback, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Fault } from '../../../shared/faults/faults.ts';
import { useBridge } from '../../bridge/bridge-context.ts';
import { useSession } from '../../bridge/snapshot.tsx';
import { Button } from '../../ui/button.tsx';
import { useAppRequests } from '../app-requests.ts';
import { FaultAlert } from '../fault-alert.tsx';
import { KeysHelp } from '../keys-help.tsx';
import { Palette } from '../palette.tsx';
import { roomFor } from '../rooms/room.ts';
import { IdleWarning } from '../notices/idle-warning.tsx';
import { TourEnd } from '../notices/tour-end.tsx';
import { RoomView } from '../rooms/room-view.tsx';
import { useAppearance } from '../use-appearance.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { BottomBar } from './bottom-bar.tsx';
import { Rail } from './rail.tsx';
import { Strip } from './strip.tsx';
import { useCopyGuard } from '../copy/use-copy-guard.ts';
import { usePrintGuard } from '../print/use-print-guard.ts';
import { useFrameActions } from './use-frame-actions.ts';
import { useSwitchRole } from './use-switch-role.ts';

type Leaving = 'session.lock' | 'session.signOut';

/** Leaving on purpose: the screen empties at once, what was not saved is saved, then main is told. */
function useLeaving() {
  const bridge = useBridge();
  const { saveNow } = useWorkspace();
  const { setLeft } = useAppRequests();
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const leave = useCallback(
    (call: Leaving) => {
      flushSync(() => {
        setLeaving(call);
        setLeft(true);
        setFault(null);
      });
      void saveNow()
        .then(() => bridge.call(call, {}))
        .then((reply) => setFault(reply.ok ? null : reply.fault));
    },
    [bridge, saveNow, setLeft],
  );
  const stay = (): void => {
    setLeaving(null);
    setLeft(false);
  };
  return { leaving, fault, leave, stay };
}

interface LeftScreenProps {
  readonly leaving: Leaving;
  readonly fault: Fault | null;
  readonly onAgain: () => void;
  /** Only from a sign-out: whoever stands before a screen that was to lock does not get it back. */
  readonly onStay: () => void;
  readonly onSignOut: () => void;
}
/** What stands in place of the work once somebody left: nothing, also when main could not lock (fails closed). */
function LeftScreen({ leaving, fault, onAgain, onStay, onSignOut }: LeftScreenProps) {
  return (
    <main className="frame-left" aria-label="Leaving">
      {fault ? (
        <FaultAlert fault={fault}>
          <Button tone="primary" autoFocus onPress={onAgain}>
            Try again
          </Button>
          {leaving === 'session.lock' ? (
            <Button onPress={onSignOut}>Sign out instead</Button>
          ) : (
            <Button onPress={onStay}>Go back to work</Button>
          )}
        </FaultAlert>
      ) : null}
    </main>
  );
}

interface FrameProps {
  /** How often rights were lost: the room begins anew with it. */
  readonly epoch: number;
  readonly toldAt: () => number;
}
export function Frame({ epoch, toldAt }: FrameProps) {
  const session = useSession();
  const { workspace } = useWorkspace();
  const { leaving, fault, leave, stay } = useLeaving();
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
    switchRole: useSwitchRole(),
  });
  useCopyGuard();
  usePrintGuard();
  const room = roomFor(workspace.room, session.capabilities);
  if (leaving)
    return (
      <LeftScreen leaving={leaving} fault={fault} onAgain={() => leave(leaving)} onStay={stay} onSignOut={signOut} />
    );
  return (
    <div className="frame">
      <Strip onLock={lock} onSignOut={signOut} />
      <Rail current={room} />
      <main className="frame-main">
        <RoomView key={epoch} room={room} isNarrowed={epoch > 0} />
      </main>
      <BottomBar />
      <IdleWarning idleSeconds={session.idleSeconds} toldAt={toldAt} />
      <TourEnd onSignOut={signOut} />
      <Palette isOpen={paletteOpen} onClose={() => setPaletteOpen(false)} />
      <KeysHelp isOpen={keysOpen} onClose={() => setKeysOpen(false)} />
    </div>
  );
}
