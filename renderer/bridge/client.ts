/**
 * The page's only way out: calls and topics of the bridge table, typed. Parses every reply, and turns whatever goes
 * wrong into a fault value; a call never throws.
 */
import {
  BRIDGE_GLOBAL,
  CALLS,
  TOPICS,
  type Bridge,
  type CallInput,
  type CallName,
  type CallOutput,
  type TopicName,
  type TopicValue,
} from '../../shared/bridge/calls.ts';
import { faultSchema, type Fault, type Reply } from '../../shared/faults/faults.ts';

export interface BridgeClient {
  readonly call: <N extends CallName>(name: N, input: CallInput<N>) => Promise<Reply<CallOutput<N>>>;
  /** Values outside the contract are dropped. Returns the way to stop. */
  readonly subscribe: <N extends TopicName>(topic: N, listener: (value: TopicValue<N>) => void) => () => void;
}

const failed = (code: Fault['code']): { readonly ok: false; readonly fault: Fault } => ({ ok: false, fault: { code } });

/** What main answers is data from another process: parsed before it is believed. */
function readReply<N extends CallName>(name: N, raw: unknown): Reply<CallOutput<N>> {
  if (typeof raw !== 'object' || raw === null || !('ok' in raw)) return failed('bridge.output');
  if (raw.ok === true && 'value' in raw) {
    const value = CALLS[name].output.safeParse(raw.value);
    return value.success ? { ok: true, value: value.data as CallOutput<N> } : failed('bridge.output');
  }
  const fault = faultSchema.safeParse('fault' in raw ? raw.fault : undefined);
  return fault.success ? { ok: false, fault: fault.data } : failed('bridge.output');
}

export function createClient(bridge: Bridge): BridgeClient {
  return {
    call: async (name, input) => {
      try {
        return readReply(name, await bridge.calls[name](input));
      } catch {
        return failed('internal');
      }
    },
    subscribe: (topic, listener) =>
      bridge.subscribe(topic, (raw) => {
        const value = TOPICS[topic].safeParse(raw);
        if (value.success) listener(value.data as TopicValue<typeof topic>);
      }),
  };
}

/** The bridge the preload put on the window; null outside a workstation. */
export function windowBridge(): Bridge | null {
  const found: unknown = Reflect.get(globalThis, BRIDGE_GLOBAL);
  return typeof found === 'object' && found !== null && 'calls' in found && 'subscribe' in found
    ? (found as Bridge)
    : null;
}
