/** Small opaque values that survive a restart: sealed text by slot. It is never given anything readable. */
export interface StateFile {
  read(slot: string): string | null;
  /** Atomic: the old value or the new one, whatever happens. */
  write(slot: string, value: string): void;
  remove(slot: string): void;
}
