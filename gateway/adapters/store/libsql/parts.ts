/**
 * The parts of a question: each thing asked for, and the text, as the lookups that find it. A record must be in every part,
 * in any lookup of it, and in none that is left out.
 */
import type { Anchor, Asked } from '../common/asked.ts';
import { BANDS } from '../common/order.ts';
import { readableColumns } from '../common/text-columns.ts';
import type { Wanted } from '../common/wanted.ts';
import { allOf, anyOf, beginning, everyPrefix, everyWord, inColumns, phrase, prefixed, quoted } from './full-text.ts';
import type { BegunWords, IndexTerms } from './index-terms.ts';
import { byMention, byMentionText, byNumber, byText, type Lookup } from './lookups.ts';

export interface Parts {
  /** At least one. */
  readonly found: readonly (readonly Lookup[])[];
  /** Records that are found here are left out. */
  readonly without: Lookup | null;
}

/** Letters of which every name has a word of its own, so that short beginnings cost no more than long ones. */
export const BEGINNINGS = 3;
/** Letters of a piece of a plate or VIN; the last piece of each is one letter shorter. */
const PIECE = 3;

/** Pieces of a code, one from each character on: `KLR48` gives `KLR LR4 R48 48`. */
export function piecesOf(code: string): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < Math.max(1, code.length - 1); at += 1) pieces.push(code.slice(at, at + PIECE));
  return pieces;
}

/** Anywhere inside a code: its pieces one after the other; two characters begin one. */
const inside = (norm: string): string =>
  norm.length < PIECE
    ? prefixed(norm)
    : quoted(
        piecesOf(norm)
          .filter((piece) => piece.length === PIECE)
          .join(' '),
      );

function identifier({ norm, prefix, kind }: Extract<Anchor, { on: 'identifier' }>): readonly Lookup[] {
  const serial = (text: string): string => text.replaceAll('-', '');
  const whole = { text: norm, whole: true };
  const found = [
    byNumber(whole, kind, BANDS.number),
    byMention('identifier', whole, BANDS.exact),
    byMention('serial', { text: serial(norm), whole: true }, BANDS.exact),
  ];
  if (prefix === null) return found;
  const begins = { text: prefix, whole: false };
  return [
    ...found,
    byNumber(begins, kind, BANDS.starts),
    byMention('identifier', begins, BANDS.starts),
    byMention('serial', { text: serial(prefix), whole: false }, BANDS.starts),
  ];
}

function plate({ norm, match, state, lookAlike }: Extract<Anchor, { on: 'plate' }>): readonly Lookup[] {
  if (lookAlike) {
    if (match === 'contains') {
      return [byMentionText('mention_grams', inColumns(['plate', 'look'], inside(norm)), BANDS.sounds, state)];
    }
    const form = { text: norm, whole: match === 'exact' };
    return [byMention('plate', form, BANDS.sounds, state), byMention('look', form, BANDS.sounds, state)];
  }
  const found = [byMention('plate', { text: norm, whole: true }, BANDS.exact, state)];
  if (match === 'exact') return found;
  found.push(byMention('plate', { text: norm, whole: false }, BANDS.starts, state));
  return match === 'starts'
    ? found
    : [...found, byMentionText('mention_grams', inColumns(['plate'], inside(norm)), BANDS.found, state)];
}

const vin = (norm: string): readonly Lookup[] => [
  byMention('vin', { text: norm, whole: true }, BANDS.exact),
  byMention('vin', { text: norm, whole: false }, BANDS.starts),
  byMentionText('mention_grams', inColumns(['vin'], inside(norm)), BANDS.found),
];

function name({ words, alike }: Extract<Anchor, { on: 'name' }>, terms: BegunWords): readonly Lookup[] {
  const begun = (word: string): string =>
    word.length <= BEGINNINGS ? inColumns(['begin'], quoted(word)) : inColumns(['person'], beginning(word, terms));
  const found = [byMentionText('mention_words', allOf(words.map(begun)), BANDS.found)];
  if (alike === null) return found;
  const loose = words.map((word, at) => {
    const others = (alike[at] ?? []).map(({ text }) => quoted(text));
    return others.length === 0 ? begun(word) : anyOf([begun(word), inColumns(['person'], anyOf(others))]);
  });
  // One word misheard beyond recognition: the others must sound alike and its first letter must be right.
  const odd = words.length < 2 ? [] : words.map((word, at) => loose.with(at, begun(word.slice(0, 1))));
  return [
    ...found,
    { ...byMentionText('mention_words', anyOf([loose, ...odd].map(allOf)), BANDS.sounds), broad: true },
  ];
}

function address({ norm, words }: Extract<Anchor, { on: 'address' }>, terms: BegunWords): readonly Lookup[] {
  const match = allOf(words.map(({ text, prefix }) => (prefix ? beginning(text, terms) : quoted(text))));
  return [
    byMention('address', { text: norm, whole: true }, BANDS.exact),
    byMention('address', { text: norm, whole: false }, BANDS.starts),
    byMentionText('mention_words', inColumns(['address'], match), BANDS.found),
  ];
}

function lookupsOf(anchor: Anchor, terms: BegunWords): readonly Lookup[] {
  switch (anchor.on) {
    case 'identifier':
      return identifier(anchor);
    case 'plate':
      return plate(anchor);
    case 'vin':
      return vin(anchor.norm);
    case 'phone': {
      const whole = anchor.digits.length === 10;
      return [byMention('phone', { text: anchor.digits, whole: false }, whole ? BANDS.exact : BANDS.found)];
    }
    case 'name':
      return name(anchor, terms);
    case 'address':
      return address(anchor, terms);
  }
}

const present = (expressions: readonly (string | null)[]): readonly string[] =>
  expressions.filter((expression) => expression !== null);

/** What the text must say, in the columns the asker may find; null when nothing is asked of it. */
function textMatch(asked: Asked, columns: readonly string[], terms: BegunWords): string | null {
  const texts = present([...asked.words.map((words) => everyWord(words, terms)), ...asked.phrases.map(phrase)]);
  const offences = present(asked.offences.map((words) => everyPrefix(words, terms)));
  if (texts.length + offences.length === 0) return null;
  return allOf([
    ...texts.map((text) => inColumns(columns, text)),
    ...offences.map((offence) => inColumns(['offence'], offence)),
  ]);
}

export function partsOf(asked: Asked, wanted: Wanted, terms: IndexTerms): Parts {
  const columns = readableColumns(wanted.hidden);
  const text = textMatch(asked, columns, terms.begun('text_term'));
  const excluded = present(asked.excluded.map(phrase));
  const without = excluded.length === 0 ? null : anyOf(excluded.map((one) => inColumns([...columns, 'offence'], one)));
  const anchors = asked.anchors.map((anchor) => lookupsOf(anchor, terms.begun('mention_term')));
  if (anchors.length === 0) {
    return { found: [[byText(text, without, text === null ? BANDS.filter : BANDS.words)]], without: null };
  }
  if (text !== null) return { found: [...anchors, [byText(text, without, BANDS.words)]], without: null };
  return { found: anchors, without: without === null ? null : byText(without, null, BANDS.words) };
}
