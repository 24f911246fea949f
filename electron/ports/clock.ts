/** Time as the workstation's core sees it, and the only way it waits; tests move it. */
export interface Clock {
  /** Milliseconds since the epoch (UTC). May jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds that never run backwards; for durations. */
  monotonic(): number;
  /** Calls once after at least `ms` milliseconds; returns the way to stop it. Never keeps the process alive by itself. */
  after(ms: number, action: () => void): () => void;
}
