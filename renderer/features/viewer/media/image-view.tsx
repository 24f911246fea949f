/** An image on a canvas: zoom, turn, pan, by key and button. Drawn from memory; never an address. */
import { useEffect, useRef, useState } from 'react';
import { useActions } from '../../../app/actions/use-action.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Button } from '../../../ui/button.tsx';
import { TEXTS } from '../texts.ts';
import { FITTED, fitScale, moveFrame, type FrameMove, type ImageFrame } from './image-frame.ts';

const WIDTH = 820;
const HEIGHT = 460;

/** [move, label, key, shown as a button] */
const MOVES = [
  ['in', 'Zoom in', '=', true],
  ['out', 'Zoom out', '-', true],
  ['fit', 'Fit', '0', true],
  ['right', 'Turn right', 'R', true],
  ['left', 'Turn left', 'Shift+R', true],
  ['pan-left', 'Look left', 'ArrowLeft', false],
  ['pan-right', 'Look right', 'ArrowRight', false],
  ['pan-up', 'Look up', 'ArrowUp', false],
  ['pan-down', 'Look down', 'ArrowDown', false],
] as const satisfies readonly (readonly [FrameMove, string, string, boolean])[];

/** Undefined: being read; null: no image. */
function useBitmap(bytes: Uint8Array<ArrayBuffer>, type: string): ImageBitmap | null | undefined {
  const [bitmap, setBitmap] = useState<ImageBitmap | null>();
  useEffect(() => {
    let made: ImageBitmap | null = null;
    let wanted = true;
    createImageBitmap(new Blob([bytes], { type })).then(
      (image) => {
        if (!wanted) {
          image.close();
          return;
        }
        made = image;
        setBitmap(image);
      },
      () => {
        if (wanted) setBitmap(null);
      },
    );
    return () => {
      wanted = false;
      made?.close();
    };
  }, [bytes, type]);
  return bitmap;
}

function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap, frame: ImageFrame): void {
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.reset();
  pen.translate(WIDTH / 2 + frame.x, HEIGHT / 2 + frame.y);
  pen.rotate((frame.turns * Math.PI) / 2);
  const scale = fitScale(bitmap, { width: WIDTH, height: HEIGHT }, frame.turns) * frame.zoom;
  pen.scale(scale, scale);
  pen.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
}

interface ImageViewProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly label: string;
}
export function ImageView({ bytes, type, label }: ImageViewProps) {
  const bitmap = useBitmap(bytes, type);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [frame, setFrame] = useState(FITTED);
  const move = (to: FrameMove): void => setFrame((now) => moveFrame(now, to));
  useActions(
    MOVES.map(([to, name, keys]) => ({
      ...{ id: `media.${to}`, group: 'Media', label: name, run: () => move(to), inDialog: true },
      keys,
    })),
  );
  useEffect(() => {
    if (canvas.current !== null && bitmap) draw(canvas.current, bitmap, frame);
  }, [bitmap, frame]);
  if (bitmap === null) return <Alert tone="caution" title={TEXTS.notReadable} />;
  return (
    <>
      <canvas
        ref={canvas}
        className="media-image"
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={`${label}, ${String(Math.round(frame.zoom * 100))} %, turned ${String(frame.turns * 90)}°`}
        data-frame={`${frame.zoom.toFixed(2)} ${String(frame.turns)} ${String(frame.x)} ${String(frame.y)}`}
      />
      <div className="transport">
        {MOVES.filter(([, , , isButton]) => isButton).map(([to, name, keys]) => (
          <Button key={to} keys={keys} onPress={() => move(to)}>
            {name}
          </Button>
        ))}
      </div>
    </>
  );
}
