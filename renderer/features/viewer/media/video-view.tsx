/** A video, shown while its pieces arrive: a MediaSource in memory, no file and no address that reaches anything. */
import { useEffect, useRef, useState } from 'react';
import { Alert } from '../../../ui/alert.tsx';
import { TEXTS } from '../texts.ts';
import { Transport } from './transport.tsx';
import { webmType } from './waveform.ts';

/** The pieces as they come; ends when all are there, throws when one is refused. */
export type Pieces = AsyncIterable<Uint8Array<ArrayBuffer>>;

async function appended(buffer: SourceBuffer, piece: Uint8Array<ArrayBuffer>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    buffer.addEventListener('updateend', () => resolve(), { once: true });
    buffer.addEventListener('error', () => reject(new Error('media')), { once: true });
    buffer.appendBuffer(piece);
  });
}

/** Feeds the source until the pieces end or nobody looks any more. @throws when a piece is refused or no video. */
async function feed(source: MediaSource, pieces: Pieces, isWanted: () => boolean): Promise<void> {
  let buffer: SourceBuffer | null = null;
  for await (const piece of pieces) {
    if (!isWanted()) return;
    buffer ??= source.addSourceBuffer(webmType(piece));
    await appended(buffer, piece);
  }
  if (source.readyState === 'open') source.endOfStream();
}

interface VideoViewProps {
  readonly pieces: Pieces;
  readonly label: string;
  readonly onFault: (problem: unknown) => void;
}
function useFedVideo({ pieces, onFault }: VideoViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  const tell = useRef(onFault);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    let wanted = true;
    const source = new MediaSource();
    // A handle on the source above, inside this page only: it holds no bytes and nothing else can open it.
    const handle = URL.createObjectURL(source);
    source.addEventListener(
      'sourceopen',
      () => {
        feed(source, pieces, () => wanted).catch((problem: unknown) => {
          if (wanted) tell.current(problem);
        });
      },
      { once: true },
    );
    element.src = handle;
    return () => {
      wanted = false;
      element.pause();
      element.removeAttribute('src');
      element.load();
      URL.revokeObjectURL(handle);
    };
  }, [pieces]);
  return video;
}

export function VideoView(props: VideoViewProps) {
  const video = useFedVideo(props);
  const [now, setNow] = useState({ isPlaying: false, at: 0, length: 0, rate: 1 });
  const [isBroken, setBroken] = useState(false);
  const look = (): void => {
    const element = video.current;
    if (element === null) return;
    setNow({
      isPlaying: !element.paused && !element.ended,
      at: element.currentTime,
      length: Number.isFinite(element.duration) ? element.duration : 0,
      rate: element.playbackRate,
    });
  };
  const act = (run: (element: HTMLVideoElement) => void): void => {
    if (video.current !== null) run(video.current);
    look();
  };
  if (isBroken) return <Alert tone="caution" title={TEXTS.notReadable} />;
  return (
    <>
      {/* No controls of the browser: their menu offers to save. */}
      <video
        ref={video}
        className="media-video"
        aria-label={props.label}
        disablePictureInPicture
        disableRemotePlayback
        onTimeUpdate={look}
        onDurationChange={look}
        onPlay={look}
        onPause={look}
        onEnded={look}
        onSeeked={look}
        onError={() => setBroken(true)}
        onContextMenu={(event) => event.preventDefault()}
      />
      <Transport
        {...now}
        onPlay={(play) => act((element) => (play ? void element.play().catch(() => setBroken(true)) : element.pause()))}
        onSeek={(to) => act((element) => void (element.currentTime = Math.min(now.length, Math.max(0, to))))}
        onRate={(rate) => act((element) => void (element.playbackRate = rate))}
      />
    </>
  );
}
