/** The locked workstation: a name and a password field. Knows nothing else of the session; its records are gone from this process. */
import { useRef, useState, type ReactNode } from 'react';
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import type { SignInRefusal } from '../../../shared/session/view.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCommand } from '../../bridge/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { instantText } from '../../ui/time.ts';
import { Gate } from './gate.tsx';
import { RefusalAlert } from './refusal-alert.tsx';
import { LOCK_TEXTS, TEXTS } from './texts.ts';

interface LockScreenProps {
  readonly snapshot: Snapshot;
  readonly locked: NonNullable<Snapshot['locked']>;
  readonly onPolicy: () => void;
  /** In place of the password while a code is due. */
  readonly code: ReactNode;
}

export function LockScreen({ snapshot, locked, onPolicy, code }: LockScreenProps) {
  const [refusal, setRefusal] = useState<SignInRefusal | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const signOut = useCommand('session.signOut');
  const handOver = useCommand('session.someoneElse');
  const leave = async (how: typeof signOut): Promise<void> => {
    const reply = await how.run({});
    setFault(reply.ok ? null : reply.fault);
  };
  const group = 'Locked';
  useActions([
    { id: 'lock.else', label: TEXTS.someoneElse, group, keys: 'Alt+N', run: () => void leave(handOver) },
    { id: 'lock.signOut', label: TEXTS.signOut, group, keys: 'Ctrl+Shift+X', run: () => void leave(signOut) },
  ]);
  return (
    <Gate snapshot={snapshot} onPolicy={onPolicy}>
      <h1>{TEXTS.lockedTitle}</h1>
      <p className="lock-name">
        {locked.person.rank} {locked.person.name} <span className="dim">{locked.person.commandLabel}</span>
      </p>
      <p className="dim">
        {LOCK_TEXTS[locked.cause]}, {instantText(locked.at)}. {TEXTS.keptForYou} The session ends at{' '}
        {instantText(locked.absoluteAt)}.
      </p>
      {refusal && !code ? <RefusalAlert refusal={refusal} /> : null}
      {fault ? <FaultAlert fault={fault} /> : null}
      {code ?? <UnlockForm onRefusal={setRefusal} onFault={setFault} />}
      <div className="gate-ways">
        <p className="dim">{TEXTS.notYou(`${locked.person.rank} ${locked.person.name}`)}</p>
        <Button wide keys="Alt+N" isPending={handOver.isBusy} onPress={() => void leave(handOver)}>
          {TEXTS.someoneElse}
        </Button>
        <Button tone="quiet" wide keys="Ctrl+Shift+X" isPending={signOut.isBusy} onPress={() => void leave(signOut)}>
          {TEXTS.signOut}
        </Button>
      </div>
    </Gate>
  );
}

interface UnlockFormProps {
  readonly onRefusal: (refusal: SignInRefusal | null) => void;
  readonly onFault: (fault: Fault | null) => void;
}
function UnlockForm({ onRefusal, onFault }: UnlockFormProps) {
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const unlock = useCommand('session.unlock');
  const submit = async (): Promise<void> => {
    if (password === '' || unlock.isBusy) return;
    onRefusal(null);
    onFault(null);
    const reply = await unlock.run({ password });
    setPassword('');
    if (!reply.ok) onFault(reply.fault);
    else if (reply.value.outcome !== 'active' && reply.value.outcome !== 'challenge') onRefusal(reply.value);
    field.current?.focus();
  };
  return (
    <form
      className="gate-fields"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PasswordField label={TEXTS.password} value={password} onChange={setPassword} autoFocus inputRef={field} />
      <Button type="submit" tone="primary" size="large" wide keys="Enter" isPending={unlock.isBusy}>
        {unlock.isBusy ? TEXTS.checking : TEXTS.unlock}
      </Button>
    </form>
  );
}
