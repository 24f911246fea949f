/**
 * Statements that look a plate, name, phone, number, VIN or address up in its index: each gives record rows with the
 * strength of the match, and only by mentions whose tags the asker may find.
 */
import type { Anchor } from '../common/asked.ts';
import { BANDS } from '../common/order.ts';
import { wordsOf } from '../../../../shared/records/query/normalise.ts';
import type { Bindings } from './bindings.ts';
import { allOf, anyOf, phraseIn, wordIn } from './lexemes.ts';
import { LOOK_ALIKE } from './record-lines.ts';

/** Greater than every character that normal forms hold, so that [text, text + LAST) is "starts with". */
const LAST = '\u{10FFFF}';

export interface Looking {
  readonly bind: Bindings;
  /** Conditions every mention has to hold: its tags, its time. Begins with AND, or empty. */
  readonly limits: string;
  /** Questions the words of a mention have to answer besides: its source, kind, precinct and year. */
  readonly tags: readonly string[];
}

const byNorm = (looking: Looking, type: string, condition: string, band: string): string =>
  `SELECT m.row, ${band} AS band FROM mention m WHERE m.type = '${type}' AND ${condition}${looking.limits}`;

const starts = ({ bind }: Looking, column: string, text: string): string =>
  `${column} >= ${bind.text(text)} AND ${column} < ${bind.text(text + LAST)}`;

const equals = ({ bind }: Looking, column: string, text: string): string => `${column} = ${bind.text(text)}`;

function identifier(looking: Looking, anchor: Extract<Anchor, { on: 'identifier' }>): readonly string[] {
  const kind = anchor.kind === null ? '' : ` AND r.kind = ${looking.bind.text(anchor.kind)}`;
  const own = (condition: string, band: number): string =>
    `SELECT r.row, ${String(band)} AS band FROM hit r WHERE ${condition}${kind}`;
  const found = [
    own(equals(looking, 'r.number_norm', anchor.norm), BANDS.number),
    byNorm(looking, 'identifier', equals(looking, 'm.norm', anchor.norm), String(BANDS.exact)),
    byNorm(looking, 'serial', equals(looking, 'm.norm', anchor.norm.replaceAll('-', '')), String(BANDS.exact)),
  ];
  if (anchor.prefix === null) return found;
  return [
    ...found,
    own(starts(looking, 'r.number_norm', anchor.prefix), BANDS.starts),
    byNorm(looking, 'identifier', starts(looking, 'm.norm', anchor.prefix), String(BANDS.starts)),
    byNorm(looking, 'serial', starts(looking, 'm.norm', anchor.prefix.replaceAll('-', '')), String(BANDS.starts)),
  ];
}

const bandOfCode = ({ bind }: Looking, norm: string): string => {
  const value = bind.text(norm);
  return `CASE WHEN m.norm = ${value} THEN ${BANDS.exact} WHEN starts_with(m.norm, ${value}) THEN ${BANDS.starts} ELSE ${BANDS.found} END`;
};

/** Anywhere inside: three letters or more by their pieces; two by reading all codes of that type. */
const inside = ({ bind }: Looking, norm: string): string =>
  norm.length < 3 ? `strpos(m.norm, ${bind.text(norm)}) > 0` : `m.norm LIKE ${bind.text(`%${norm}%`)}`;

/** A look-alike form is kept apart only where it is not the plate itself. */
function plate(looking: Looking, anchor: Extract<Anchor, { on: 'plate' }>): readonly string[] {
  const { norm, match, state, lookAlike } = anchor;
  const condition = {
    exact: () => equals(looking, 'm.norm', norm),
    starts: () => starts(looking, 'm.norm', norm),
    contains: () => inside(looking, norm),
  }[match]();
  // A plate seen without its state may be of any.
  const ofState = state === null ? '' : ` AND (m.state IS NULL OR m.state = ${looking.bind.text(state)})`;
  if (!lookAlike) return [byNorm(looking, 'plate', condition, bandOfCode(looking, norm)) + ofState];
  return ['plate', LOOK_ALIKE].map((type) => byNorm(looking, type, condition, String(BANDS.sounds)) + ofState);
}

/** The words of names and of addresses are in columns of their own, which says their type. */
const byWords = (looking: Looking, question: string, band: string): string =>
  `SELECT m.row, ${band} AS band FROM mention m
    WHERE m.words @@ ${looking.bind.question(allOf([question, ...looking.tags]))}${looking.limits}`;

function name(looking: Looking, { words, alike }: Extract<Anchor, { on: 'name' }>): readonly string[] {
  const begun = (word: string): string => wordIn(['person'], word, true);
  const found = [byWords(looking, allOf(words.map(begun)), String(BANDS.found))];
  if (alike === null) return found;
  const loose = words.map((word, at) =>
    anyOf([begun(word), ...(alike[at] ?? []).map(({ text }) => wordIn(['person'], text, false))]),
  );
  // One word misheard beyond recognition: the others must sound alike and its first letter must be right.
  const odd = words.length < 2 ? [] : words.map((word, at) => loose.with(at, begun(word.slice(0, 1))));
  return [...found, byWords(looking, anyOf([loose, ...odd].map(allOf)), String(BANDS.sounds))];
}

function address(looking: Looking, anchor: Extract<Anchor, { on: 'address' }>): string {
  const question = allOf(anchor.words.map(({ text, prefix }) => phraseIn(['address'], wordsOf(text), prefix)));
  return byWords(looking, question, bandOfCode(looking, anchor.norm));
}

const phoneBand = (digits: string): string => String(digits.length === 10 ? BANDS.exact : BANDS.found);

/** Statements of one anchor; the record must be in one of them. */
function lookUps(looking: Looking, anchor: Anchor): readonly string[] {
  switch (anchor.on) {
    case 'identifier':
      return identifier(looking, anchor);
    case 'plate':
      return plate(looking, anchor);
    case 'vin':
      return [byNorm(looking, 'vin', inside(looking, anchor.norm), bandOfCode(looking, anchor.norm))];
    case 'phone':
      return [byNorm(looking, 'phone', starts(looking, 'm.norm', anchor.digits), phoneBand(anchor.digits))];
    case 'name':
      return name(looking, anchor);
    case 'address':
      return [address(looking, anchor)];
  }
}

/** A table of rows and the best band of each, for `WITH`. */
export const anchorTable = (looking: Looking, anchor: Anchor): string =>
  `SELECT row, max(band) AS band FROM (${lookUps(looking, anchor).join('\nUNION ALL ')}) AS found GROUP BY row`;
