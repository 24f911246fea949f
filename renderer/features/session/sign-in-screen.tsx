/**
 * Notice and sign-in on one screen (AC-8): nothing is sent before the notice is explicitly accepted. From the password,
 * Enter goes to the acceptance, Enter there accepts and signs in.
 */
import { useRef, useState, type KeyboardEvent } from 'react';
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { clockText, dayText } from '../../ui/time.ts';
import { useNow } from '../../ui/use-now.ts';
import { Gate } from './gate.tsx';
import { RefusalAlert } from './refusal-alert.tsx';
import { TEXTS } from './texts.ts';
import { useSignIn } from './use-sign-in.ts';

interface SignInScreenProps {
  readonly snapshot: Snapshot;
  readonly onPolicy: () => void;
}

export function SignInScreen({ snapshot, onPolicy }: SignInScreenProps) {
  const now = useNow(10_000);
  const signIn = useSignIn(snapshot);
  const waiting = snapshot.notice === null;
  const { link } = snapshot;
  const down = waiting && link.state === 'down' ? (link.fault ?? { code: 'link.down' as const }) : null;
  const fault = signIn.fault ?? down;
  return (
    <Gate snapshot={snapshot} onPolicy={onPolicy} noticeFirst>
      <h1>{TEXTS.signIn}</h1>
      <p className="dim">
        {dayText(now)} {clockText(now)}
      </p>
      {signIn.refusal ? <RefusalAlert refusal={signIn.refusal} /> : null}
      {fault ? (
        <FaultAlert fault={fault}>
          {waiting ? (
            <Button tone="link" onPress={signIn.begin}>
              {TEXTS.retry}
            </Button>
          ) : null}
        </FaultAlert>
      ) : null}
      {waiting && !fault ? (
        <p className="loading" role="status">
          {TEXTS.contacting}
        </p>
      ) : null}
      <SignInForm
        isAccepted={snapshot.phase === 'credentials'}
        isBusy={signIn.isBusy}
        isReady={!waiting}
        submit={signIn.submit}
      />
    </Gate>
  );
}

interface SignInFormProps {
  /** The notice was accepted already: after a wrong password it is not asked again. */
  readonly isAccepted: boolean;
  readonly isBusy: boolean;
  readonly isReady: boolean;
  readonly submit: (username: string, password: string) => Promise<boolean>;
}

type Problem = 'username' | 'password' | 'accept' | null;

function SignInForm({ isAccepted, isBusy, isReady, submit }: SignInFormProps) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [ticked, setTicked] = useState(false);
  const [problem, setProblem] = useState<Problem>(null);
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const user = useRef<HTMLInputElement>(null);

  const send = async (accepted: boolean): Promise<void> => {
    if (isBusy || !isReady) return;
    if (username.trim() === '') {
      setProblem('username');
      user.current?.focus();
    } else if (password === '') {
      setProblem(problem === null ? null : 'password');
      field.current?.focus();
    } else if (accepted) {
      setProblem(null);
      const again = await submit(username, password);
      setPassword('');
      if (again) field.current?.focus();
    } else {
      setProblem('accept');
      form.current?.querySelector<HTMLInputElement>('input[type=checkbox]')?.focus();
    }
  };
  const onAcceptKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    setTicked(true);
    void send(true);
  };
  return (
    <form
      ref={form}
      className="gate-fields"
      onSubmit={(event) => {
        event.preventDefault();
        void send(isAccepted || ticked);
      }}
    >
      <TextField
        label={TEXTS.username}
        value={username}
        onChange={setUsername}
        size="large"
        maxLength={104}
        autoFocus
        autoComplete="off"
        inputRef={user}
        error={problem === 'username' ? TEXTS.usernameMissing : undefined}
      />
      <PasswordField
        label={TEXTS.password}
        value={password}
        onChange={setPassword}
        inputRef={field}
        error={problem === 'password' ? TEXTS.passwordMissing : undefined}
      />
      {isAccepted ? null : (
        <div onKeyDownCapture={onAcceptKey}>
          <Checkbox isSelected={ticked} onChange={setTicked}>
            <span className="dim">{TEXTS.accept}</span>
          </Checkbox>
          <p className="field-error" role="alert">
            {problem === 'accept' && !ticked ? TEXTS.acceptFirst : ''}
          </p>
        </div>
      )}
      <Button type="submit" tone="primary" size="large" wide keys="Enter" isPending={isBusy} isDisabled={!isReady}>
        {isBusy ? TEXTS.checking : isAccepted ? TEXTS.submit : TEXTS.submitAccepting}
      </Button>
    </form>
  );
}
