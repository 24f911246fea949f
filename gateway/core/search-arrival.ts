/** Merges what several sources tell into one stream, each item as soon as it is there. Ends when all have, or the first fails. */

/** Tells items while it works; resolves when it is over. */
export type Telling<T> = (tell: (item: T) => void) => Promise<void>;

interface Arriving<T> {
  items: T[];
  running: number;
  failed: { readonly error: unknown } | null;
  /** Resolves with the next item, or when one is over. */
  next: PromiseWithResolvers<null>;
}

/** All begin with the first item that is asked for. A reader that leaves waits for what is under way to end. */
export async function* inOrderOfArrival<T>(tellings: readonly Telling<T>[]): AsyncGenerator<T> {
  const arriving: Arriving<T> = {
    items: [],
    running: tellings.length,
    failed: null,
    next: Promise.withResolvers<null>(),
  };
  const tell = (item: T): void => {
    arriving.items.push(item);
    arriving.next.resolve(null);
  };
  const over = (failed: Arriving<T>['failed']): void => {
    arriving.running -= 1;
    arriving.failed ??= failed;
    arriving.next.resolve(null);
  };
  const works = tellings.map((telling) =>
    telling(tell).then(
      () => over(null),
      (error: unknown) => over({ error }),
    ),
  );
  try {
    while (arriving.running > 0 || arriving.items.length > 0) {
      await arriving.next.promise;
      arriving.next = Promise.withResolvers<null>();
      for (const item of arriving.items.splice(0)) yield item;
      if (arriving.failed !== null) throw arriving.failed.error;
    }
  } finally {
    await Promise.all(works);
  }
}

/** Made once: an abort without a reason makes an error of its own, with its stack, for every reader that is done. */
const LEFT = new Error('the reader left');

/** A stream whose work is told at once when its reader leaves, also while it waits for something. */
export const untilLeft = <T>(stream: (left: AbortSignal) => AsyncGenerator<T>): AsyncIterable<T> => ({
  [Symbol.asyncIterator]: () => {
    const leaving = new AbortController();
    const items = stream(leaving.signal);
    return {
      next: () => items.next(),
      return: () => {
        leaving.abort(LEFT);
        return items.return(undefined);
      },
    };
  },
});
