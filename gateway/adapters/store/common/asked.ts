/**
 * A query made ready: each term in normal form with what the dictionary adds, computed once and used both to find
 * records and to say why one was found (`matching.ts`). Every store reads terms here.
 */
import {
  normaliseAddress,
  normaliseIdentifier,
  normaliseName,
  normalisePhone,
  normalisePlate,
  normaliseVin,
  STREET_WORDS,
} from '../../../../shared/records/query/normalise.ts';
import { lookAlikeForm } from '../../../../shared/records/query/look-alikes.ts';
import type { RecordKind } from '../../../../shared/records/kind.ts';
import type { Term } from '../../../../shared/records/query/term.ts';
import { askedWords } from './asked-words.ts';
import { reversed } from './index-entries.ts';
import type { AlikeWord, AlikeWords } from './name-words.ts';
import type { Pass } from './paging.ts';
import { ALL_ROWS, overlap, rowsBetween, type RowRange } from './row-number.ts';

/** A word of an address: a prefix unless it is a number or a street type. */
interface AddressWord {
  readonly text: string;
  readonly prefix: boolean;
}

export type Anchor =
  | {
      readonly on: 'identifier';
      readonly norm: string;
      readonly prefix: string | null;
      readonly kind: RecordKind | null;
    }
  | {
      readonly on: 'plate';
      readonly norm: string;
      readonly match: 'exact' | 'starts' | 'contains';
      readonly state: string | null;
      /** `norm` is the look-alike form, to be found in the look-alike forms of plates. */
      readonly lookAlike: boolean;
    }
  | { readonly on: 'vin'; readonly norm: string }
  | { readonly on: 'phone'; readonly digits: string }
  | { readonly on: 'address'; readonly norm: string; readonly words: readonly AddressWord[] }
  | {
      readonly on: 'name';
      readonly words: readonly string[];
      /** For each word the words of the store that stand for it; null when only the letters count. */
      readonly alike: readonly (readonly AlikeWord[])[] | null;
    };

export interface Asked {
  readonly anchors: readonly Anchor[];
  readonly words: readonly string[];
  readonly phrases: readonly string[];
  readonly offences: readonly string[];
  readonly excluded: readonly string[];
  readonly kinds: readonly RecordKind[];
  readonly precincts: readonly number[];
  /** Numbers of the records between the moments asked for. */
  readonly range: RowRange;
  /** Minutes of the day, both inclusive; over midnight when `to` is less. All must hold. */
  readonly hours: readonly { readonly from: number; readonly to: number }[];
  /** A term in which nothing can be looked up (signs only): all terms must hold, so nothing is found. */
  readonly hopeless: boolean;
}

const STREET_TYPES = new Set(Object.values(STREET_WORDS));

function addressAnchor(value: string): Anchor | null {
  const norm = normaliseAddress(value);
  const words = norm.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return null;
  return {
    on: 'address',
    norm,
    words: words.map((text, at) => ({
      text,
      prefix: at === words.length - 1 || !(/^[\d-]+$/.test(text) || STREET_TYPES.has(text)),
    })),
  };
}

const MOST_NAME_WORDS = 8;

function nameAnchor(alikeWords: AlikeWords, value: string, sounds: boolean): Anchor | null {
  const words = normaliseName(value)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, MOST_NAME_WORDS);
  if (words.length === 0) return null;
  return { on: 'name', words, alike: sounds ? words.map(alikeWords) : null };
}

function identifierAnchor(value: string, kind: RecordKind | undefined, prefixes: boolean): Anchor | null {
  const norm = normaliseIdentifier(value);
  if (norm === '') return null;
  const raw = value.toUpperCase().replace(/[^A-Z0-9-]+/g, '');
  return { on: 'identifier', norm, prefix: prefixes && raw.length >= 3 ? raw : null, kind: kind ?? null };
}

