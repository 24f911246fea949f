/** What is due of the second factor between a right password and a session. Shows the step main says is due, decides nothing. */
import { useState, type ReactNode } from 'react';
import type { CodeResult } from '../../../shared/bridge/calls.ts';
import type { Fault, Reply } from '../../../shared/faults/faults.ts';
import type { Challenge, CodeRefusal } from '../../../shared/session/identity.ts';
import { useAction } from '../../app/actions/use-action.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useGateWord } from '../../app/gate/gate-word.ts';
import { useCommand } from '../../bridge/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Loading } from '../../ui/progress.tsx';
import { Remaining } from '../../ui/remaining.tsx';
import { CodeEntry, type CodeMethod } from './code-entry.tsx';
import { FactorSetup } from './factor-setup.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { ReleaseEntry } from './release-entry.tsx';
import { TEXTS } from './texts.ts';

/** Reads what a code led to: a refusal to show here, or something for the screen after this one. */
function useCodeResult(setFault: (fault: Fault | null) => void) {
  const { tell } = useGateWord();
  return (reply: Reply<CodeResult>): CodeRefusal | null => {
    setFault(reply.ok ? null : reply.fault);
    if (!reply.ok) {
      // The sign-in screen comes next, and would know nothing of it.
      if (reply.fault.code === 'attempt.ended') tell({ outcome: 'fault', fault: reply.fault });
      return null;
    }
    const { value } = reply;
    if (value.outcome === 'active' || value.outcome === 'challenge') return null;
    if (value.outcome !== 'code-refused') {
      tell(value);
      return null;
    }
    if (value.attemptsLeft === 0) tell({ outcome: 'codes-over' });
    return value;
  };
}

/** Back, by button and Esc, to what came before; the gateway is told that the step is given up. */
function useBack(setFault: (fault: Fault | null) => void): () => void {
  const cancel = useCommand('session.cancelChallenge');
  const back = (): void => void cancel.run({}).then((reply) => setFault(reply.ok ? null : reply.fault));
  useAction({ id: 'step.back', label: TEXTS.back, group: 'Sign-in', keys: 'Escape', run: back });
  return back;
}

/** The code asked inside the lock: everything else of a challenge cannot happen there. */
export function UnlockCode({ challenge }: { readonly challenge: Challenge }) {
  const [fault, setFault] = useState<Fault | null>(null);
  const back = useBack(setFault);
  return (
    <>
      {fault ? <FaultAlert fault={fault} /> : null}
      {challenge.outcome === 'second-factor' ? (
        <>
          <p className="dim">
            The password is right. {challenge.because} {TEXTS.ask}
          </p>
          <AskCode challenge={challenge} setFault={setFault} />
        </>
      ) : null}
      <Foot challenge={challenge} onBack={back} />
    </>
  );
}

export function FactorStep({ challenge }: { readonly challenge: Challenge | null }) {
  const [fault, setFault] = useState<Fault | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { username } = useGateWord();
  const finish = useCommand('session.finish');
  const read = useCodeResult(setFault);
  const back = useBack(setFault);
  if (!challenge) return <Loading label={TEXTS.checking} />;
  const goOn = async (): Promise<void> => {
    setCodes(null);
    read(await finish.run({}));
  };
  const shown = fault ? <FaultAlert fault={fault} /> : null;
  if (codes) {
    return (
      <>
        <h1>{TEXTS.codesTitle}</h1>
        {shown}
        <RecoveryCodes codes={codes} username={username} onKept={() => void goOn()} isBusy={finish.isBusy} />
      </>
    );
  }
  return (
    <>
      <Due challenge={challenge} fault={shown} setFault={setFault} onCodes={setCodes} onFinish={() => void goOn()} />
      <Foot challenge={challenge} onBack={back} />
    </>
  );
}

function Foot({ challenge, onBack }: { readonly challenge: Challenge; readonly onBack: () => void }) {
  return (
    <div className="gate-foot">
      <Button tone="link" keys="Esc" onPress={onBack}>
        {TEXTS.back}
      </Button>
      <Remaining until={challenge.expiresAt} words={TEXTS.left} over={TEXTS.over} />
    </div>
  );
}

interface DueProps {
  readonly challenge: Challenge;
  readonly fault: ReactNode;
  readonly setFault: (fault: Fault | null) => void;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onFinish: () => void;
}
function Due({ challenge, fault, setFault, onCodes, onFinish }: DueProps) {
  switch (challenge.outcome) {
    case 'second-factor':
      return (
        <>
          <h1>{TEXTS.title}</h1>
          <p className="dim">
            {challenge.because} {TEXTS.ask}
          </p>
          {fault}
          <AskCode challenge={challenge} setFault={setFault} />
        </>
      );
    case 'factor-release':
      return (
        <>
          <h1>{TEXTS.title}</h1>
          {fault}
          <AskRelease challenge={challenge} setFault={setFault} />
        </>
      );
    case 'factor-enrolment':
      return (
        <>
          <h1>{TEXTS.setUpTitle}</h1>
          <p className="dim">{TEXTS.setUpWhat}</p>
          {fault}
          <SetUp onCodes={onCodes} />
        </>
      );
    case 'ready':
      return (
        <>
          <h1>{TEXTS.readyTitle}</h1>
          <p className="dim">{TEXTS.readyWhat}</p>
          {fault}
          <Button tone="primary" size="large" wide autoFocus keys="Enter" onPress={onFinish}>
            {TEXTS.go}
          </Button>
        </>
      );
    case 'new-password':
      return null; // its own phase
  }
}

interface AskProps<O extends Challenge['outcome']> {
  readonly challenge: Extract<Challenge, { outcome: O }>;
  readonly setFault: (fault: Fault | null) => void;
}
function AskCode({ challenge, setFault }: AskProps<'second-factor'>) {
  const enter = useCommand('session.enterCode');
  const read = useCodeResult(setFault);
  const submit = async (method: CodeMethod, code: string): Promise<CodeRefusal | null> =>
    read(await enter.run({ method, code }));
  return <CodeEntry submit={submit} recoveryLeft={challenge.recoveryLeft} />;
}

function AskRelease({ challenge, setFault }: AskProps<'factor-release'>) {
  const use = useCommand('session.useRelease');
  const read = useCodeResult(setFault);
  return <ReleaseEntry help={challenge.help} submit={async (code) => read(await use.run({ code }))} />;
}

function SetUp({ onCodes }: Pick<DueProps, 'onCodes'>) {
  const { tell } = useGateWord();
  const begin = useCommand('session.beginFactor');
  const confirm = useCommand('session.confirmFactor');
  return (
    <FactorSetup
      begin={() => begin.run({})}
      confirm={(first, second) => confirm.run({ first, second })}
      onCodes={onCodes}
      onOver={() => tell({ outcome: 'codes-over' })}
    />
  );
}
