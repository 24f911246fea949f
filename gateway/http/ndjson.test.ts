/** Streams of events: nothing before the first, a fault line for what fails later, and the source closed when the reader goes. */
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { expect, it } from 'vitest';
import { FaultError, type Fault } from '../../shared/faults/faults.ts';
import { ndjsonStream } from './ndjson.ts';

const schema = z.object({ n: z.number() });
const faultFor = (error: unknown): Fault => (error instanceof FaultError ? error.fault : { code: 'internal' });

it('AU-5: what the first event fails with is thrown before anything is sent', async () => {
  async function* events(): AsyncGenerator {
    throw new FaultError('audit.unavailable');
    yield { n: 1 };
  }
  await expect(ndjsonStream(events(), schema, faultFor)).rejects.toThrow('audit.unavailable');
});

it('a later failure ends the stream with a fault line, and undeclared fields are dropped', async () => {
  async function* events(): AsyncGenerator {
    yield { n: 1, secret: 'x' };
    throw new FaultError('source.down');
  }
  const lines = (await text(await ndjsonStream(events(), schema, faultFor))).trimEnd().split('\n');
  expect(lines).toEqual(['{"n":1}', '{"event":"fault","fault":{"code":"source.down"}}']);
});

it('an event outside the contract is never sent', async () => {
  async function* events(): AsyncGenerator {
    yield { n: 'one' };
  }
  const lines = await text(await ndjsonStream(events(), schema, faultFor));
  expect(lines).toBe('{"event":"fault","fault":{"code":"internal"}}\n');
});

it('a reader that goes away ends the source', async () => {
  let closed = false;
  async function* events(): AsyncGenerator {
    try {
      for (let n = 0; ; n += 1) yield { n };
    } finally {
      closed = true;
    }
  }
  const stream = await ndjsonStream(events(), schema, faultFor);
  await once(stream, 'readable');
  stream.destroy();
  await once(stream, 'close');
  expect(closed).toBe(true);
});

it('events that are there together leave together, and one that is late holds none of them up', async () => {
  let late: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (late = resolve));
  async function* events(): AsyncGenerator {
    yield { n: 1 };
    yield { n: 2 };
    await waiting;
    yield { n: 3 };
  }
  const chunks = (await ndjsonStream(events(), schema, faultFor))[Symbol.asyncIterator]();
  expect((await chunks.next()).value).toBe('{"n":1}\n{"n":2}\n');
  late();
  expect((await chunks.next()).value).toBe('{"n":3}\n');
  expect((await chunks.next()).done).toBe(true);
});
