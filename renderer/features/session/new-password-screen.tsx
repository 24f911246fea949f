/** A password that must be changed before going on: why, the rules, the change. Each try empties the fields; none is kept anywhere. */
import { useRef, useState, type RefObject } from 'react';
import type { PasswordResult, Snapshot } from '../../../shared/bridge/calls.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import type { Challenge } from '../../../shared/session/identity.ts';
import { useAction } from '../../app/actions/use-action.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useGateWord } from '../../app/gate/gate-word.ts';
import { useCommand } from '../../bridge/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { Remaining } from '../../ui/remaining.tsx';
import { Gate } from './gate.tsx';
import { hintSentence, PASSWORD_TEXTS as TEXTS, refusedField, refusedSentence } from './password-texts.ts';

type NewPassword = Extract<Challenge, { outcome: 'new-password' }>;
interface NewPasswordScreenProps {
  readonly snapshot: Snapshot;
  readonly challenge: NewPassword;
  readonly onPolicy: () => void;
}

export function NewPasswordScreen({ snapshot, challenge, onPolicy }: NewPasswordScreenProps) {
  const [fault, setFault] = useState<Fault | null>(null);
  const cancel = useCommand('session.cancelChallenge');
  const back = (): void => void cancel.run({}).then((reply) => setFault(reply.ok ? null : reply.fault));
  useAction({ id: 'step.back', label: TEXTS.back, group: 'Sign-in', keys: 'Escape', run: back });
  return (
    <Gate snapshot={snapshot} onPolicy={onPolicy}>
      <h1>{TEXTS.title}</h1>
      <p className="dim">{TEXTS.why[challenge.why]}</p>
      <ul className="gate-rules" aria-label="Rules for the new password">
        {challenge.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      {fault ? <FaultAlert fault={fault} /> : null}
      <PasswordForm onFault={setFault} />
      <div className="gate-foot">
        <Button tone="link" keys="Esc" onPress={back}>
          {TEXTS.back}
        </Button>
        <Remaining until={challenge.expiresAt} words={TEXTS.left} over={TEXTS.over} />
      </div>
    </Gate>
  );
}

type Place = 'old' | 'new' | 'again';
interface Problem {
  readonly at: Place;
  readonly text: string;
}
const EMPTY: Readonly<Record<Place, string>> = { old: '', new: '', again: '' };

const missing = (typed: typeof EMPTY): Problem | null => {
  if (typed.old === '') return { at: 'old', text: TEXTS.oldMissing };
  if (typed.new === '') return { at: 'new', text: TEXTS.newMissing };
  return typed.new === typed.again ? null : { at: 'again', text: TEXTS.differs };
};

function useFields() {
  const old = useRef<HTMLInputElement>(null);
  const fresh = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const refs: Readonly<Record<Place, RefObject<HTMLInputElement | null>>> = { old, new: fresh, again };
  return { refs, focus: (at: Place): void => refs[at].current?.focus() };
}

function PasswordForm({ onFault }: { readonly onFault: (fault: Fault | null) => void }) {
  const [typed, setTyped] = useState(EMPTY);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { tell } = useGateWord();
  const change = useCommand('session.changePassword');
  const { refs, focus } = useFields();
  const show = (next: Problem): void => {
    setProblem(next);
    focus(next.at);
  };
  const told = (result: PasswordResult): void => {
    if (result.outcome === 'password-refused') {
      if (result.attemptsLeft === 0) tell({ outcome: 'passwords-over' });
      show({ at: refusedField(result.because), text: refusedSentence(result) });
    } else if (result.outcome !== 'active' && result.outcome !== 'challenge') tell(result);
  };
  const submit = async (): Promise<void> => {
    if (change.isBusy) return;
    const first = missing(typed);
    if (first) {
      // Enter walks through the empty fields; only two that differ are an error at once.
      if (first.at === 'again' && typed.again !== '') {
        setTyped({ ...typed, again: '' });
        show(first);
      } else if (problem?.at === first.at || document.activeElement === refs[first.at].current) show(first);
      else focus(first.at);
      return;
    }
    setProblem(null);
    onFault(null);
    const reply = await change.run({ password: typed.old, newPassword: typed.new });
    setTyped(EMPTY);
    if (reply.ok) told(reply.value);
    else {
      onFault(reply.fault);
      // The sign-in screen comes next, and would know nothing of it.
      if (reply.fault.code === 'attempt.ended') tell({ outcome: 'fault', fault: reply.fault });
    }
  };
  const field = (at: Place) => ({
    label: TEXTS[at],
    value: typed[at],
    onChange: (value: string) => setTyped((now) => ({ ...now, [at]: value })),
    error: problem?.at === at ? problem.text : undefined,
    inputRef: refs[at],
  });
  return (
    <form
      className="gate-fields gate-tight"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PasswordField {...field('old')} autoFocus />
      <PasswordField {...field('new')} hint={hintSentence(typed.new)} />
      <PasswordField {...field('again')} />
      <Button type="submit" tone="primary" size="large" wide keys="Enter" isPending={change.isBusy}>
        {change.isBusy ? TEXTS.changing : TEXTS.submit}
      </Button>
    </form>
  );
}
