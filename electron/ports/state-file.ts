/** Small values that survive a restart, by slot: sealed text, or what is public (a certificate). Never a secret or a person in clear. */
export interface StateFile {
  read(slot: string): string | null;
  /** Atomic: the old value or the new one, whatever happens. */
  write(slot: string, value: string): void;
  remove(slot: string): void;
  /** Names of the slots that hold something. */
  slots(): readonly string[];
}
