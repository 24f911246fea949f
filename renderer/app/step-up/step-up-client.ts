/**
 * The bridge client of a session: a call that the gateway answers with "ask again" (IA-11) waits for the step-up and is
 * then made once more by itself. One step-up at a time, for all calls that wait.
 */
import type { CallInput, CallName, CallOutput } from '../../../shared/bridge/calls.ts';
import type { Reply } from '../../../shared/faults/faults.ts';
import type { BridgeClient } from '../../bridge/client.ts';

/** @param ask Opens the step-up; true once it was given, false when it was given up. */
export function withStepUp(client: BridgeClient, ask: () => Promise<boolean>): BridgeClient {
  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>> => {
    const reply = await client.call(name, input);
    if (reply.ok || reply.fault.code !== 'session.step-up') return reply;
    return (await ask()) ? client.call(name, input) : reply;
  };
  return { call, subscribe: client.subscribe };
}
