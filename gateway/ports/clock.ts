/** Time as the gateway sees it; tests move it. */
export interface Clock {
  /** Milliseconds since the epoch (UTC). May jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds that never run backwards; for durations and deadlines. */
  monotonic(): number;
}
