/**
 * The shapes of record numbers of every kind, and how a number typed loosely becomes the canonical one.
 * Pure data and functions; never asks whether the number exists.
 */
import type { RecordKind } from '../kind.ts';

export interface RecordNumber {
  /** Upper case, dashes in place, padded with zeros: `2026-113-004512`. */
  readonly value: string;
  readonly kind?: RecordKind;
}

interface Shape {
  readonly kind?: RecordKind;
  /** Matched against text whose separators are single dashes, upper case. Every quantifier is bounded. */
  readonly pattern: RegExp;
  readonly build: (groups: readonly string[]) => string;
}

const pad = (digits: string | undefined, width: number): string => (digits ?? '').padStart(width, '0');
const precinct = (digits: string | undefined): string => (digits ?? '').replace(/^0+(?=\d)/, '').padStart(3, '0');
const YEAR = '((?:19|20)\\d{2})';
const YEAR2 = '(\\d{2})';

const SHAPES: readonly Shape[] = [
  {
    kind: 'collision',
    pattern: new RegExp(`^MV-?${YEAR}-(\\d{1,3})-(\\d{1,6})$`),
    build: ([year, pct, serial]) => `MV-${year ?? ''}-${precinct(pct)}-${pad(serial, 6)}`,
  },
  /** Rows of the published collisions that came without their id: numbered by their content. */
  { kind: 'collision', pattern: /^NYC-?([0-9A-F]{16})$/, build: ([hash]) => `NYC-${hash ?? ''}` },
  {
    kind: 'order',
    pattern: new RegExp(`^OP-?${YEAR}-(\\d{1,3})-(\\d{1,5})$`),
    build: ([year, pct, serial]) => `OP-${year ?? ''}-${precinct(pct)}-${pad(serial, 5)}`,
  },
  {
    kind: 'stolen',
    pattern: new RegExp(`^NYS-?${YEAR}-(\\d{1,6})$`),
    build: ([year, serial]) => `NYS-${year ?? ''}-${pad(serial, 6)}`,
  },
  {
    kind: 'call911',
    pattern: new RegExp(`^J-?${YEAR2}-(\\d{1,3})-(\\d{1,6})$`),
    build: ([year, pct, serial]) => `J${year ?? ''}-${precinct(pct)}-${pad(serial, 6)}`,
  },
  {
    kind: 'warrant',
    pattern: new RegExp(`^W-?${YEAR2}-(\\d{1,6})$`),
    build: ([year, serial]) => `W${year ?? ''}-${pad(serial, 6)}`,
  },
  {
    kind: 'warrant',
    pattern: /^(SCI|CR|IND|DOC|SCIQ)-?(\d{4,6})-(\d{4})$/,
    build: ([court, serial, year]) => `${court ?? ''}-${serial ?? ''}-${year ?? ''}`,
  },
  {
    pattern: /^(FOIL|DISC|REQ|LOG|AUD)-?(\d{4})-(\d{3,6})$/,
    build: ([series, year, serial]) => `${series ?? ''}-${year ?? ''}-${serial ?? ''}`,
  },
  {
    kind: 'public',
    pattern: /^(DMV|PR|DOS|ACRIS)-?([A-Z]{2,4})-?(\d{3,7})$/,
    build: ([agency, series, serial]) => `${agency ?? ''}-${series ?? ''}-${serial ?? ''}`,
  },
  {
    kind: 'arrest',
    pattern: /^([BKMQS])-?(\d{8})$/,
    build: ([borough, serial]) => `${borough ?? ''}${serial ?? ''}`,
  },
  {
    kind: 'complaint',
    pattern: new RegExp(`^${YEAR}-(\\d{1,3})-(\\d{1,6})$`),
    build: ([year, pct, serial]) => `${year ?? ''}-${precinct(pct)}-${pad(serial, 6)}`,
  },
  {
    kind: 'case',
    pattern: new RegExp(`^(\\d{1,3})-${YEAR}-(\\d{1,5})$`),
    build: ([pct, year, serial]) => `${precinct(pct)}-${year ?? ''}-${pad(serial, 5)}`,
  },
  /** A docket of any other court: letters, number, year. */
  {
    kind: 'warrant',
    pattern: /^([A-Z]{2,4})-(\d{4,6})-((?:19|20)\d{2})$/,
    build: ([court, serial, year]) => `${court ?? ''}-${serial ?? ''}-${year ?? ''}`,
  },
];

