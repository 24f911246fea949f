/** Merges several streams into one, each item as soon as it is there. Ends them all when the reader leaves. */

export async function* inOrderOfArrival<T>(streams: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const next = async (
    at: number,
    stream: AsyncGenerator<T>,
  ): Promise<{ readonly at: number; readonly item: IteratorResult<T, unknown> }> => ({
    at,
    item: await stream.next(),
  });
  const waiting = new Map(streams.map((stream, at) => [at, next(at, stream)]));
  try {
    while (waiting.size > 0) {
      const { at, item } = await Promise.race(waiting.values());
      const stream = streams[at];
      if (item.done === true || !stream) {
        waiting.delete(at);
        continue;
      }
      waiting.set(at, next(at, stream));
      yield item.value;
    }
  } finally {
    await Promise.allSettled(streams.map((stream) => stream.return(undefined)));
  }
}

/** A stream whose work is told at once when its reader leaves, also while it waits for something. */
export const untilLeft = <T>(stream: (left: AbortSignal) => AsyncGenerator<T>): AsyncIterable<T> => ({
  [Symbol.asyncIterator]: () => {
    const leaving = new AbortController();
    const items = stream(leaving.signal);
    return {
      next: () => items.next(),
      return: () => {
        leaving.abort();
        return items.return(undefined);
      },
    };
  },
});
