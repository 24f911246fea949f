/**
 * Statements that look a plate, name, phone, number, VIN or address up in its index: each gives record rows with the
 * strength of the match, and only by mentions whose tags the asker may find.
 */
import type { Anchor } from './asked.ts';
import type { Bindings } from './bindings.ts';
import { allOf, anyOf, inColumns, prefixed, quoted } from './full-text.ts';
import { BANDS } from './order.ts';

/** Greater than every character that normal forms hold, so that [text, text + LAST) is "starts with". */
const LAST = '\u{10FFFF}';

interface Looking {
  readonly bind: Bindings;
  /** Name of the bound mask of hidden tags. */
  readonly hidden: string;
}

const visible = ({ hidden }: Looking): string => `(m.tags & ${hidden}) = 0`;

const byNorm = (looking: Looking, type: string, condition: string, band: string): string =>
  `SELECT m.record AS row, ${band} AS band FROM mention m INDEXED BY mention_norm WHERE m.type = '${type}' AND ${condition} AND ${visible(looking)}`;

const starts = (looking: Looking, column: string, text: string): string =>
  `${column} >= ${looking.bind.add(text)} AND ${column} < ${looking.bind.add(text + LAST)}`;

const equals = (looking: Looking, column: string, text: string): string => `${column} = ${looking.bind.add(text)}`;

function identifier(looking: Looking, anchor: Extract<Anchor, { on: 'identifier' }>): readonly string[] {
  const kind = anchor.kind === null ? '' : ` AND r.kind = ${looking.bind.add(anchor.kind)}`;
  const own = (condition: string, band: number): string =>
    `SELECT r.row AS row, ${band} AS band FROM record r INDEXED BY record_number WHERE ${condition}${kind}`;
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

const bandOfCode = (looking: Looking, norm: string): string => {
  const value = looking.bind.add(norm);
  return `CASE WHEN m.norm = ${value} THEN ${BANDS.exact} WHEN substr(m.norm, 1, ${norm.length}) = ${value} THEN ${BANDS.starts} ELSE ${BANDS.found} END`;
};

/** Anywhere inside a plate or VIN: three letters or more by their pieces; two by reading the index of that type. */
function contains(looking: Looking, type: 'plate' | 'vin', norm: string): string {
  const band = bandOfCode(looking, norm);
  if (norm.length < 3) return byNorm(looking, type, `instr(m.norm, ${looking.bind.add(norm)}) > 0`, band);
  return `SELECT m.record AS row, ${band} AS band FROM mention_grams g CROSS JOIN mention m ON m.id = g.rowid
    WHERE g.mention_grams MATCH ${looking.bind.add(quoted(norm))} AND m.type = '${type}' AND ${visible(looking)}`;
}

function plate(looking: Looking, anchor: Extract<Anchor, { on: 'plate' }>): string {
  const found =
    anchor.match === 'exact'
      ? byNorm(looking, 'plate', equals(looking, 'm.norm', anchor.norm), String(BANDS.exact))
      : anchor.match === 'starts'
        ? byNorm(looking, 'plate', starts(looking, 'm.norm', anchor.norm), bandOfCode(looking, anchor.norm))
        : contains(looking, 'plate', anchor.norm);
  // A plate seen without its state may be of any.
  return anchor.state === null
    ? found
    : `${found} AND (m.state IS NULL OR m.state = ${looking.bind.add(anchor.state)})`;
}

const byWords = (looking: Looking, match: string, type: string, band: string): string =>
  `SELECT m.record AS row, ${band} AS band FROM mention_words w CROSS JOIN mention m ON m.id = w.rowid
    WHERE w.mention_words MATCH ${looking.bind.add(match)} AND m.type = '${type}' AND ${visible(looking)}`;

function name(looking: Looking, anchor: Extract<Anchor, { on: 'name' }>): readonly string[] {
  const found = [
    byWords(looking, inColumns(['person'], allOf(anchor.words.map(prefixed))), 'person', String(BANDS.found)),
  ];
  const { alike, words } = anchor;
  if (alike === null) return found;
  const loose = words.map((word, at) => anyOf([prefixed(word), ...(alike[at] ?? []).map(quoted)]));
  found.push(byWords(looking, inColumns(['person'], allOf(loose)), 'person', String(BANDS.sounds)));
  if (words.length < 2) return found;
  // One word misheard beyond recognition: the others must sound alike and its first letter must be right.
  for (const [odd, word] of words.entries()) {
    const match = loose.map((expression, at) => (at === odd ? prefixed(word.slice(0, 1)) : expression));
    found.push(byWords(looking, inColumns(['person'], allOf(match)), 'person', String(BANDS.sounds)));
  }
  return found;
}

function address(looking: Looking, anchor: Extract<Anchor, { on: 'address' }>): string {
  const match = allOf(anchor.words.map(({ text, prefix }) => (prefix ? prefixed(text) : quoted(text))));
  return byWords(looking, inColumns(['address'], match), 'address', bandOfCode(looking, anchor.norm));
}

/** Statements of one anchor; the record must be in one of them. */
function lookUps(looking: Looking, anchor: Anchor): readonly string[] {
  switch (anchor.on) {
    case 'identifier':
      return identifier(looking, anchor);
    case 'plate':
      return [plate(looking, anchor)];
    case 'vin':
      return [contains(looking, 'vin', anchor.norm)];
    case 'phone':
      return [byNorm(looking, 'phone', starts(looking, 'm.norm', anchor.digits), phoneBand(anchor.digits))];
    case 'name':
      return name(looking, anchor);
    case 'address':
      return [address(looking, anchor)];
  }
}

const phoneBand = (digits: string): string => String(digits.length === 10 ? BANDS.exact : BANDS.found);

/** A table of rows and the best band of each, for `WITH`. */
export const anchorTable = (looking: Looking, anchor: Anchor): string =>
  `SELECT row, max(band) AS band FROM (${lookUps(looking, anchor).join('\nUNION ALL ')}) GROUP BY row`;