/** Complete runs of digits typed without dashes: `20261134512` cannot be cut safely, `2026113004512` can. */
const UNDASHED: readonly Shape[] = [
  {
    kind: 'complaint',
    pattern: new RegExp(`^${YEAR}(\\d{3})(\\d{6})$`),
    build: (groups) => groups.join('-'),
  },
  {
    kind: 'collision',
    pattern: new RegExp(`^MV${YEAR}(\\d{3})(\\d{6})$`),
    build: (groups) => `MV-${groups.join('-')}`,
  },
  { kind: 'order', pattern: new RegExp(`^OP${YEAR}(\\d{3})(\\d{5})$`), build: (groups) => `OP-${groups.join('-')}` },
  { kind: 'stolen', pattern: new RegExp(`^NYS${YEAR}(\\d{6})$`), build: (groups) => `NYS-${groups.join('-')}` },
  {
    kind: 'call911',
    pattern: /^J(\d{2})(\d{3})(\d{6})$/,
    build: ([year, pct, serial]) => `J${year ?? ''}-${pct ?? ''}-${serial ?? ''}`,
  },
  { kind: 'warrant', pattern: /^W(\d{2})(\d{6})$/, build: ([year, serial]) => `W${year ?? ''}-${serial ?? ''}` },
  { kind: 'case', pattern: new RegExp(`^(\\d{3})${YEAR}(\\d{5})$`), build: (groups) => groups.join('-') },
];

/** Longest text that can still be a number: 40 characters, as a term allows. */
const MAX_LENGTH = 40;
const SEPARATORS = /[\s\-–—./#_]+/g;

/** Upper case with single dashes between its pieces; empty when it has a character no number has. */
function dashed(text: string): string {
  if (text.length > MAX_LENGTH) return '';
  const folded = text.trim().toUpperCase().replace(SEPARATORS, '-').replace(/^-/, '').replace(/-$/, '');
  return /^[A-Z0-9-]+$/.test(folded) ? folded : '';
}

/**
 * The canonical number that a text is, when its shape is one of a kind's. Runs of digits alone (invoice, data set
 * keys) are not told here: see {@link readDigits}.
 */
export function readRecordNumber(text: string): RecordNumber | null {
  const candidate = dashed(text);
  if (candidate === '' || !/\d/.test(candidate)) return null;
  for (const shape of SHAPES) {
    const found = shape.pattern.exec(candidate);
    if (found) return numbered(shape, found);
  }
  const joined = candidate.replaceAll('-', '');
  if (joined !== candidate) return null;
  for (const shape of UNDASHED) {
    const found = shape.pattern.exec(joined);
    if (found) return numbered(shape, found);
  }
  return null;
}

/** The beginning of a number, far enough to be nothing else: `2026-113`, `MV-2026-113`, `J26-113`. */
const BEGINNING =
  /^(?:(?:19|20)\d{2}-\d{3}|(?:MV|OP)-(?:19|20)\d{2}(?:-\d{1,3})?|NYS-(?:19|20)\d{2}|J\d{2}-\d{1,3}|DMV-[A-Z]{2,4})$/;

/** The beginning of a record's number, as typed in upper case, or null. */
export function readBeginning(text: string): RecordNumber | null {
  const candidate = dashed(text);
  return BEGINNING.test(candidate) ? { value: candidate } : null;
}

function numbered(shape: Shape, found: RegExpExecArray): RecordNumber {
  const value = shape.build(found.slice(1));
  return shape.kind === undefined ? { value } : { value, kind: shape.kind };
}

/**
 * What a run of digits alone may number: 10 an invoice; 9 a complaint or arrest and 8 a 311 call of the public data
 * sets; 7 a collision. Best first, empty when the length fits none.
 */
export function readDigits(digits: string): readonly RecordNumber[] {
  if (!/^\d{7,10}$/.test(digits)) return [];
  if (digits.length === 10) return [{ value: digits, kind: 'invoice' }];
  if (digits.length === 9) {
    return [{ value: digits }, { value: digits, kind: 'complaint' }, { value: digits, kind: 'arrest' }];
  }
  if (digits.length === 8) return [{ value: digits, kind: 'call311' }];
  return [{ value: digits, kind: 'collision' }];
}

/**
 * A record's number as indexed and as asked: the canonical form when the shape is known, otherwise upper case without
 * spaces. Empty when nothing remains. At most 40 characters.
 */
export function normaliseIdentifier(text: string): string {
  const known = readRecordNumber(text);
  if (known) return known.value;
  return text
    .toUpperCase()
    .replace(/[^A-Z0-9-]+/g, '')
    .slice(0, MAX_LENGTH);
}
