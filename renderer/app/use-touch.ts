/** Tells main that somebody is there (AC-11). Only that: neither keys nor places. */
import { useCallback, useEffect, useRef } from 'react';
import { useBridge } from '../bridge/bridge-context.ts';

/** Milliseconds between two words of it; far below the shortest idle limit. */
const EVERY = 5_000;
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** @returns when main was last told (ms since the epoch): the idle lock counts from there. */
export function useTouch(): () => number {
  const bridge = useBridge();
  const toldAt = useRef(0);
  useEffect(() => {
    toldAt.current = Date.now();
    let last = 0;
    const onSign = (event: Event): void => {
      if (event.timeStamp - last < EVERY) return;
      last = event.timeStamp;
      toldAt.current = Date.now();
      void bridge.call('session.touch', {});
    };
    for (const sign of SIGNS) globalThis.addEventListener(sign, onSign, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS) globalThis.removeEventListener(sign, onSign, { capture: true });
    };
  }, [bridge]);
  return useCallback(() => toldAt.current, []);
}
