/** Play, position and speed of a recording or video, by button and by key. */
import { useActions } from '../../../app/actions/use-action.ts';
import { Button } from '../../../ui/button.tsx';
import { TEXTS } from '../texts.ts';
import { lengthText } from './waveform.ts';

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
const SKIP = 5;
const GROUP = 'Media';

interface TransportProps {
  readonly isPlaying: boolean;
  /** Seconds. */
  readonly at: number;
  readonly length: number;
  readonly rate: number;
  readonly onPlay: (play: boolean) => void;
  readonly onSeek: (to: number) => void;
  readonly onRate: (rate: number) => void;
}

const nextRate = (rate: number, step: 1 | -1): number =>
  RATES[Math.min(RATES.length - 1, Math.max(0, RATES.findIndex((each) => each === rate) + step))] ?? 1;

export function Transport({ isPlaying, at, length, rate, onPlay, onSeek, onRate }: TransportProps) {
  const toggle = (): void => onPlay(!isPlaying);
  const action = (id: string, label: string, keys: string, run: () => void) => ({
    ...{ id: `media.${id}`, group: GROUP, label, keys, run },
    inDialog: true,
  });
  useActions([
    action('play', 'Play or pause', 'K', toggle),
    action('back', 'Back 5 seconds', 'ArrowLeft', () => onSeek(at - SKIP)),
    action('on', 'On 5 seconds', 'ArrowRight', () => onSeek(at + SKIP)),
    action('slower', 'Slower', ',', () => onRate(nextRate(rate, -1))),
    action('faster', 'Faster', '.', () => onRate(nextRate(rate, 1))),
  ]);
  return (
    <div className="transport">
      <Button tone="primary" keys="K" autoFocus onPress={toggle}>
        {isPlaying ? TEXTS.pause : TEXTS.play}
      </Button>
      <input
        type="range"
        aria-label={TEXTS.position}
        aria-valuetext={`${lengthText(at)} of ${lengthText(length)}`}
        {...{ min: 0, max: Math.max(length, 0.1), step: 0.1, value: at }}
        onChange={({ target }) => onSeek(Number(target.value))}
      />
      <span className="mono transport-time">{`${lengthText(at)} / ${lengthText(length)}`}</span>
      <Button keys="," aria-label="Slower" onPress={() => onRate(nextRate(rate, -1))}>
        –
      </Button>
      <span className="mono" role="status">{`${String(rate)}×`}</span>
      <Button keys="." aria-label="Faster" onPress={() => onRate(nextRate(rate, 1))}>
        +
      </Button>
    </div>
  );
}
