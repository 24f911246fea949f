/** Calls as state: what an answer is now (loading, fault, ready), kept by the query cache of the active session. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../shared/bridge/calls.ts';
import type { Fault, Reply } from '../../shared/faults/faults.ts';
import { useBridge } from './bridge-context.ts';

type Answer<T> =
  | { readonly state: 'loading'; readonly reload: () => void; readonly isBusy: boolean }
  | { readonly state: 'fault'; readonly fault: Fault; readonly reload: () => void; readonly isBusy: boolean }
  | { readonly state: 'ready'; readonly value: T; readonly reload: () => void; readonly isBusy: boolean };

interface CallOptions {
  /** False: not asked yet. */
  readonly enabled?: boolean;
  /** Milliseconds after which it is asked again by itself. */
  readonly refetchMs?: number;
  /** Distinguishes answers to the same input, as after another reason. */
  readonly salt?: string;
}

/** Asks once and keeps the answer until the session leaves `active`; faults are values, never retried by themselves. */
export function useCall<N extends CallName>(
  name: N,
  input: CallInput<N>,
  { enabled = true, refetchMs, salt = '' }: CallOptions = {},
): Answer<CallOutput<N>> {
  const bridge = useBridge();
  const query = useQuery<Reply<CallOutput<N>>>({
    queryKey: [name, input, salt],
    queryFn: () => bridge.call(name, input),
    enabled,
    ...(refetchMs === undefined ? {} : { refetchInterval: refetchMs }),
  });
  const { refetch } = query;
  const reload = useCallback(() => void refetch(), [refetch]);
  const isBusy = query.isFetching;
  if (!query.data) return { state: 'loading', reload, isBusy };
  return query.data.ok
    ? { state: 'ready', value: query.data.value, reload, isBusy }
    : { state: 'fault', fault: query.data.fault, reload, isBusy };
}

/** A call made by an act of the person: `run` answers with the reply; `isBusy` while it is on its way. */
export function useCommand<N extends CallName>(
  name: N,
): { readonly run: (input: CallInput<N>) => Promise<Reply<CallOutput<N>>>; readonly isBusy: boolean } {
  const bridge = useBridge();
  const [running, setRunning] = useState(0);
  const run = useCallback(
    async (input: CallInput<N>) => {
      setRunning((count) => count + 1);
      const reply = await bridge.call(name, input);
      setRunning((count) => count - 1);
      return reply;
    },
    [bridge, name],
  );
  return { run, isBusy: running > 0 };
}
