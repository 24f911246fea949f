/**
 * Writes the statements that find records: each gives their numbers, newest first, out of one index. What the scope leaves
 * out is outside by the statement itself; every value is bound.
 */
import {
  RECORD_KINDS,
  SOURCE_IDS,
  SOURCE_OF_KIND,
  type RecordKind,
  type SourceId,
} from '../../../../shared/records/kind.ts';
import { kindWord, precinctWord, sourceWord } from '../common/index-entries.ts';
import type { Band } from '../common/order.ts';
import type { RowRange } from '../common/row-number.ts';
import { bitsOf, maskOf } from '../common/tag-mask.ts';
import type { Wanted } from '../common/wanted.ts';
import type { Bindings } from './bindings.ts';
import { allOf, anyOf, inColumns, tagged } from './full-text.ts';
import { normWord, tableOf, type NormTable, type NormType } from './norm-words.ts';

/** The number of a mention is its record's number and its place in the record: this many bits. */
export const MENTION_BITS = 12;
export const PLACES = 2 ** MENTION_BITS - 1;
/** Hexadecimal digits of each mention's tags in `record.mention_tags`, by its place. */
export const TAG_DIGITS = 3;

/** Everything a statement needs to know of what is wanted. */
export interface Limits {
  readonly wanted: Wanted;
  /** Narrower than the one wanted when a page goes on or another part has said where to look. */
  readonly range: RowRange;
  /** Numbers of the offences wanted; null: all. */
  readonly offences: readonly number[] | null;
  /** Only records that arrived or changed after this arrival. */
  readonly newerThan: number | null;
  /** Oldest first instead. */
  readonly ascending: boolean;
  /** Whether the other sources' may come along: whoever looks up leaves them out by the columns, which costs less. */
  readonly loose: boolean;
  /** Whether only the names are asked for, of whatever record and tag; told is then the record, a comma and the place in it. */
  readonly namesOnly?: true;
}

/** Given what is wanted and a place for values: a statement whose rows are numbers of records, without `LIMIT`. */
export interface Lookup {
  readonly band: Band;
  /** Whether it gives each record once. */
  readonly once?: boolean;
  /** Whether it asks only what the columns say of a record (`record-columns.ts`). */
  readonly plain?: boolean;
  /** Whether many words lead to it, so that finding all takes much longer than finding the newest. */
  readonly broad?: true;
  /** Whether it can be asked for the names only ({@link Limits.namesOnly}). */
  readonly names?: boolean;
  readonly sql: (limits: Limits, bind: Bindings) => string;
}

export const timedWord = 'timed';
export const offenceWord = (offence: number): string => `o${String(offence)}`;
export const tagBitWord = (bit: number): string => `g${String(bit)}`;
/** Of a plate; null: seen without its state. */
export const stateWord = (state: string | null): string => `st${state?.replace(/[^A-Z0-9]+/gi, '') ?? ''}`;

const kindsOf = (source: SourceId): readonly RecordKind[] =>
  RECORD_KINDS.filter((kind) => SOURCE_OF_KIND[kind] === source);

const oneOfTags = (words: readonly string[]): string => anyOf(words.map(tagged));

/** The source of most records: leaving out the others' costs a fraction of meeting its own word at every record. */
export const MOST_RECORDS: SourceId = 'department';

interface TagMatch {
  readonly required: readonly string[];
  readonly without: readonly string[];
}

/** Whether leaving out the others' is all that is asked of a record's source and kind. */
export const isLoose = ({ source, kinds }: Wanted): boolean => kinds === null && source === MOST_RECORDS;

/** What the words of the column `tag` must be, and what they must not. */
function tagMatch({ wanted, offences, loose }: Limits, otherwiseEmpty: boolean): TagMatch {
  const { kinds, precincts, hours, source } = wanted;
  const limits = [
    ...(kinds === null ? [] : [kinds.map(kindWord)]),
    ...(precincts === null ? [] : [precincts.map(precinctWord)]),
    ...(offences === null ? [] : [offences.map(offenceWord)]),
    ...(hours.length === 0 ? [] : [[timedWord]]),
  ];
  const others = SOURCE_IDS.filter((other) => other !== source).map(sourceWord);
  const inOne = (words: readonly string[]): string => inColumns(['tag'], oneOfTags(words));
  if (loose && !(otherwiseEmpty && limits.length === 0)) return { required: limits.map(inOne), without: [] };
  if (kinds !== null) return { required: limits.map(inOne), without: [] };
  if (source === MOST_RECORDS && !(otherwiseEmpty && limits.length === 0)) {
    return { required: limits.map(inOne), without: [inOne(others)] };
  }
  return { required: [[sourceWord(source)], ...limits].map(inOne), without: [] };
}

