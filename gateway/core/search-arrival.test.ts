import { expect, it } from 'vitest';
import { inOrderOfArrival, type Telling } from './search-arrival.ts';

const all = async <T>(stream: AsyncIterable<T>): Promise<readonly T[]> => {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
};

it('tells each item as it comes, whoever it is from, and ends with the last', async () => {
  const second = Promise.withResolvers<null>();
  const slow: Telling<string> = async (tell) => {
    tell('slow begins');
    await second.promise;
    tell('slow ends');
  };
  const quick: Telling<string> = async (tell) => {
    await Promise.resolve();
    tell('quick');
    second.resolve(null);
  };
  expect(await all(inOrderOfArrival([slow, quick]))).toEqual(['slow begins', 'quick', 'slow ends']);
});

it('ends at once when there is nobody to wait for', async () => {
  expect(await all(inOrderOfArrival([]))).toEqual([]);
});

it('AU-5: fails with the first that fails, after what came before it, once the others are over', async () => {
  const other = Promise.withResolvers<null>();
  let over = false;
  const waiting: Telling<string> = async () => {
    await other.promise;
    over = true;
  };
  const failing: Telling<string> = async (tell) => {
    tell('before');
    await Promise.resolve();
    setImmediate(() => other.resolve(null));
    throw new Error('cannot be recorded');
  };
  const items: string[] = [];
  const reading = (async () => {
    for await (const item of inOrderOfArrival([waiting, failing])) items.push(item);
  })();
  await expect(reading).rejects.toThrow('cannot be recorded');
  expect([items, over]).toEqual([['before'], true]);
});
