/**
 * How the columns of a custodian's file become a record: a small JSON document, checked against the kind's definition before
 * a row is read. A value that no field names is not taken in.
 */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { CAUTION_IDS, MENTION_TYPES, STATE_TONES, type FieldDefinition } from '../../../shared/records/definition.ts';
import { RECORD_KINDS, SOURCE_OF_KIND, type SourceId } from '../../../shared/records/kind.ts';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import { StartupRefusal } from '../../core/startup-refusal.ts';

const column = z.string().min(1).max(120);
const stateSchema = z.strictObject({
  label: z.string().min(1).max(40),
  tone: z.enum(STATE_TONES),
  cautions: z.array(z.enum(CAUTION_IDS)).default([]),
});

const mapSchema = z.strictObject({
  kind: z.enum(RECORD_KINDS),
  number: column,
  /** Text with columns in braces: `Bench warrant, {CHARGE}`. */
  title: z.string().min(1).max(160),
  occurredAt: column.optional(),
  precinct: column.optional(),
  offence: column.optional(),
  address: column.optional(),
  /** By the value of a column; a row with another value is refused. */
  state: z.strictObject({ column, values: z.record(z.string(), stateSchema) }),
  /** When the custodian archived it; an empty cell: it is live. */
  archivedAt: column.optional(),
  /** Rows with `Y`, `YES`, `TRUE` or `1` here are kept sealed: never found. */
  sealed: column.optional(),
  /** Section and field of the kind's definition, and the column that fills it. */
  sections: z.record(z.string(), z.record(z.string(), column)),
  mentions: z
    .array(z.strictObject({ type: z.enum(MENTION_TYPES), column, role: z.string().max(40).optional() }))
    .max(20),
});
type FileMap = z.infer<typeof mapSchema>;

interface MappedField {
  readonly section: string;
  readonly field: FieldDefinition;
  readonly column: string;
}

export interface ReadMap {
  readonly map: FileMap;
  readonly fields: readonly MappedField[];
  /** Every column the map names: all must be in the file. */
  readonly columns: readonly string[];
}

const refuse = (line: string): never => {
  throw new StartupRefusal(`The map of columns: ${line}`);
};

const fieldsOf = ({ kind, sections }: FileMap): readonly MappedField[] =>
  Object.entries(sections).flatMap(([section, cells]) =>
    Object.entries(cells).map(([key, from]): MappedField => {
      const found = RECORD_DEFINITIONS[kind].sections.find(({ id }) => id === section)?.fields;
      const field = found?.find((one) => one.key === key);
      return field ? { section, field, column: from } : refuse(`a ${kind} has no ${section}.${key}`);
    }),
  );

const columnsIn = (title: string): readonly string[] =>
  [...title.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');

/** Throws `StartupRefusal` with one clear line. */
export const readFileMap = (path: string, source: SourceId): ReadMap => {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return refuse(`${path} cannot be read as JSON`);
  }
  const parsed = mapSchema.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is wrong'}`);
  }
  const map = parsed.data;
  if (SOURCE_OF_KIND[map.kind] !== source) refuse(`a ${map.kind} is not kept by "${source}"`);
  const fields = fieldsOf(map);
  const named = [
    map.number,
    map.state.column,
    map.occurredAt,
    map.precinct,
    map.offence,
    map.address,
    map.sealed,
    map.archivedAt,
  ];
  const columns = [
    ...named.filter((name) => name !== undefined),
    ...columnsIn(map.title),
    ...fields.map((one) => one.column),
    ...map.mentions.map((one) => one.column),
  ];
  return { map, fields, columns: [...new Set(columns)] };
};
