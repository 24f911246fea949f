/** Asks for the password, and for a code when one is due. Both are in this component until they are sent, and gone with it. */
import { useRef, useState } from 'react';
import type { Fault, Reply } from '../../../shared/faults/faults.ts';
import type { CodeRefusal, StepUp } from '../../../shared/session/identity.ts';
import type { SignInRefusal } from '../../../shared/session/view.ts';
import { useCommand } from '../../bridge/use-call.ts';
import { CodeEntry, type CodeMethod } from '../../features/factor/code-entry.tsx';
import { RefusalAlert } from '../../features/session/refusal-alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { FaultAlert } from '../fault-alert.tsx';
import { TEXTS } from './texts.ts';

interface StepUpDialogProps {
  readonly isOpen: boolean;
  readonly onGiven: () => void;
  readonly onClose: () => void;
}
export function StepUpDialog({ isOpen, onGiven, onClose }: StepUpDialogProps) {
  return (
    <Dialog title={TEXTS.title} isOpen={isOpen} onClose={onClose} size="narrow">
      <StepUpBody onGiven={onGiven} />
    </Dialog>
  );
}

/** What came back, sorted: done, a code to give, a refusal to show. */
function useStepUp(onGiven: () => void) {
  const [fault, setFault] = useState<Fault | null>(null);
  const [refusal, setRefusal] = useState<SignInRefusal | null>(null);
  /** Codes left on the sheet once a code is due; null: the password is asked. */
  const [codeDue, setCodeDue] = useState<number | null>(null);
  const step = useCommand('session.stepUp');
  const read = (reply: Reply<StepUp>): CodeRefusal | null => {
    setFault(reply.ok ? null : reply.fault);
    setRefusal(null);
    if (!reply.ok) return null;
    const { value } = reply;
    switch (value.outcome) {
      case 'ok':
        onGiven();
        return null;
      case 'code-due':
        setCodeDue(value.recoveryLeft);
        return null;
      case 'code-refused':
        return value;
      case 'refused':
      case 'locked':
      case 'account':
        setCodeDue(null);
        setRefusal(value);
        return null;
    }
  };
  return { fault, refusal, codeDue, isBusy: step.isBusy, run: step.run, read };
}

function StepUpBody({ onGiven }: Pick<StepUpDialogProps, 'onGiven'>) {
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const { fault, refusal, codeDue, isBusy, run, read } = useStepUp(onGiven);
  const field = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    if (isBusy) return;
    setMissing(typed === '');
    if (typed === '') return;
    const reply = await run({ password: typed });
    read(reply);
    // Kept only while a code must come with it.
    if (!reply.ok || reply.value.outcome !== 'code-due') setTyped('');
    field.current?.focus();
  };
  const submitCode = async (method: CodeMethod, code: string): Promise<CodeRefusal | null> => {
    const reply = await run({ password: typed, method, code });
    if (!reply.ok || reply.value.outcome !== 'code-refused') setTyped('');
    return read(reply);
  };
  const told = (
    <>
      {fault ? <FaultAlert fault={fault} /> : null}
      {refusal ? <RefusalAlert refusal={refusal} /> : null}
    </>
  );
  if (codeDue !== null) {
    return (
      <div className="step-up">
        <p>{TEXTS.codeDue}</p>
        {told}
        <CodeEntry submit={submitCode} recoveryLeft={codeDue} />
      </div>
    );
  }
  return (
    <form
      className="step-up"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className="dim">{TEXTS.what}</p>
      {told}
      <PasswordField
        label={TEXTS.password}
        value={typed}
        onChange={setTyped}
        error={missing && typed === '' ? TEXTS.passwordMissing : undefined}
        autoFocus
        inputRef={field}
      />
      <Button type="submit" tone="primary" size="large" wide keys="Enter" isPending={isBusy}>
        {isBusy ? TEXTS.checking : TEXTS.submit}
      </Button>
    </form>
  );
}
