/** Asks once at the end of the tour: stay, or sign out. Nothing ends by itself. */
import { useState } from 'react';
import { useSession } from '../../bridge/snapshot.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { instantText } from '../../ui/time.ts';
import { useNow } from '../../ui/use-now.ts';
import { useSeen } from './seen.ts';

export function TourEnd({ onSignOut }: { readonly onSignOut: () => void }) {
  const { tour: current, absoluteAt } = useSession();
  // The session names the next tour from its first second on; who began in this one is asked about this one.
  const [tour, setTour] = useState(current);
  const now = useNow(5_000);
  const seen = useSeen();
  const isOver = now.getTime() >= Date.parse(tour.endsAt) && !seen.has(tour.endsAt);
  const stay = (): void => {
    seen.add([tour.endsAt]);
    setTour(current);
  };
  return (
    <Dialog title="Your tour has ended" isOpen={isOver} onClose={stay} size="narrow">
      <div className="access-notice">
        <p>
          The {tour.label} ended at {tour.to}. Sign out if you are done, so that the next officer finds the workstation
          free. What you wrote is kept for you either way.
        </p>
        <p className="dim">If you stay, the session goes on until {instantText(absoluteAt)} at the latest.</p>
        <div className="recovery-ways">
          <Button
            onPress={() => {
              stay();
              onSignOut();
            }}
          >
            Sign out
          </Button>
          <Button tone="primary" keys="Enter" autoFocus onPress={stay}>
            Stay signed in
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
