/**
 * How long each source usually takes, asked when somebody looks at the sources and not by itself. Tells of no source but
 * those the gateway told of.
 */
import { useCallback, useRef, useState } from 'react';
import type { SourceId } from '../../../shared/records/kind.ts';
import type { SourceUsual } from '../../../shared/records/search.ts';
import { useBridge } from '../../bridge/bridge-context.ts';

/** Milliseconds for which what was told stands: it is of hundreds of searches. */
const STANDS_MS = 60_000;

type Times = Readonly<Partial<Record<SourceId, SourceUsual>>>;

export interface SourceTimes {
  /** Null: not asked yet, or not answered. */
  readonly times: Times | null;
  readonly isShown: boolean;
  /** Somebody looks: asks, unless it is known. */
  readonly look: () => void;
  readonly toggle: () => void;
}

export function useSourceTimes(): SourceTimes {
  const bridge = useBridge();
  const [times, setTimes] = useState<Times | null>(null);
  const [isShown, setShown] = useState(false);
  const askedAt = useRef(-Infinity);
  const look = useCallback(() => {
    const now = performance.now();
    if (now - askedAt.current < STANDS_MS) return;
    askedAt.current = now;
    void bridge.call('source.states', {}).then((reply) => {
      if (!reply.ok) askedAt.current = -Infinity;
      setTimes(
        reply.ok
          ? Object.fromEntries(reply.value.sources.flatMap(({ source, usual }) => (usual ? [[source, usual]] : [])))
          : null,
      );
    });
  }, [bridge]);
  const toggle = useCallback(() => {
    if (!isShown) look();
    setShown(!isShown);
  }, [isShown, look]);
  return { times, isShown, look, toggle };
}
