/** Brings the first mark of a long text into a narrow cell: begins the text shortly before it. Pure; the whole text stays in the preview of the cell. */
interface Window {
  readonly text: string;
  readonly marks: readonly (readonly [number, number])[];
}

/** Characters that fit into the narrowest column. */
const FITS = 32;
/** Characters kept before the mark. */
const LEAD = 16;

export function markWindow(text: string, marks: readonly (readonly [number, number])[]): Window {
  const [first] = marks;
  if (first === undefined || first[1] <= FITS) return { text, marks };
  const space = text.indexOf(' ', Math.max(0, first[0] - LEAD));
  const from = space === -1 || space >= first[0] ? first[0] : space + 1;
  const shift = from - 2;
  return { text: `… ${text.slice(from)}`, marks: marks.map(([start, end]) => [start - shift, end - shift] as const) };
}