/** All of what is required, and nothing of what is left out. */
function fullText(required: readonly string[], without: readonly string[]): string {
  const found = allOf(required);
  return without.length === 0 ? found : `(${found}) NOT (${anyOf(without)})`;
}

const integer = (bind: Bindings, value: number): string => `CAST(${bind.add(value)} AS INTEGER)`;

/** Beyond the range: the spans of years, the hours of the day and the news. `row`: the record's number, as an expression. */
function rowConditions({ wanted, newerThan }: Limits, bind: Bindings, row: string): readonly string[] {
  const conditions: string[] = [];
  if (wanted.spans !== null) {
    const spans = wanted.spans.map(({ from, to }) => `${row} BETWEEN ${integer(bind, from)} AND ${integer(bind, to)}`);
    conditions.push(`(${spans.join(' OR ')})`);
  }
  for (const { from, to } of wanted.hours) {
    const minute = `((${row} >> 20) % 1440)`;
    const [first, last] = [integer(bind, from), integer(bind, to)];
    conditions.push(`(${minute} >= ${first} ${from <= to ? 'AND' : 'OR'} ${minute} <= ${last})`);
  }
  if (newerThan !== null) {
    const newer = `SELECT n.row FROM record n INDEXED BY record_arrival WHERE n.last_arrival > ${bind.add(newerThan)}`;
    conditions.push(`${row} IN (${newer})`);
  }
  return conditions;
}

const direction = ({ ascending }: Limits): string => (ascending ? 'ASC' : 'DESC');
const allConditions = (conditions: readonly string[]): string => conditions.map((one) => ` AND ${one}`).join('');

/** Records by their text, their offence and what they are; `match` null: by what they are alone. */
export const byText = (match: string | null, without: string | null, band: Band): Lookup => ({
  band,
  once: true,
  plain: match === null && without === null,
  sql: (limits, bind) => {
    const { from, to } = limits.range;
    const tags = tagMatch(limits, match === null);
    const text = bind.add(
      fullText(
        [...(match === null ? [] : [match]), ...tags.required],
        [...tags.without, ...(without === null ? [] : [without])],
      ),
    );
    return `SELECT rowid AS row FROM record_text WHERE record_text MATCH ${text}
      AND rowid >= ${integer(bind, from)} AND rowid <= ${integer(bind, to)}${allConditions(rowConditions(limits, bind, 'rowid'))}
      ORDER BY rowid ${direction(limits)}`;
  },
});

/** Of most people that are named. */
const COMMON_TAGS = maskOf(['identifying', 'victim', 'contact']);
const hidesCommon = ({ wanted }: Limits): boolean => (wanted.hidden & COMMON_TAGS) !== 0;

/** The tags of the mention with this rowid, of a record `r`, without a hidden one: each digit is asked for its bits. */
function unhidden(hidden: number, rowid: string): readonly string[] {
  const digits = [...Array(TAG_DIGITS).keys()].map((at) => ({
    at,
    bits: (hidden >> (4 * (TAG_DIGITS - 1 - at))) & 15,
  }));
  return digits
    .filter(({ bits }) => bits !== 0)
    .map(({ at, bits }) => {
      const digit = `substr(r.mention_tags, (${rowid} & ${String(PLACES)}) * ${String(TAG_DIGITS)} + ${String(at + 1)}, 1)`;
      return `(instr('123456789abcdef', ${digit}) & ${String(bits)}) = 0`;
    });
}

/**
 * Records by the words of the names and addresses in them, or by pieces of their plates and VINs. What the asker may not find
 * is left out by full text when few have such a tag, else by the record's own tags: to meet the longest lists takes ten times
 * as long.
 */
