/** A recording: its waveform with the place being played, and the transport. The sound lives in memory while this is shown. */
import { useEffect, useState } from 'react';
import { Alert } from '../../../ui/alert.tsx';
import { Loading } from '../../../ui/progress.tsx';
import { TEXTS } from '../texts.ts';
import { AudioPlayer, decodeAudio, type Playing } from './audio-player.ts';
import { Transport } from './transport.tsx';
import { peaksOf, peaksPath } from './waveform.ts';

const WIDTH = 800;
const HEIGHT = 120;
const PEAKS = 200;
/** How often the place being played is looked at. Milliseconds. */
const LOOK_EVERY = 100;
const STILL: Playing = { isPlaying: false, at: 0, rate: 1 };

interface Sound {
  readonly player: AudioPlayer;
  readonly path: string;
}

/** Undefined: being decoded; null: no sound. */
function useSound(bytes: Uint8Array<ArrayBuffer>): Sound | null | undefined {
  const [sound, setSound] = useState<Sound | null>();
  useEffect(() => {
    let made: AudioPlayer | null = null;
    let wanted = true;
    decodeAudio(bytes.slice().buffer).then(
      (buffer) => {
        if (!wanted) return;
        made = new AudioPlayer(buffer);
        setSound({ player: made, path: peaksPath(peaksOf(buffer.getChannelData(0), PEAKS), WIDTH, HEIGHT) });
      },
      () => {
        if (wanted) setSound(null);
      },
    );
    return () => {
      wanted = false;
      made?.drop();
    };
  }, [bytes]);
  return sound;
}

function Player({ player, path }: Sound) {
  const [now, setNow] = useState(STILL);
  useEffect(() => {
    const timer = setInterval(() => setNow(player.now()), LOOK_EVERY);
    return () => clearInterval(timer);
  }, [player]);
  const act = (run: () => void): void => {
    run();
    setNow(player.now());
  };
  const x = player.length === 0 ? 0 : (now.at / player.length) * WIDTH;
  return (
    <>
      <svg
        className="waveform"
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
        role="img"
        aria-label={TEXTS.waveform}
      >
        <path d={path} className="waveform-peaks" />
        <line x1={x} x2={x} y1={0} y2={HEIGHT} className="waveform-at" />
      </svg>
      <Transport
        {...now}
        length={player.length}
        onPlay={(play) => act(() => (play ? player.play() : player.pause()))}
        onSeek={(to) => act(() => player.seek(to))}
        onRate={(rate) => act(() => player.setRate(rate))}
      />
    </>
  );
}

export function AudioView({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const sound = useSound(bytes);
  if (sound === undefined) return <Loading label={TEXTS.decoding} />;
  return sound === null ? <Alert tone="caution" title={TEXTS.notReadable} /> : <Player {...sound} />;
}
