/** Hands the bridge client to the components below. */
import { createContext, useContext, useEffect, useEffectEvent } from 'react';
import type { TopicName, TopicValue } from '../../shared/bridge/calls.ts';
import type { BridgeClient } from './client.ts';

export const BridgeContext = createContext<BridgeClient | null>(null);

/** @throws when used outside a provider: a mistake in composing, not a state of the product. */
export function useBridge(): BridgeClient {
  const client = useContext(BridgeContext);
  if (!client) throw new Error('No bridge above this component');
  return client;
}

/** Calls the listener with each value of the topic while the component is there. */
export function useTopic<N extends TopicName>(topic: N, listener: (value: TopicValue<N>) => void): void {
  const bridge = useBridge();
  const heard = useEffectEvent(listener);
  useEffect(() => bridge.subscribe(topic, (value) => heard(value)), [bridge, topic]);
}