function plateAnchor({ value, match, state }: Extract<Term, { type: 'plate' }>, lookAlike: boolean): Anchor {
  const norm = normalisePlate(value);
  return { on: 'plate', norm: lookAlike ? lookAlikeForm(norm) : norm, match, state: state ?? null, lookAlike };
}

/** Null: a term in which nothing can be looked up. Undefined: no term by which a thing is looked up. */
function anchorOf(alike: AlikeWords, term: Term, pass: Pass): Anchor | null | undefined {
  switch (term.type) {
    case 'identifier':
      return identifierAnchor(term.value, term.kind, pass === 'number-prefix');
    case 'plate':
      return plateAnchor(term, pass === 'look-alike');
    case 'vin':
      return { on: 'vin', norm: normaliseVin(term.value) };
    case 'phone': {
      const digits = normalisePhone(term.value);
      return digits === '' ? null : { on: 'phone', digits: reversed(digits) };
    }
    case 'address':
      return addressAnchor(term.value);
    case 'name':
      return nameAnchor(alike, term.value, term.match === 'sounds');
    case 'when':
    case 'hours':
    case 'precinct':
    case 'kind':
    case 'offence':
    case 'words':
    case 'phrase':
    case 'exclude':
      return undefined;
  }
}

const TEXTS = ['words', 'phrase', 'offence', 'exclude'] as const;
type TextTerm = Extract<Term, { type: (typeof TEXTS)[number] }>;
const isText = (term: Term): term is TextTerm => TEXTS.some((type) => type === term.type);

const minuteOfHour = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** Numbers of the records that all `when` terms allow. */
const rangeOf = (terms: readonly Term[]): RowRange =>
  terms.reduce(
    (range, term) => (term.type === 'when' ? overlap(range, rowsBetween(term.from, term.to)) : range),
    ALL_ROWS,
  );

/** The terms made ready for one pass. Every store gives its own `alike`. */
export function readTerms(terms: readonly Term[], pass: Pass, alike: AlikeWords): Asked {
  const anchors = terms.map((term) => anchorOf(alike, term, pass));
  const texts = terms
    .filter(isText)
    .map(({ type, value }) => ({ type, value, readable: askedWords(value).length > 0 }));
  const textsOf = (type: TextTerm['type']): readonly string[] =>
    texts.filter((text) => text.type === type && text.readable).map(({ value }) => value);
  return {
    anchors: anchors.filter((anchor) => anchor != null),
    words: textsOf('words'),
    phrases: textsOf('phrase'),
    offences: textsOf('offence'),
    excluded: textsOf('exclude'),
    kinds: terms.flatMap((term) => (term.type === 'kind' ? [term.value] : [])),
    precincts: terms.flatMap((term) => (term.type === 'precinct' ? [term.value] : [])),
    range: rangeOf(terms),
    hours: terms.flatMap((term) =>
      term.type === 'hours' ? [{ from: minuteOfHour(term.from), to: minuteOfHour(term.to) }] : [],
    ),
    hopeless: anchors.includes(null) || texts.some(({ type, readable }) => type !== 'exclude' && !readable),
  };
}

const ANCHORS: readonly Term['type'][] = ['identifier', 'plate', 'vin', 'phone', 'address', 'name'];

/** Whether all that the terms find is found by as strong a match, so that the best are the newest. */
export function hasOneBand(terms: readonly Term[]): boolean {
  const [anchor, ...others] = terms.filter(({ type }) => ANCHORS.includes(type));
  if (anchor === undefined) return true;
  if (others.length > 0) return false;
  return (
    anchor.type === 'phone' ||
    (anchor.type === 'plate' && anchor.match === 'exact') ||
    (anchor.type === 'name' && anchor.match === 'prefix')
  );
}

/** The passes a query goes through until something is found; a later page stays in the pass of the first. */
export function passesOf(terms: readonly Term[]): readonly Pass[] {
  const passes: Pass[] = ['asked'];
  if (terms.some(({ type }) => type === 'identifier')) passes.push('number-prefix');
  if (terms.some(({ type }) => type === 'plate')) passes.push('look-alike');
  return passes;
}
