/** Opens an image, recording or video of a record: first the step that says it will be logged, then what it shows. */
import { FaultAlert } from '../../../app/fault-alert.tsx';
import { Alert } from '../../../ui/alert.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Loading } from '../../../ui/progress.tsx';
import { TEXTS } from '../texts.ts';
import { AudioView } from './audio-view.tsx';
import { ImageView } from './image-view.tsx';
import { useMedia, type MediaHandle, type MediaPlace, type MediaState } from './use-media.ts';
import { VideoView } from './video-view.tsx';
import './media.css';

const kib = (bytes: number): string => `${String(Math.ceil(bytes / 1024))} KiB`;

/** Nothing is asked of the gateway before this is pressed. */
function Step({ onOpen, reason }: { readonly onOpen: () => void; readonly reason: string }) {
  return (
    <>
      <Alert tone="caution" title={TEXTS.mediaLogged}>
        {`It is opened for ${reason}. It is shown from memory: it is not kept on this workstation, and it is gone when you close it or lock.`}
      </Alert>
      <p className="transport">
        <Button tone="primary" keys="Enter" autoFocus onPress={onOpen}>
          {TEXTS.mediaOpen}
        </Button>
      </p>
    </>
  );
}

function Progress({ got, total }: { readonly got: number; readonly total: number }) {
  return (
    <p className="media-progress">
      <progress max={total} value={got} aria-label={TEXTS.mediaArriving} /> {`${kib(got)} of ${kib(total)}`}
    </p>
  );
}

type Opened = Extract<MediaState, { readonly state: 'open' }>;
function Shown({ media, fail }: { readonly media: Opened; readonly fail: MediaHandle['fail'] }) {
  const { opened, bytes, pieces, got } = media;
  return (
    <>
      {got < opened.bytes && <Progress got={got} total={opened.bytes} />}
      {pieces !== null && <VideoView pieces={pieces} label={opened.label} onFault={fail} />}
      {bytes !== null && opened.type === 'audio/wav' && <AudioView bytes={bytes} />}
      {bytes !== null && opened.type !== 'audio/wav' && (
        <ImageView bytes={bytes} type={opened.type} label={opened.label} />
      )}
      <p className="dim">{`${opened.label} · opening logged in audit row ${String(opened.auditSeq)}`}</p>
    </>
  );
}

interface MediaDialogProps {
  readonly place: MediaPlace;
  /** The reason it is opened for, in one line. */
  readonly reason: string;
  readonly onClose: () => void;
}
export function MediaDialog({ place, reason, onClose }: MediaDialogProps) {
  const { media, open, fail } = useMedia(place);
  return (
    <Dialog title={TEXTS.media} isOpen onClose={onClose} size="wide">
      {media.state === 'closed' && <Step reason={reason} onOpen={open} />}
      {media.state === 'opening' && <Loading label={TEXTS.mediaOpening} />}
      {media.state === 'fault' && <FaultAlert fault={media.fault} />}
      {media.state === 'open' && <Shown media={media} fail={fail} />}
    </Dialog>
  );
}
