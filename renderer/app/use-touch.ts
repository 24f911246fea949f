/** Tells main that somebody is there (AC-11). Only that: neither keys nor places. */
import { useEffect } from 'react';
import { useBridge } from '../bridge/bridge-context.ts';

/** Milliseconds between two words of it; far below the shortest idle limit. */
const EVERY = 5_000;
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

export function useTouch(): void {
  const bridge = useBridge();
  useEffect(() => {
    let last = 0;
    const onSign = (event: Event): void => {
      if (event.timeStamp - last < EVERY) return;
      last = event.timeStamp;
      void bridge.call('session.touch', {});
    };
    for (const sign of SIGNS) globalThis.addEventListener(sign, onSign, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS) globalThis.removeEventListener(sign, onSign, { capture: true });
    };
  }, [bridge]);
}
