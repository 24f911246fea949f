/** Brings the first mark of a long text into a narrow cell: begins the text shortly before it. Pure; the whole text stays in the preview of the cell. */
interface Window {
  readonly text: string;
  readonly marks: readonly (readonly [number, number])[];
}

/** @param fits Characters that the cell has room for; half of them may stand before the mark, more where the text ends soon after it. */
export function markWindow(text: string, marks: readonly (readonly [number, number])[], fits: number): Window {
  const [first] = marks;
  if (first === undefined || text.length <= fits || first[1] <= fits - 2) return { text, marks };
  const wanted = Math.max(Math.floor(fits / 2), fits - 2 - (text.length - first[0]));
  const lead = Math.min(wanted, Math.max(0, fits - (first[1] - first[0]) - 4));
  const space = text.indexOf(' ', Math.max(0, first[0] - lead));
  const from = space === -1 || space >= first[0] ? first[0] : space + 1;
  const shift = from - 2;
  return { text: `… ${text.slice(from)}`, marks: marks.map(([start, end]) => [start - shift, end - shift] as const) };
}
