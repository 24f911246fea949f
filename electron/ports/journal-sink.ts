/** Where journal lines go. Lines are redacted before they arrive here. */
export interface JournalSink {
  append(line: string): void;
}
