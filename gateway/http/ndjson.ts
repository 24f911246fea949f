/** Streams events as lines of JSON. The first is awaited before anything is sent; a later failure ends the stream with a fault line. */
import { Readable } from 'node:stream';
import type * as z from 'zod';
import type { Fault } from '../../shared/faults/faults.ts';

/** Characters after which lines are sent, whatever is still coming. */
const ENOUGH = 65_536;
const LATER = Symbol('later');
/** Everything that is ready by now has been told. */
const turn = (): Promise<typeof LATER> => new Promise((resolve) => setImmediate(resolve, LATER));

/** Lines that are there together leave together: one TLS record for a search's first answers, not ten. None waits for another. */
async function* lines(
  first: IteratorResult<unknown>,
  events: AsyncIterator<unknown>,
  schema: z.ZodType,
  faultFor: (error: unknown) => Fault,
): AsyncGenerator<string> {
  let text = '';
  try {
    let next: IteratorResult<unknown> = first;
    while (!next.done) {
      text += `${JSON.stringify(schema.parse(next.value))}\n`;
      const coming = events.next();
      const soon = text.length < ENOUGH ? await Promise.race([coming, turn()]) : LATER;
      if (soon === LATER) {
        const ready = text;
        text = '';
        coming.catch(() => undefined); // awaited below, when the reader has taken what is there
        yield ready;
        next = await coming;
      } else next = soon;
    }
    if (text !== '') yield text;
  } catch (error) {
    yield `${text}${JSON.stringify({ event: 'fault', fault: faultFor(error) })}\n`;
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
