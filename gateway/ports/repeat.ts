/** Does something again and again while the gateway runs. */
export interface Repeat {
  /** Every `everyMs` milliseconds; answers what stops it. `work` sees to its own failures. */
  every(everyMs: number, work: () => Promise<void>): () => void;
}
