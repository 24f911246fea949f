/** Whether the gateway can be reached: told by what every request met, and by a probe while it can't. Not a phase of the session. */
import type { Fault } from '../../../shared/faults/faults.ts';
import type { Clock } from '../../ports/clock.ts';

/** Milliseconds between probes while the link is down. */
export const PROBE_EVERY_MS = 3_000;

export interface LinkState {
  readonly state: 'up' | 'down' | 'unknown';
  /** ISO time. */
  readonly since: string;
  readonly fault?: Fault;
}

export interface LinkWatch {
  current(): LinkState;
  met(outcome: 'answered' | Fault): void;
  start(): void;
  stop(): void;
}

export function createLinkWatch(parts: {
  readonly clock: Clock;
  /** Resolves when the gateway answered; what it met is reported through {@link LinkWatch.met}. */
  readonly probe: () => Promise<void>;
  readonly changed: () => void;
}): LinkWatch {
  const { clock } = parts;
  const nowIso = (): string => new Date(clock.now()).toISOString();
  let link: LinkState = { state: 'unknown', since: nowIso() };
  let cancel: (() => void) | null = null;
  let running = false;

  const probeNow = (): void => {
    cancel = null;
    const again = (): void => {
      if (running && link.state !== 'up' && cancel === null) cancel = clock.after(PROBE_EVERY_MS, probeNow);
    };
    parts.probe().then(again, again);
  };

  return {
    current: () => link,
    met: (outcome) => {
      const state = outcome === 'answered' ? 'up' : 'down';
      const same = link.state === state && link.fault?.code === (outcome === 'answered' ? undefined : outcome.code);
      if (same) return;
      link = { state, since: nowIso(), ...(outcome === 'answered' ? {} : { fault: { code: outcome.code } }) };
      if (running && state === 'down') cancel ??= clock.after(PROBE_EVERY_MS, probeNow);
      parts.changed();
    },
    start: () => {
      running = true;
      probeNow();
    },
    stop: () => {
      running = false;
      cancel?.();
      cancel = null;
    },
  };
}
