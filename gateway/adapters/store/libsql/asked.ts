/**
 * A query made ready: each term in normal form with what the dictionary adds, computed once and used both to find
 * records (`anchors.ts`) and to say why one was found (`matching.ts`).
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
import type { RecordKind } from '../../../../shared/records/kind.ts';
import type { Term } from '../../../../shared/records/query/term.ts';
import type { Connection } from './connection.ts';
import { askedWords } from './full-text.ts';
import { reversed } from './index-entries.ts';
import { soundingLike } from './names.ts';

/** A word of an address: a prefix unless it is a number or a street type. */
export interface AddressWord {
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
    }
  | { readonly on: 'vin'; readonly norm: string }
  | { readonly on: 'phone'; readonly digits: string }
  | { readonly on: 'address'; readonly norm: string; readonly words: readonly AddressWord[] }
  | {
      readonly on: 'name';
      readonly words: readonly string[];
      /** For each word the words of the store that sound or look like it; null when only the letters count. */
      readonly alike: readonly (readonly string[])[] | null;
    };

export interface Asked {
  readonly anchors: readonly Anchor[];
  readonly words: readonly string[];
  readonly phrases: readonly string[];
  readonly offences: readonly string[];
  readonly excluded: readonly string[];
  readonly kinds: readonly RecordKind[];
  readonly precincts: readonly number[];
  readonly when: readonly { readonly from: string | null; readonly to: string | null }[];
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

function nameAnchor(database: Connection, value: string, sounds: boolean): Anchor | null {
  const words = normaliseName(value)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8);
  if (words.length === 0) return null;
  const alike = sounds ? words.map((word) => (word.length < 3 ? [] : soundingLike(database, word))) : null;
  return { on: 'name', words, alike };
}

function identifierAnchor(value: string, kind: RecordKind | undefined, prefixes: boolean): Anchor | null {
  const norm = normaliseIdentifier(value);
  if (norm === '') return null;
  const raw = value.toUpperCase().replace(/[^A-Z0-9-]+/g, '');
  return { on: 'identifier', norm, prefix: prefixes && raw.length >= 3 ? raw : null, kind: kind ?? null };
}

function anchorOf(database: Connection, term: Term, prefixes: boolean): Anchor | null | undefined {
  switch (term.type) {
    case 'identifier':
      return identifierAnchor(term.value, term.kind, prefixes);
    case 'plate':
      return { on: 'plate', norm: normalisePlate(term.value), match: term.match, state: term.state ?? null };
    case 'vin':
      return { on: 'vin', norm: normaliseVin(term.value) };
    case 'phone': {
      const digits = normalisePhone(term.value);
      return digits === '' ? null : { on: 'phone', digits: reversed(digits) };
    }
    case 'address':
      return addressAnchor(term.value);
    case 'name':
      return nameAnchor(database, term.value, term.match === 'sounds');
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

/** `prefixes`: record numbers are also looked up by how they begin, because nothing has the number itself. */
export function readTerms(database: Connection, terms: readonly Term[], prefixes: boolean): Asked {
  const anchors: Anchor[] = [];
  const texts = { words: [] as string[], phrase: [] as string[], offence: [] as string[], exclude: [] as string[] };
  const kinds: RecordKind[] = [];
  const precincts: number[] = [];
  const when: { from: string | null; to: string | null }[] = [];
  let hopeless = false;
  for (const term of terms) {
    const anchor = anchorOf(database, term, prefixes);
    if (anchor) anchors.push(anchor);
    else if (anchor === null) hopeless = true;
    else if (term.type === 'kind') kinds.push(term.value);
    else if (term.type === 'precinct') precincts.push(term.value);
    else if (term.type === 'when') when.push({ from: term.from ?? null, to: term.to ?? null });
    else if (term.type === 'words' || term.type === 'phrase' || term.type === 'offence' || term.type === 'exclude') {
      const readable = askedWords(term.value).length > 0;
      if (readable) texts[term.type].push(term.value);
      else if (term.type !== 'exclude') hopeless = true;
    }
  }
  return {
    anchors,
    words: texts.words,
    phrases: texts.phrase,
    offences: texts.offence,
    excluded: texts.exclude,
    kinds,
    precincts,
    when,
    hopeless,
  };
}
