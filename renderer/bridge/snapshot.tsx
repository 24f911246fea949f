/** The session as main tells it: the newest snapshot, never an older one. Phase and rights are read here and decided nowhere in the page. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { Snapshot } from '../../shared/bridge/calls.ts';
import type { Fault } from '../../shared/faults/faults.ts';
import type { Capability } from '../../shared/policy/capabilities.ts';
import type { SessionView } from '../../shared/session/view.ts';
import { useBridge, useTopic } from './bridge-context.ts';

const SnapshotContext = createContext<Snapshot | null>(null);

export const newer = (current: Snapshot | null, next: Snapshot): Snapshot =>
  current && current.revision > next.revision ? current : next;

interface SnapshotProviderProps {
  readonly children: ReactNode;
  /** Shown until the first snapshot, or when main does not answer. */
  readonly waiting: (fault: Fault | null) => ReactNode;
}
export function SnapshotProvider({ children, waiting }: SnapshotProviderProps) {
  const bridge = useBridge();
  const [snapshot, setSnapshot] = useState<Snapshot | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  useTopic('session.changed', (value) => setSnapshot((current) => newer(current, value)));
  useEffect(() => {
    void bridge.call('session.get', {}).then((reply) => {
      if (reply.ok) setSnapshot((current) => newer(current, reply.value));
      else setFault(reply.fault);
    });
  }, [bridge]);
  if (!snapshot) return waiting(fault);
  return <SnapshotContext value={snapshot}>{children}</SnapshotContext>;
}

export function useSnapshot(): Snapshot {
  const snapshot = useContext(SnapshotContext);
  if (!snapshot) throw new Error('No snapshot above this component');
  return snapshot;
}

/** The session of the active phase. @throws outside it. */
export function useSession(): SessionView {
  const { session } = useSnapshot();
  if (!session) throw new Error('No active session above this component');
  return session;
}

/** Courtesy only: the gateway decides. Hides what would be refused. */
export const useCapability = (capability: Capability): boolean =>
  useSnapshot().session?.capabilities.includes(capability) ?? false;
