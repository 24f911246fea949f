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

/** Rows sent together: few, so that the server has work while the next are made. */
const PIECE = 100;

function* pieces(rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  let [text, count] = ['', 0];
  for (const row of rows) {
    for (let at = 0; at < row.length; at += 1) text += (at === 0 ? '' : '\t') + field(row[at] ?? null);
    text += '\n';
    count += 1;
    if (count % PIECE !== 0) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** `table` and `columns` are names of the schema, never values. */
export async function copyRows(
  { client }: Session,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  if (Array.isArray(rows) && rows.length === 0) return;
  try {
    await pipeline(Readable.from(pieces(rows)), client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`)));
  } catch (error) {
    throw faultOf(error);
  }
}
