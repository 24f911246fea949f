/** Streams events as lines of JSON. The first is awaited before anything is sent; a later failure ends the stream with a fault line. */
import { Readable } from 'node:stream';
import type * as z from 'zod';
import type { Fault } from '../../shared/faults/faults.ts';

async function* lines(
  first: IteratorResult<unknown>,
  events: AsyncIterator<unknown>,
  schema: z.ZodType,
  faultFor: (error: unknown) => Fault,
): AsyncGenerator<string> {
  try {
    for (let next = first; !next.done; next = await events.next()) {
      yield `${JSON.stringify(schema.parse(next.value))}\n`;
    }
  } catch (error) {
    yield `${JSON.stringify({ event: 'fault', fault: faultFor(error) })}\n`;
  } finally {
    await events.return?.();
  }
}

/** Rejects with what the first event failed with, so that it becomes a problem document. */
export const ndjsonStream = async (
  events: AsyncIterable<unknown>,
  schema: z.ZodType,
  faultFor: (error: unknown) => Fault,
): Promise<Readable> => {
  const iterator = events[Symbol.asyncIterator]();
  const first = await iterator.next();
  const stream = Readable.from(lines(first, iterator, schema, faultFor));
  // A reader that left is told at once, not with the next event.
  stream.once('close', () => void iterator.return?.().then(undefined, () => undefined));
  return stream;
};
