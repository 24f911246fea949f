/** Makes a record of one row of a custodian's file, or says why it cannot. Never guesses a date or a state. */
import type { CellValue, FieldType, Mention, NewRecord } from '../../../shared/records/definition.ts';
import { draft } from '../import/record-draft.ts';
import { cleanText, isNothing, momentText, parseMoment, parseWhole } from '../import/values.ts';
import type { ReadMap } from './file-map.ts';

export type FileRow = Readonly<Record<string, unknown>>;

/** Why a row is not taken in; one line. */
export class RowRefusal extends Error {}

const refuse = (why: string): never => {
  throw new RowRefusal(why);
};

const textIn = (row: FileRow, column: string | undefined): string | null => {
  const value = column === undefined ? null : row[column];
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  const { text } = cleanText(String(value));
  return isNothing(text) ? null : text;
};

const isYes = (text: string | null): boolean => text !== null && /^(Y|YES|TRUE|1)$/i.test(text);

const momentOf = (text: string, column: string): string => {
  const moment = parseMoment(text);
  return moment === null ? refuse(`${column} is no date`) : momentText(moment);
};

const cellOf = (text: string, type: FieldType, column: string): CellValue => {
  switch (type) {
    case 'number':
    case 'money': {
      const number = Number(text.replace(/[$,]/g, ''));
      return Number.isFinite(number) ? number : refuse(`${column} is no number`);
    }
    case 'flag':
      return isYes(text);
    case 'date':
      return momentOf(text, column).slice(0, 10);
    case 'datetime':
      return momentOf(text, column);
    case 'text':
    case 'long-text':
    case 'identifier':
    case 'plate':
    case 'phone':
    case 'code':
      return text;
  }
};

const bodyOf = (row: FileRow, { fields }: ReadMap): NewRecord['body'] => {
  const body: Record<string, Record<string, CellValue>> = {};
  for (const { section, field, column } of fields) {
    const text = textIn(row, column);
    if (text !== null) (body[section] ??= {})[field.key] = cellOf(text, field.type, column);
  }
  return Object.fromEntries(Object.entries(body).map(([section, cells]) => [section, [cells]]));
};

/** A mention is as sensitive as every field its column fills; one that fills none is identifying. */
const mentionsOf = (row: FileRow, { map, fields }: ReadMap): readonly Mention[] =>
  map.mentions.flatMap(({ type, column, role }) => {
    const value = textIn(row, column)?.slice(0, 200);
    if (value === undefined) return [];
    const tags = new Set(fields.filter((one) => one.column === column).flatMap(({ field }) => field.tags));
    return [
      { type, value, tags: tags.size === 0 ? ['identifying'] : [...tags], ...(role === undefined ? {} : { role }) },
    ];
  });

const precinctOf = (text: string | null): number | null => {
  if (text === null) return null;
  const precinct = parseWhole(text);
  return precinct !== null && precinct >= 1 && precinct <= 123
    ? precinct
    : refuse('the precinct is none of the city’s');
};

/** Throws {@link RowRefusal}. `origin`: where it is said to come from. */
export const recordOfRow = (row: FileRow, read: ReadMap, origin: string): NewRecord => {
  const { map } = read;
  const number = textIn(row, map.number);
  if (number === null) return refuse(`${map.number} is empty`);
  if (number.length > 40) return refuse(`${map.number} is longer than 40 characters`);
  const value = textIn(row, map.state.column) ?? '';
  const state = Object.hasOwn(map.state.values, value) ? map.state.values[value] : undefined;
  if (state === undefined) return refuse(`${map.state.column} is "${value.slice(0, 40)}", which the map does not name`);
  const title = map.title.replace(/\{([^}]+)\}/g, (_whole, column: string) => textIn(row, column) ?? '').slice(0, 160);
  const occurred = textIn(row, map.occurredAt);
  const archived = textIn(row, map.archivedAt);
  return draft({
    ...{ kind: map.kind, number, title, origin },
    occurredAt: occurred === null ? null : momentOf(occurred, map.occurredAt ?? ''),
    precinct: precinctOf(textIn(row, map.precinct)),
    offence: textIn(row, map.offence)?.slice(0, 80) ?? null,
    address: textIn(row, map.address)?.slice(0, 200) ?? null,
    state: { label: state.label, tone: state.tone },
    cautions: state.cautions,
    sealed: isYes(textIn(row, map.sealed)),
    ...(archived === null ? {} : { archivedAt: momentOf(archived, map.archivedAt ?? '') }),
    body: bodyOf(row, read),
    mentions: mentionsOf(row, read),
  });
};
