/** Splits a text along its marks. Pure; loses no character whatever the marks are. */
export interface MarkedPiece {
  readonly start: number;
  readonly text: string;
  readonly marked: boolean;
}

/** Marks are [start, end) offsets; they are sorted, clipped to the text and joined where they overlap. */
export function markPieces(text: string, marks: readonly (readonly [number, number])[]): readonly MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  const push = (start: number, end: number, marked: boolean): void => {
    if (end > start) pieces.push({ start, text: text.slice(start, end), marked });
  };
  let read = 0;
  for (const [from, to] of [...marks].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(from, read);
    const end = Math.min(to, text.length);
    if (end <= start) continue;
    push(read, start, false);
    push(start, end, true);
    read = end;
  }
  push(read, text.length, false);
  return pieces;
}
