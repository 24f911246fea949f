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

function markOf(word: string, at: number, patterns: readonly WordPattern[]): Mark | null {
  const folded = foldText(word).replace(/['’]/g, '');
  const pattern = patterns.find((one) => answers(folded, one));
  if (!pattern) return null;
  const length = pattern.prefix && folded.length === word.length ? pattern.text.length : word.length;
  return [at, at + length];
}

/** Most text is: its words can be told by their characters' codes. */
const PLAIN = /^[\t\n\r -~]*$/;
const [SMALL, CAPITAL, DIGIT, APOSTROPHE] = [0x61, 0x41, 0x30, 0x27];
const isLetter = (code: number): boolean =>
  (code >= SMALL && code < SMALL + 26) || (code >= CAPITAL && code < CAPITAL + 26);
const isWordly = (code: number): boolean => isLetter(code) || (code >= DIGIT && code < DIGIT + 10);
const upper = (code: number): number => (code >= SMALL ? code - SMALL + CAPITAL : code);

/** The end of a word of plain text: letters and digits, then letters after an apostrophe, any number of times. */
function wordEnd(text: string, start: number): number {
  let at = start;
  while (isWordly(text.charCodeAt(at))) at += 1;
  while (text.charCodeAt(at) === APOSTROPHE && isLetter(text.charCodeAt(at + 1))) {
    at += 2;
    while (isLetter(text.charCodeAt(at))) at += 1;
  }
  return at;
}

/** Only words that begin as one of the patterns does are looked at. */
function markPlain(text: string, patterns: readonly WordPattern[]): readonly Mark[] {
  const marks: Mark[] = [];
  const firsts = new Set(patterns.map((pattern) => pattern.text.charCodeAt(0)));
  for (let at = 0; at < text.length && marks.length < MOST_MARKS;) {
    const code = text.charCodeAt(at);
    if (!isWordly(code)) {
      at += 1;
      continue;
    }
    const end = wordEnd(text, at);
    const mark = firsts.has(upper(code)) ? markOf(text.slice(at, end), at, patterns) : null;
    if (mark) marks.push(mark);
    at = end;
  }
  return marks;
}

/** Words of the text that one of the patterns answers. No pattern is empty. */
export function markWords(text: string, patterns: readonly WordPattern[]): readonly Mark[] {
  if (PLAIN.test(text)) return markPlain(text, patterns);
  const marks: Mark[] = [];
  for (const found of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu)) {
    const mark = markOf(found[0], found.index, patterns);
    if (mark) marks.push(mark);
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
