/**
 * The workstation's own log for whoever looks after it. It writes what is on a list and nothing else: inputs by key
 * from {@link JOURNALED_INPUT}; never an answer, a secret, a token, a name or an exception's own words.
 */
import type { CallName } from '../../../shared/bridge/calls.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JournalSink } from '../../ports/journal-sink.ts';

/** Keys of an input that may be written, by call. All else is left out; a secret key can never be listed (tested). */
export const JOURNALED_INPUT: Readonly<Partial<Record<CallName, readonly string[]>>> = {
  'session.acceptNotice': ['hash'],
  'search.start': ['key'],
  'search.cancel': ['key'],
  'record.open': ['id'],
  'record.reveal': ['record', 'section', 'row', 'field'],
  'audit.openQuery': ['seq'],
};

export interface Journal {
  call(name: CallName, input: unknown, outcome: string, ms: number): void;
  /** A call that never reached a handler; the name is written only if it is one of ours. */
  refused(name: CallName | null, code: string): void;
  /** Something happened; `facts` are codes, counts and times chosen by us. */
  event(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  /** Returns the reference under which the failure is found. */
  failure(where: string, error: unknown): string;
}

function listed(name: CallName, input: unknown): Record<string, string | number> {
  const out: Record<string, string | number> = {};
  if (typeof input !== 'object' || input === null) return out;
  for (const key of JOURNALED_INPUT[name] ?? []) {
    const value = (input as Record<string, unknown>)[key];
    if (typeof value === 'number') out[key] = value;
    else if (typeof value === 'string' && /^[\w.-]{1,64}$/.test(value)) out[key] = value;
  }
  return out;
}

/** Where an error was made: functions and lines of its stack, without its message. */
function places(error: unknown): readonly string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  return error.stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim().replace(/\(?(?:file:\/\/)?\/?[^\s()]*\/(?=[^/]+:\d+:\d+\)?$)/, '('));
}

export function createJournal(sink: JournalSink, clock: Clock): Journal {
  const write = (line: Record<string, unknown>): void => {
    sink.append(JSON.stringify({ at: new Date(clock.now()).toISOString(), ...line }));
  };
  return {
    call: (name, input, outcome, ms) =>
      write({ event: 'call', call: name, outcome, ms: Math.round(ms), input: listed(name, input) }),
    refused: (name, code) => write({ event: 'refused', call: name ?? 'unknown', code }),
    event: (event, facts = {}) => write({ event, ...facts }),
    failure: (where, error) => {
      const reference = `W-${globalThis.crypto.randomUUID().slice(0, 13)}`;
      const kind = error instanceof Error ? error.name : typeof error;
      write({ event: 'failure', where, reference, kind, places: places(error) });
      return reference;
    },
  };
}
