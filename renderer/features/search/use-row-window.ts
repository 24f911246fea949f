/**
 * Which rows of a long list are in sight, all of the same height. React is told only when other rows must exist, not at every
 * pixel: the rows between move with the scrolled box by themselves.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** Rows kept above and below what is in sight. */
const AHEAD = 6;
/** At first and after a jump only what is in sight is drawn at once; the rest so much later. Milliseconds. */
const REST = 120;
/** The window moves in steps of so many rows. */
const STEP = 4;
/** Before the first layout. Pixels. */
const UNKNOWN = { width: 800, height: 600, unit: 1 };

interface Size {
  readonly width: number;
  readonly height: number;
  /** Pixels of a design pixel. */
  readonly unit: number;
}

export interface RowWindow {
  readonly box: RefObject<HTMLDivElement | null>;
  /** The rows that exist, from the first up to and without the last. */
  readonly from: number;
  readonly to: number;
  /** Rows that exist at once: a row's element is used again by the row so many places on. */
  readonly slots: number;
  /** Whole rows in sight. */
  readonly page: number;
  readonly width: number;
  readonly unit: number;
  readonly toTop: () => void;
  /** Scrolls no more than is needed to bring the row in sight. */
  readonly show: (row: number) => void;
}

interface WindowOf {
  readonly count: number;
  /** Pixels; also the height of the head that covers the top. */
  readonly rowHeight: number;
  /** Where it stands at first. Pixels. */
  readonly scroll: number;
  readonly onScroll: (scroll: number) => void;
}

function sizeOf(element: HTMLElement): Size {
  const unit = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--u'));
  return {
    // Without its scrollbar; what lays nothing out says nothing.
    width: element.clientWidth || element.offsetWidth || UNKNOWN.width,
    height: element.offsetHeight || UNKNOWN.height,
    unit: Number.isFinite(unit) ? unit : UNKNOWN.unit,
  };
}

const same = (one: Size, other: Size): boolean =>
  one.width === other.width && one.height === other.height && one.unit === other.unit;

/** A list that comes where one was has its size: drawn once, not once to be measured and once more. */
let lastSize = UNKNOWN;

const stepOf = (scroll: number, rowHeight: number): number => Math.floor(scroll / rowHeight / STEP) * STEP;

function useSize(box: RefObject<HTMLDivElement | null>, rowHeight: number): Size {
  const [size, setSize] = useState<Size>(lastSize);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => {
      lastSize = sizeOf(element);
      setSize((now) => (same(now, lastSize) ? now : lastSize));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, rowHeight]);
  return size;
}

/** Deepest place that is gone back to by itself: what lies above has to be fetched again. Pixels. */
const DEEPEST = 60_000;

/** Goes back to where the list was left, as soon as so many rows are there again; once the person scrolls, no more. */
function useStart(boxRef: RefObject<HTMLDivElement | null>, scroll: number, length: number): void {
  const wanted = useRef(Math.min(scroll, DEEPEST));
  useLayoutEffect(() => {
    const element = boxRef.current;
    if (element === null || wanted.current === 0) return;
    element.scrollTop = wanted.current;
    if (length >= wanted.current + element.offsetHeight) wanted.current = 0;
  }, [boxRef, length]);
  useEffect(() => {
    const element = boxRef.current;
    const leave = (): void => {
      wanted.current = 0;
    };
    for (const act of ['wheel', 'keydown', 'pointerdown'] as const) element?.addEventListener(act, leave);
    return () => {
      for (const act of ['wheel', 'keydown', 'pointerdown'] as const) element?.removeEventListener(act, leave);
    };
  }, [boxRef]);
}

interface Place {
  /** The first row in sight, in whole steps. */
  readonly first: number;
  /** Rows that exist above and below. */
  readonly ahead: number;
}

const withAhead = (place: Place): Place => (place.ahead === AHEAD ? place : { ...place, ahead: AHEAD });

interface PlaceOf extends Pick<WindowOf, 'scroll' | 'rowHeight' | 'onScroll'> {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly inSight: number;
}

/** Follows the scrolled box: a little way with rows ahead, so that none is missing; a jump draws no more than is seen. */
function usePlace({ box, scroll, rowHeight, inSight, onScroll }: PlaceOf): Place {
  const [place, setPlace] = useState<Place>(() => ({ first: stepOf(scroll, rowHeight), ahead: 0 }));
  const known = useRef(place.first);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    // The rows around those in sight come once the first have been seen.
    let rest: ReturnType<typeof setTimeout> | undefined = setTimeout(() => setPlace(withAhead), REST);
    const look = (): void => {
      const next = stepOf(element.scrollTop, rowHeight);
      if (next === known.current) return;
      const isJump = Math.abs(next - known.current) > inSight / 2;
      known.current = next;
      clearTimeout(rest);
      if (isJump) rest = setTimeout(() => setPlace({ first: next, ahead: AHEAD }), REST);
      // In the same frame: rows that come a frame late are seen as a gap.
      flushSync(() => setPlace({ first: next, ahead: isJump ? 0 : AHEAD }));
    };
    const follow = (): void => {
      onScroll(element.scrollTop);
      look();
    };
    // Rows of another height stand elsewhere, though nothing was scrolled.
    const first = requestAnimationFrame(look);
    element.addEventListener('scroll', follow, { passive: true });
    return () => {
      cancelAnimationFrame(first);
      // The rows around a jump must come, whatever ends this watch.
      if (rest !== undefined) setPlace(withAhead);
      clearTimeout(rest);
      element.removeEventListener('scroll', follow);
    };
  }, [box, inSight, onScroll, rowHeight]);
  return place;
}

export function useRowWindow({ count, rowHeight, scroll, onScroll }: WindowOf): RowWindow {
  const box = useRef<HTMLDivElement>(null);
  const { height, ...size } = useSize(box, rowHeight);
  useStart(box, scroll, count * rowHeight);
  const inSight = Math.ceil(height / rowHeight);
  const { first, ahead } = usePlace({ box, scroll, rowHeight, inSight, onScroll });
  // As many as exist now: while one jumps on and on, none is taken away and made again.
  const slots = inSight + STEP + 2 * ahead;
  const from = Math.max(0, Math.min(first, count - inSight) - ahead);
  const toTop = useCallback(() => {
    if (box.current !== null) box.current.scrollTop = 0;
  }, []);
  const show = useCallback(
    (row: number) => {
      const element = box.current;
      if (element === null) return;
      const top = row * rowHeight;
      const seen = element.offsetHeight - 2 * rowHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top > element.scrollTop + seen) element.scrollTop = top - seen;
    },
    [rowHeight],
  );
  const page = Math.max(1, Math.floor(height / rowHeight) - 2);
  return { box, from, to: Math.min(count, from + inSight + STEP + 2 * ahead), slots, page, ...size, toTop, show };
}
