/**
 * Streams events as lines of JSON. The first is awaited before anything is sent; a later failure ends the stream with a
 * fault line. What is over by the time its first lines leave is answered whole.
 */
import { Readable } from 'node:stream';
import type * as z from 'zod';
import type { Fault } from '../../shared/faults/faults.ts';

/** Characters after which lines are sent, whatever is still coming: fewer than a screen of rows, so that it leaves alone. */
const ENOUGH = 12_000;
/** How long lines that show nothing yet wait for company, in milliseconds: each sending costs both ends more than a line. */
const COMPANY_MS = 4;
const LATER = Symbol('later');
type Coming = Promise<IteratorResult<unknown>>;

/** What is there together; `coming`: what may follow, null when that was all. */
interface Gathered {
  readonly text: string;
  readonly coming: Coming | null;
}

/** What somebody waits for leaves with what is ready by now. */
const isAwaited = (event: unknown): boolean => typeof event === 'object' && event !== null && 'rows' in event;

/** Resolves once everything that is ready has been told, or what is awaited by nobody has waited long enough. */
class Patience {
  readonly over: Promise<typeof LATER>;
  readonly #end: () => void;
  readonly #timer: NodeJS.Timeout;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<typeof LATER>();
    this.over = promise;
    this.#end = () => resolve(LATER);
    this.#timer = setTimeout(this.#end, COMPANY_MS);
  }

  shorten(): void {
    setImmediate(this.#end);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

type Gather = (coming: Coming) => Promise<Gathered>;

const gathering =
  (events: AsyncIterator<unknown>, schema: z.ZodType, faultFor: (error: unknown) => Fault): Gather =>
  async (first) => {
    let text = '';
    let patience: Patience | null = null;
    try {
      for (let coming = first; ; coming = events.next()) {
        const next = patience === null ? await coming : await Promise.race([coming, patience.over]);
        if (next === LATER) {
          coming.catch(() => undefined); // awaited with what is gathered next
          return { text, coming };
        }
        if (next.done === true) return { text, coming: null };
        text += `${JSON.stringify(schema.parse(next.value))}\n`;
        if (text.length >= ENOUGH) return { text, coming: events.next() };
        patience ??= new Patience();
        if (isAwaited(next.value)) patience.shorten();
      }
    } catch (error) {
      return { text: `${text}${JSON.stringify({ event: 'fault', fault: faultFor(error) })}\n`, coming: null };
    } finally {
      patience?.stop();
    }
  };

async function* allOf(first: Gathered, gather: Gather, events: AsyncIterator<unknown>): AsyncGenerator<string> {
  try {
    yield first.text;
    for (let { coming } = first; coming !== null;) {
      const gathered = await gather(coming);
      if (gathered.text !== '') yield gathered.text;
      coming = gathered.coming;
    }
  } finally {
    await events.return?.();
  }
}

/** Rejects with what the first event failed with, so that it becomes a problem document. Text: all there is. */
export const ndjsonAnswer = async (
  events: AsyncIterable<unknown>,
  schema: z.ZodType,
  faultFor: (error: unknown) => Fault,
): Promise<Readable | string> => {
  const iterator = events[Symbol.asyncIterator]();
  const first = iterator.next();
  await first;
  const gather = gathering(iterator, schema, faultFor);
  const gathered = await gather(first);
  if (gathered.coming === null) {
    await iterator.return?.();
    return gathered.text;
  }
  const stream = Readable.from(allOf(gathered, gather, iterator));
  // A reader that left is told at once, not with the next event.
  stream.once('close', () => void iterator.return?.().then(undefined, () => undefined));
  return stream;
};
