/** The made-up bridge with every call written down and single answers replaced: for tests of the real page. */
import type { Bridge, CallName } from '../../shared/bridge/calls.ts';
import { createClient, type BridgeClient } from '../bridge/client.ts';
import { fakeBridge } from './fake-bridge.ts';
import type { FakeStart } from './fake-identity.ts';

interface RecordedBridge {
  readonly client: BridgeClient;
  /** Inputs of the calls of a name, in order. */
  readonly sent: (name: CallName) => readonly unknown[];
  readonly names: () => readonly CallName[];
  /** Sends a value of a topic, as main would. */
  readonly tell: (topic: Parameters<Bridge['subscribe']>[0], value: unknown) => void;
}

export function recordedBridge(start: FakeStart, instead: Partial<Bridge['calls']> = {}): RecordedBridge {
  const calls: [CallName, unknown][] = [];
  const bridge = fakeBridge(start);
  const listeners = new Set<readonly [string, (value: unknown) => void]>();
  const recorded = Object.fromEntries(
    Object.entries({ ...bridge.calls, ...instead }).map(([name, call]) => [
      name,
      (input: unknown) => {
        calls.push([name as CallName, input]);
        return call(input);
      },
    ]),
  ) as unknown as Bridge['calls'];
  return {
    client: createClient({
      calls: recorded,
      subscribe: (topic, listener) => {
        const entry = [topic, listener] as const;
        listeners.add(entry);
        const stop = bridge.subscribe(topic, listener);
        return () => {
          listeners.delete(entry);
          stop();
        };
      },
    }),
    sent: (name) => calls.filter(([each]) => each === name).map(([, input]) => input),
    names: () => calls.map(([name]) => name),
    tell: (topic, value) => {
      for (const [each, listener] of listeners) if (each === topic) listener(value);
    },
  };
}

/** What jsdom has not: the colour scheme of the system, and layout. */
export function fillInJsdom(): void {
  globalThis.matchMedia = (media) =>
    ({ media, matches: false, addEventListener: () => {}, removeEventListener: () => {} }) as unknown as MediaQueryList;
  globalThis.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  Element.prototype.scrollIntoView = () => {};
}
