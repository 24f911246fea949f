/** Finds the words of the last search inside a text of a record, to mark them. Pure; looks only at what is already shown. */
import type { Term } from '../../../shared/records/query/term.ts';

export interface Needle {
  readonly text: string;
  /** Must begin at the start of a word. */
  readonly wordStart: boolean;
}

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

const needle = (text: string, wordStart: boolean): Needle => ({ text: text.toLowerCase(), wordStart });
const eachWord = (text: string): readonly Needle[] =>
  text
    .split(/[\s,;]+/)
    .filter((word) => word.length > 1)
    .map((word) => needle(word, true));

/** What to look for: terms that say how text reads. Days, kinds, precincts and exclusions mark nothing. */
export function needlesOf(terms: readonly Term[]): readonly Needle[] {
  return terms.flatMap((term) => {
    switch (term.type) {
      case 'plate':
        return [needle(term.value, term.match !== 'contains')];
      case 'identifier':
      case 'vin':
      case 'address':
      case 'offence':
      case 'phrase':
        return [needle(term.value, true)];
      case 'name':
      case 'words':
        return eachWord(term.value);
      case 'phone':
      case 'when':
      case 'hours':
      case 'precinct':
      case 'kind':
      case 'exclude':
        return [];
    }
  });
}

const isWordPart = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

function findAll(haystack: string, { text, wordStart }: Needle): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let at = haystack.indexOf(text); at !== -1; at = haystack.indexOf(text, at + text.length)) {
    if (!wordStart || !isWordPart(haystack[at - 1])) found.push([at, at + text.length]);
  }
  return found;
}

/** Splits a text along marks: sorted, clipped and joined where they overlap. */
export function piecesOf(text: string, marks: readonly (readonly [number, number])[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let read = 0;
  for (const [from, to] of [...marks].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(from, read);
    const end = Math.min(to, text.length);
    if (end <= start) continue;
    if (start > read) pieces.push({ text: text.slice(read, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    read = end;
  }
  if (read < text.length) pieces.push({ text: text.slice(read), marked: false });
  return pieces;
}

/** The text in pieces, marked where a needle stands. Case does not matter. */
export function highlight(text: string, needles: readonly Needle[]): readonly Piece[] {
  // Lower-casing may change the length of a few letters (İ); offsets would slip, so such a text stays unmarked.
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return [{ text, marked: false }];
  return piecesOf(
    text,
    needles.filter(({ text: sought }) => sought.length > 0).flatMap((sought) => findAll(lower, sought)),
  );
}
