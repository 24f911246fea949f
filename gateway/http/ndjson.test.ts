/** Streams of events: nothing before the first, a fault line for what fails later, and the source closed when the reader goes. */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { expect, it } from 'vitest';
import { FaultError, type Fault } from '../../shared/faults/faults.ts';
import { ndjsonAnswer } from './ndjson.ts';

const schema = z.object({ n: z.number() });
/** An answer that was not over when its first lines left. */
const streamed = async (events: AsyncIterable<unknown>, of: z.ZodType = schema): Promise<Readable> => {
  const answer = await ndjsonAnswer(events, of, faultFor);
  if (typeof answer === 'string') throw new Error(`answered whole: ${answer}`);
  return answer;
};
const faultFor = (error: unknown): Fault => (error instanceof FaultError ? error.fault : { code: 'internal' });

it('AU-5: what the first event fails with is thrown before anything is sent', async () => {
  async function* events(): AsyncGenerator {
    throw new FaultError('audit.unavailable');
    yield { n: 1 };
  }
  await expect(ndjsonAnswer(events(), schema, faultFor)).rejects.toThrow('audit.unavailable');
});

it('a later failure ends the stream with a fault line, and undeclared fields are dropped', async () => {
  async function* events(): AsyncGenerator {
    yield { n: 1, secret: 'x' };
    throw new FaultError('source.down');
  }
  const lines = await ndjsonAnswer(events(), schema, faultFor);
  expect(lines).toBe('{"n":1}\n{"event":"fault","fault":{"code":"source.down"}}\n');
});

it('an event outside the contract is never sent', async () => {
  async function* events(): AsyncGenerator {
    yield { n: 'one' };
  }
  const lines = await ndjsonAnswer(events(), schema, faultFor);
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
  const stream = await streamed(events());
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
  const chunks = (await streamed(events()))[Symbol.asyncIterator]();
  expect((await chunks.next()).value).toBe('{"n":1}\n{"n":2}\n');
  late();
  expect((await chunks.next()).value).toBe('{"n":3}\n');
  expect((await chunks.next()).done).toBe(true);
});

it('what is over when its first lines leave is answered whole, and its source is closed', async () => {
  let closed = false;
  async function* events(): AsyncGenerator {
    try {
      yield { n: 1 };
      yield { n: 2 };
    } finally {
      closed = true;
    }
  }
  expect(await ndjsonAnswer(events(), schema, faultFor)).toBe('{"n":1}\n{"n":2}\n');
  expect(closed).toBe(true);
});

it('rows leave at once, and a failure after them comes in a line of its own', async () => {
  let fail: () => void = () => undefined;
  const failing = new Promise<void>((resolve) => (fail = resolve));
  async function* events(): AsyncGenerator {
    yield { n: 1 };
    yield { rows: ['a'] };
    await failing;
    throw new FaultError('source.down');
  }
  const either = z.union([schema, z.object({ rows: z.array(z.string()) })]);
  const stream = await streamed(events(), either);
  fail();
  expect(await text(stream)).toBe('{"n":1}\n{"rows":["a"]}\n{"event":"fault","fault":{"code":"source.down"}}\n');
});
