/** What the sign-in screen has to say of the step before it: a refusal that ended it, a time that ran out. Gone with the next try. */
import { createContext, useContext, useMemo, useRef, useState } from 'react';
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import { useTopic } from '../../bridge/bridge-context.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import type { SignInRefusal } from '../../../shared/session/view.ts';

export type GateWord =
  | SignInRefusal
  /** The gateway ended the attempt, with its own word of it. */
  | { readonly outcome: 'fault'; readonly fault: Fault }
  | { readonly outcome: 'time-over' | 'codes-over' | 'passwords-over' };

interface GateWordValue {
  readonly word: GateWord | null;
  readonly tell: (word: GateWord | null) => void;
  /** User name of the sign-in under way, for the sheet of recovery codes; '' when none is. */
  readonly username: string;
  readonly begin: (username: string) => void;
}
export const GateWordContext = createContext<GateWordValue>({
  word: null,
  tell: () => {},
  username: '',
  begin: () => {},
});
export const useGateWord = (): GateWordValue => useContext(GateWordContext);

const STEPS: readonly Snapshot['phase'][] = ['newPassword', 'secondFactor'];

/** Makes the word's state; once, at the top. A step whose time ran out is told here, because nobody pressed anything. */
export function useNewGateWord(first: Snapshot): GateWordValue {
  const [word, tell] = useState<GateWord | null>(null);
  const [username, begin] = useState('');
  const step = useRef<string | null>(first.challenge?.expiresAt ?? null);
  useTopic('session.changed', ({ phase, challenge }) => {
    if (STEPS.includes(phase)) {
      step.current = challenge?.expiresAt ?? step.current;
      return;
    }
    const ranOut = step.current !== null && Date.parse(step.current) <= Date.now() + 1_000;
    step.current = null;
    if (phase === 'credentials' && ranOut) tell({ outcome: 'time-over' });
    else if (phase === 'active' || phase === 'signedOut') {
      tell(null);
      begin('');
    }
  });
  return useMemo(() => ({ word, tell, username, begin }), [username, word]);
}
