/**
 * Makes the page's bridge: one frozen function per call, one subscribe. It must stand alone: no imports, nothing from
 * outside the function, because one host runs it from its own text before the page's first script.
 */
export interface BridgeTransport {
  invoke(name: string, input: unknown): Promise<unknown>;
  /** Called once; hands every topic on. */
  onTopic(deliver: (topic: string, value: unknown) => void): void;
}

/** As `Bridge` of shared/bridge, with plain names: no schema comes near the page's side of the boundary. */
export interface PageBridge {
  readonly calls: Readonly<Record<string, (input: unknown) => Promise<unknown>>>;
  readonly subscribe: (topic: string, listener: (value: unknown) => void) => () => void;
}

export function makeBridge(
  callNames: readonly string[],
  topicNames: readonly string[],
  transport: BridgeTransport,
): PageBridge {
  const calls: Record<string, (input: unknown) => Promise<unknown>> = {};
  for (const name of callNames) calls[name] = Object.freeze((input: unknown) => transport.invoke(name, input));
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  for (const topic of topicNames) listeners.set(topic, new Set());
  transport.onTopic((topic, value) => {
    for (const listener of listeners.get(topic) ?? []) listener(value);
  });
  const subscribe = (topic: string, listener: (value: unknown) => void): (() => void) => {
    const known = listeners.get(topic);
    if (known === undefined || typeof listener !== 'function') throw new TypeError('no such topic');
    // One entry per subscription, so that stopping one never stops another with the same function.
    const entry = (value: unknown): void => listener(value);
    known.add(entry);
    return () => void known.delete(entry);
  };
  return Object.freeze({ calls: Object.freeze(calls), subscribe: Object.freeze(subscribe) });
}
