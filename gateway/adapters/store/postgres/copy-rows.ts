/** Sends many rows at once (`COPY`), the quickest way into PostgreSQL. Every value is escaped; none is part of a statement. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import { faultOf, type Session } from './connection.ts';

export type CopyValue = string | number | boolean | null | Uint8Array;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const SPECIAL = /[\\\t\n\r]/;
const escape = (sign: string): string => ESCAPES[sign] ?? sign;

function field(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, escape) : value;
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
  return String(value);
}

/** One row of values, without an end of line. */
export function lineOf(row: readonly CopyValue[]): string {
  let text = '';
  for (let at = 0; at < row.length; at += 1) text += (at === 0 ? '' : '\t') + field(row[at] ?? null);
  return text;
}

/** Characters sent together: few, so that the server has work while the next are made. */
const PIECE = 65_536;

function* pieces(lines: Iterable<string>): Generator<Buffer> {
  let text = '';
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < PIECE) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** Lines of {@link lineOf}. `table` and `columns` are names of the schema, never values. */
export async function copyLines(
  { client }: Session,
  table: string,
  columns: readonly string[],
  lines: Iterable<string>,
): Promise<void> {
  try {
    await pipeline(
      Readable.from(pieces(lines)),
      client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`)),
    );
  } catch (error) {
    throw faultOf(error);
  }
}

export async function copyRows(
  session: Session,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly CopyValue[])[],
): Promise<void> {
  if (rows.length > 0) await copyLines(session, table, columns, rows.map(lineOf));
}
