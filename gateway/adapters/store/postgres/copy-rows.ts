/** Sends many rows at once (`COPY`), the quickest way into PostgreSQL. Every value is escaped; none is part of a statement. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import { faultOf, type Session } from './connection.ts';

export type CopyValue = string | number | boolean | null | Uint8Array;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function field(value: CopyValue): string {
  if (value === null) return '\\N';
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'string') return value.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);
  return String(value);
}

const PIECE = 500;

/** Text of the rows in pieces, so that a large batch is never one string. */
function* pieces(rows: readonly (readonly CopyValue[])[]): Generator<string> {
  for (let at = 0; at < rows.length; at += PIECE) {
    yield `${rows
      .slice(at, at + PIECE)
      .map((row) => row.map(field).join('\t'))
      .join('\n')}\n`;
  }
}

/** `table` and `columns` are names of the schema, never values. */
export async function copyRows(
  { client }: Session,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly CopyValue[])[],
): Promise<void> {
  if (rows.length === 0) return;
  try {
    await pipeline(Readable.from(pieces(rows)), client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`)));
  } catch (error) {
    throw faultOf(error);
  }
}
