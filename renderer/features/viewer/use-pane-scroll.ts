/** Puts the page of a record back where it was, once, and remembers where it is. */
import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** How long the page waits before it remembers where it stands. Milliseconds. */
const SCROLL_REST = 200;
export const PANE_ID = 'record-pane';

interface Scroll {
  /** Pixels. */
  readonly scroll: number;
  readonly onScroll: (scroll: number) => void;
}

export function usePaneScroll({ scroll, onScroll }: Scroll): {
  readonly pane: RefObject<HTMLDivElement | null>;
  readonly remember: () => void;
} {
  const pane = useRef<HTMLDivElement>(null);
  const first = useRef(scroll);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** Where it stands and was not remembered yet. */
  const unsaid = useRef<number | null>(null);
  const latest = useRef(onScroll);
  useEffect(() => {
    latest.current = onScroll;
  });
  const tell = useCallback((): void => {
    clearTimeout(timer.current);
    const now = unsaid.current;
    unsaid.current = null;
    if (now !== null) latest.current(now);
  }, []);
  useLayoutEffect(() => {
    if (pane.current === null) return;
    pane.current.scrollTop = first.current;
    // The keys scroll the record at once; a dialog that is open keeps the focus.
    if (document.querySelector('[role="dialog"]') === null) pane.current.focus({ preventScroll: true });
  }, []);
  // Whoever goes to another record at once finds this one where they left it.
  useEffect(() => tell, [tell]);
  const remember = (): void => {
    clearTimeout(timer.current);
    unsaid.current = pane.current?.scrollTop ?? 0;
    timer.current = setTimeout(tell, SCROLL_REST);
  };
  return { pane, remember };
}
