/** How an image stands in its frame: zoom, quarter turns, shift. Pure. */

export interface ImageFrame {
  /** 1: fits the frame. */
  readonly zoom: number;
  /** Quarter turns clockwise, 0 to 3. */
  readonly turns: number;
  /** Pixels of the frame. */
  readonly x: number;
  readonly y: number;
}
export const FITTED: ImageFrame = { zoom: 1, turns: 0, x: 0, y: 0 };

const STEP = 1.25;
const MOST = 16;
const PAN = 60;

export type FrameMove = 'in' | 'out' | 'right' | 'left' | 'fit' | 'pan-left' | 'pan-right' | 'pan-up' | 'pan-down';

const panned = (frame: ImageFrame, x: number, y: number): ImageFrame => ({ ...frame, x: frame.x + x, y: frame.y + y });

const MOVES: Readonly<Record<FrameMove, (frame: ImageFrame) => ImageFrame>> = {
  in: (frame) => ({ ...frame, zoom: Math.min(MOST, frame.zoom * STEP) }),
  out: (frame) => (frame.zoom / STEP <= 1 ? { ...frame, zoom: 1, x: 0, y: 0 } : { ...frame, zoom: frame.zoom / STEP }),
  right: (frame) => ({ ...frame, turns: (frame.turns + 1) % 4 }),
  left: (frame) => ({ ...frame, turns: (frame.turns + 3) % 4 }),
  fit: () => FITTED,
  'pan-left': (frame) => panned(frame, PAN, 0),
  'pan-right': (frame) => panned(frame, -PAN, 0),
  'pan-up': (frame) => panned(frame, 0, PAN),
  'pan-down': (frame) => panned(frame, 0, -PAN),
};

/** Zoom stays between fitted and sixteenfold; turning keeps the zoom. */
export const moveFrame = (frame: ImageFrame, move: FrameMove): ImageFrame => MOVES[move](frame);

/** Pixels of the frame per pixel of the image, so that it fits turned as it is. */
export function fitScale(
  image: { readonly width: number; readonly height: number },
  frame: { readonly width: number; readonly height: number },
  turns: number,
): number {
  const [width, height] = turns % 2 === 0 ? [image.width, image.height] : [image.height, image.width];
  return Math.min(frame.width / width, frame.height / height);
}
