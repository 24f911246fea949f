/** Reads a body as text or line by line, within limits of size and silence; a body cut before its end is an error, not an end. */
import type { Readable } from 'node:stream';

/** Characters of one line; the longest of the contract is a batch of 200 rows. */
const LONGEST_LINE = 4 * 1024 * 1024;

class BodyError extends Error {
  readonly code: 'ERR_LINK_TOO_LARGE' | 'ERR_LINK_SILENT';
  constructor(code: 'ERR_LINK_TOO_LARGE' | 'ERR_LINK_SILENT') {
    super(code);
    this.code = code;
  }
}

/** Throws code `ERR_LINK_TOO_LARGE` beyond `limit` bytes. */
export async function textOf(body: Readable, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw new BodyError('ERR_LINK_TOO_LARGE');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Throws code `ERR_LINK_SILENT` after `silenceMs` without a byte, `ERR_LINK_TOO_LARGE` for an endless line. */
export async function* linesOf(body: Readable, silenceMs: number): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  const watch = setTimeout(() => body.destroy(new BodyError('ERR_LINK_SILENT')), silenceMs);
  try {
    for await (const part of body as AsyncIterable<Buffer>) {
      watch.refresh();
      rest += decoder.decode(part, { stream: true });
      const pieces = rest.split('\n');
      rest = pieces.pop() ?? '';
      if (rest.length > LONGEST_LINE) throw new BodyError('ERR_LINK_TOO_LARGE');
      yield* pieces;
    }
    rest += decoder.decode();
    if (rest !== '') yield rest;
  } finally {
    clearTimeout(watch);
    body.destroy();
  }
}
