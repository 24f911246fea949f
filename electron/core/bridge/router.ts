/**
 * Answers the page's calls. Each step may refuse, in this order: caller → name → phase → rate and size → input →
 * handler under its deadline → phase again → output. It never throws and never lets an exception's words out.
 */
import { CALLS, type CallName } from '../../../shared/bridge/calls.ts';
import { FaultError, faultSchema, type Fault, type FaultCode, type Reply } from '../../../shared/faults/faults.ts';
import type { Phase } from '../../../shared/session/phase.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Caller } from '../../ports/page.ts';
import type { Journal } from '../journal/journal.ts';
import type { Handlers } from './handlers.ts';
import { createRate } from './rate.ts';
import { weigh } from './weight.ts';

export interface RouterParts {
  readonly handlers: Handlers;
  /** Origin of the page that is current now. */
  readonly origin: () => string;
  readonly phase: () => Phase;
  /** Grows whenever an active session begins or ends. */
  readonly generation: () => number;
  readonly clock: Clock;
  readonly journal: Journal;
}
export type Answer = (caller: Caller, name: unknown, input: unknown) => Promise<Reply<unknown>>;

const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(CALLS, name);
const refuse = (code: FaultCode): Reply<never> => ({ ok: false, fault: { code } });

export function createRouter(parts: RouterParts): Answer {
  const { journal } = parts;
  const rate = createRate(parts.clock);

  /** Steps one to four; null: go on. */
  const gate = (caller: Caller, name: unknown, input: unknown): FaultCode | null => {
    if (!caller.mainFrame || caller.origin === null || caller.origin !== parts.origin()) return 'bridge.caller';
    if (!isCallName(name)) return 'bridge.unknown-call';
    if (!CALLS[name].phases.some((phase) => phase === parts.phase())) return 'bridge.phase';
    if (!rate.take(name)) return 'bridge.rate';
    return weigh(name, input);
  };

  return async (caller, name, input) => {
    const refusal = gate(caller, name, input);
    if (refusal !== null || !isCallName(name)) {
      journal.refused(isCallName(name) ? name : null, refusal ?? 'bridge.unknown-call');
      return refuse(refusal ?? 'bridge.unknown-call');
    }
    const parsed = CALLS[name].input.safeParse(input);
    if (!parsed.success) {
      journal.refused(name, 'bridge.input');
      return refuse('bridge.input');
    }
    const started = parts.clock.monotonic();
    const reply = await run(parts, name, parsed.data);
    journal.call(name, parsed.data, reply.ok ? 'ok' : reply.fault.code, parts.clock.monotonic() - started);
    return reply;
  };
}

/** Calls that leave the session, or say nothing of it: their answer comes after it. */
const LEAVING: readonly CallName[] = ['session.lock', 'session.signOut', 'session.touch'];
/** Content of a session must not be answered after that session was left, even to a call made within it. */
const belongsToSession = (name: CallName): boolean =>
  CALLS[name].phases.every((phase) => phase === 'active') && !LEAVING.includes(name);

async function run(parts: RouterParts, name: CallName, input: object): Promise<Reply<unknown>> {
  const generation = parts.generation();
  try {
    const value = await underDeadline(parts, name, input);
    if (belongsToSession(name) && parts.generation() !== generation) return refuse('bridge.phase');
    const output = CALLS[name].output.safeParse(value);
    if (output.success) return { ok: true, value: output.data };
    const paths = output.error.issues.map((issue) => issue.path.join('.')).join(' ');
    parts.journal.event('output-outside-contract', { call: name, paths: paths.slice(0, 200) });
    return refuse('bridge.output');
  } catch (error) {
    return { ok: false, fault: asFault(parts.journal, name, error) };
  } finally {
    for (const key of secretsOf(name)) Reflect.deleteProperty(input, key);
  }
}

const secretsOf = (name: CallName): readonly string[] => {
  const row = CALLS[name];
  return 'secret' in row ? row.secret : [];
};

function asFault(journal: Journal, name: CallName, error: unknown): Fault {
  if (error instanceof FaultError) {
    const fault = faultSchema.safeParse(error.fault);
    if (fault.success) return fault.data;
  }
  return { code: 'internal', reference: journal.failure(name, error) };
}

function underDeadline(parts: RouterParts, name: CallName, input: object): Promise<unknown> {
  const ending = new AbortController();
  return new Promise((resolve, reject) => {
    const stop = parts.clock.after(CALLS[name].deadlineMs, () => {
      reject(new FaultError('bridge.deadline'));
      ending.abort();
    });
    // The table pairs each name with its handler; indexing by a union loses that pairing.
    const handler = parts.handlers[name] as (input: object, context: { signal: AbortSignal }) => unknown;
    Promise.resolve()
      .then(() => handler(input, { signal: ending.signal }))
      .then(resolve, reject)
      .finally(stop);
  });
}