export const byMentionText = (table: NormTable, match: string, band: Band, state: string | null = null): Lookup => ({
  band,
  names: state === null,
  sql: (limits, bind) => {
    const { from, to } = limits.range;
    const all = limits.namesOnly === true;
    const text = bind.add(all ? match : ofWhomAndWhat(match, limits, state));
    const rowid = `${table}.rowid`;
    const row = `(${rowid} >> ${String(MENTION_BITS)})`;
    const tags = all || !hidesCommon(limits) ? [] : unhidden(limits.wanted.hidden, rowid);
    const told = all ? `(${row} || ',' || (${rowid} & ${String(PLACES)}))` : row;
    return `SELECT ${told} AS row FROM ${table}${tags.length === 0 ? '' : ` CROSS JOIN record r ON r.row = ${row}`}
      WHERE ${table} MATCH ${text}
      AND ${rowid} >= (${integer(bind, from)} << ${String(MENTION_BITS)})
      AND ${rowid} <= ((${integer(bind, to)} << ${String(MENTION_BITS)}) | ${String(PLACES)})${allConditions([...rowConditions(limits, bind, row), ...tags])}
      ORDER BY ${rowid} ${direction(limits)}`;
  },
});

/** What is looked for, within the records wanted. */
function ofWhomAndWhat(match: string, limits: Limits, state: string | null): string {
  const tags = tagMatch(limits, false);
  // A plate seen without its state may be of any.
  const ofState = state === null ? [] : [inColumns(['tag'], oneOfTags([stateWord(null), stateWord(state)]))];
  const hidden = hidesCommon(limits) ? [] : bitsOf(limits.wanted.hidden).map(tagBitWord);
  const unseen = hidden.length === 0 ? [] : [inColumns(['tag'], oneOfTags(hidden))];
  return fullText([match, ...tags.required, ...ofState], [...tags.without, ...unseen]);
}

/** One value is compared, several are looked for in a set: SQLite finds an index by the first form only. */
const oneOf = (bind: Bindings, column: string, values: readonly (string | number)[]): string =>
  values.length === 1 ? `${column} = ${bind.add(values[0] ?? null)}` : `${column} IN ${bind.set(values)}`;

/** What full text finds by words of the column `tag`, asked of the table of codes. */
function codeConditions({ wanted, offences, loose }: Limits, bind: Bindings): readonly string[] {
  return [
    ...(loose ? [] : [oneOf(bind, 'c.kind', wanted.kinds ?? kindsOf(wanted.source))]),
    ...(wanted.precincts === null ? [] : [oneOf(bind, 'c.precinct', wanted.precincts)]),
    ...(offences === null ? [] : [oneOf(bind, 'c.offence', offences)]),
    ...(wanted.hours.length === 0 ? [] : ['c.timed = 1']),
  ];
}

/** Greater than every character that normal forms hold, so that [text, text + LAST) is "starts with". */
const LAST = '\u{10FFFF}';

/** A normal form: the whole of it or its beginning. */
interface Norm {
  readonly text: string;
  readonly whole: boolean;
}

/** In full text: the word of the form, or those that begin so. */
const normMatch = (type: NormType, { text, whole }: Norm): string =>
  inColumns(['norm'], `"${normWord(type, text)}"${whole ? '' : '*'}`);

const normCondition = (bind: Bindings, column: string, { text, whole }: Norm): string =>
  whole ? `${column} = ${bind.add(text)}` : `${column} >= ${bind.add(text)} AND ${column} < ${bind.add(text + LAST)}`;

/** Records that name a thing. `state`: of a plate; one seen without its state may be of any. */
export const byMention = (type: NormType, norm: Norm, band: Band, state: string | null = null): Lookup =>
  byMentionText(tableOf(type), normMatch(type, norm), band, state);

/** Records by their own number. */
export const byNumber = (norm: Norm, kind: RecordKind | null, band: Band): Lookup => ({
  band,
  sql: (limits, bind) => {
    const { from, to } = limits.range;
    const conditions = [
      `r.row >= ${integer(bind, from)} AND r.row <= ${integer(bind, to)}`,
      ...(kind === null ? [] : [`r.kind = ${bind.add(kind)}`]),
      ...codeConditions(limits, bind),
      ...rowConditions(limits, bind, 'r.row'),
    ];
    return `SELECT r.row AS row FROM record r INDEXED BY record_number CROSS JOIN facet f ON f.row = r.row CROSS JOIN code c ON c.id = f.code
      WHERE r.sealed = 0 AND ${normCondition(bind, 'r.number_norm', norm)}${allConditions(conditions)}
      ORDER BY r.row ${direction(limits)}`;
  },
});
