/** Finds the characters of a shown text that answer a query, so that they can be highlighted. Offsets are UTF-16 units, end exclusive. */
import { foldText } from '../../../../shared/records/query/clean-text.ts';

export type Mark = readonly [number, number];
const MOST_MARKS = 20;

/** The run of letters and digits that equals `needle` when everything else is left out: `NY KLR-4821` marks `KLR-48` for `KLR48`. */
export function markCompact(text: string, needle: string): readonly Mark[] {
  const places: number[] = [];
  let compact = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    if (!/[A-Za-z0-9]/.test(unit)) continue;
    compact += unit.toUpperCase();
    places.push(at);
  }
  const wanted = needle.replace(/[^A-Za-z0-9]+/g, '').toUpperCase();
  const start = wanted === '' ? -1 : compact.indexOf(wanted);
  if (start < 0) return [];
  return [[places[start] ?? 0, (places[start + wanted.length - 1] ?? 0) + 1]];
}

export interface WordPattern {
  /** Folded: upper case, no accents. */
  readonly text: string;
  readonly prefix: boolean;
}

const answers = (folded: string, pattern: WordPattern): boolean =>
  pattern.prefix ? folded.startsWith(pattern.text) : folded === pattern.text;

/** Words of the text that one of the patterns answers. */
export function markWords(text: string, patterns: readonly WordPattern[]): readonly Mark[] {
  const marks: Mark[] = [];
  for (const found of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu)) {
    const word = found[0];
    const folded = foldText(word).replace(/['’]/g, '');
    const pattern = patterns.find((one) => answers(folded, one));
    if (!pattern) continue;
    const length = pattern.prefix && folded.length === word.length ? pattern.text.length : word.length;
    marks.push([found.index, found.index + length]);
    if (marks.length === MOST_MARKS) break;
  }
  return marks;
}

const LONGEST = 240;
const BEFORE = 60;

/** At most 240 characters around the first mark, the marks moved with them. */
export function excerpt(
  text: string,
  marks: readonly Mark[],
): { readonly text: string; readonly marks: readonly Mark[] } {
  if (text.length <= LONGEST) return { text, marks };
  const first = marks[0]?.[0] ?? 0;
  const from = first <= BEFORE ? 0 : text.indexOf(' ', first - BEFORE) + 1 || first - BEFORE;
  const start = from > first ? first : from;
  const cut = text.slice(start, start + LONGEST - 2);
  const lead = start > 0 ? '…' : '';
  const tail = start + cut.length < text.length ? '…' : '';
  const moved = marks
    .map(([a, b]): Mark => [a - start + lead.length, Math.min(b - start, cut.length) + lead.length])
    .filter(([a, b]) => a >= lead.length && a < b);
  return { text: `${lead}${cut}${tail}`, marks: moved };
}
