/** What the operating system says of the person's presence. Its events only ever lock earlier; Linux sends none. */
export interface Presence {
  /** Calls when the screen is locked or the machine suspends; `resumed` when time may have jumped. Returns the way to stop. */
  watch(listener: (event: 'screen' | 'suspend' | 'resumed') => void): () => void;
}
