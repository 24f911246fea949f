/** The locked workstation: a name and a password field. Knows nothing else of the session; its records are gone from this process. */
import { useRef, useState } from 'react';
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import type { SignInRefusal } from '../../../shared/session/view.ts';
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
}

export function LockScreen({ snapshot, locked, onPolicy }: LockScreenProps) {
  const [refusal, setRefusal] = useState<SignInRefusal | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const signOut = useCommand('session.signOut');
  return (
    <Gate snapshot={snapshot} onPolicy={onPolicy}>
      <h1>{TEXTS.lockedTitle}</h1>
      <p className="lock-name">
        {locked.person.rank} {locked.person.name} <span className="dim">{locked.person.commandLabel}</span>
      </p>
      <p className="dim">
        {LOCK_TEXTS[locked.cause]}, {instantText(locked.at)}. {TEXTS.keptForYou}
      </p>
      {refusal ? <RefusalAlert refusal={refusal} /> : null}
      {fault ? <FaultAlert fault={fault} /> : null}
      <UnlockForm onRefusal={setRefusal} onFault={setFault} />
      <Button
        tone="link"
        onPress={() => {
          void signOut.run({}).then((reply) => setFault(reply.ok ? null : reply.fault));
        }}
      >
        {TEXTS.someoneElse}
      </Button>
      <p className="dim3">The session ends at {instantText(locked.absoluteAt)}.</p>
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
