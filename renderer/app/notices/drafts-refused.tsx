/** Says that kept drafts did not come back, and why: nothing of an altered or older state is given to anybody. Told once a session. */
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import { useSession, useSnapshot } from '../../bridge/snapshot.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useSeen } from './seen.ts';

const WHY: Readonly<Record<NonNullable<Snapshot['draftsRefused']>, string>> = {
  damaged: 'The file they were kept in is damaged or was changed. Nothing of it was opened.',
  'rolled-back': 'An older state of them was put back on this computer. It was not opened; the IT bureau should know.',
  'key-store': 'The key store of this computer did not answer, so they could not be opened.',
};

export function DraftsRefused({ isHidden }: { readonly isHidden: boolean }) {
  const { draftsRefused } = useSnapshot();
  const { sessionId } = useSession();
  const seen = useSeen();
  const id = `drafts-${sessionId}`;
  const close = (): void => seen.add([id]);
  return (
    <Dialog
      title="Your drafts did not come back"
      isOpen={draftsRefused !== undefined && !seen.has(id) && !isHidden}
      onClose={close}
      size="narrow"
    >
      <div className="access-notice">
        <p>{draftsRefused ? WHY[draftsRefused] : ''}</p>
        <p className="dim">
          You start with an empty workspace. Searches and views you made are in the audit log as before.
        </p>
        <Button tone="primary" size="large" wide keys="Enter" autoFocus onPress={close}>
          Go on
        </Button>
      </div>
    </Dialog>
  );
}
