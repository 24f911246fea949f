/**
 * The three calls of the metadata proposal that the certificate library's dependency injection asks `Reflect` for,
 * kept in a WeakMap. Added only where the runtime lacks them; nothing else uses it.
 */
type Store = Map<unknown, Map<unknown, unknown>>;
const kept = new WeakMap<object, Store>();

const own = (key: unknown, target: object, property?: unknown): unknown => kept.get(target)?.get(property)?.get(key);

const inherited = (key: unknown, target: object, property?: unknown): unknown => {
  for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const found = own(key, at, property);
    if (found !== undefined) return found;
  }
  return undefined;
};

const define = (key: unknown, value: unknown, target: object, property?: unknown): void => {
  const store: Store = kept.get(target) ?? new Map<unknown, Map<unknown, unknown>>();
  const values = store.get(property) ?? new Map<unknown, unknown>();
  kept.set(target, store.set(property, values.set(key, value)));
};

if (!('defineMetadata' in Reflect)) {
  Object.assign(Reflect, { defineMetadata: define, getOwnMetadata: own, getMetadata: inherited });
}
