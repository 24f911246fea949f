/** Help for a colleague whose second factor is new or lost: a release code, or withdrawing the lost one. Never for oneself (AC-5). */
import { useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/bridge/calls.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { useSay } from '../../app/bottom-line.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCommand } from '../../bridge/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { IssuedCode } from '../../ui/issued-code.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { TEXTS } from './texts.ts';

type Given = CallOutput<'factor.release'> & { readonly username: string };

function useFactorHelp() {
  const [given, setGiven] = useState<Given | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const release = useCommand('factor.release');
  const remove = useCommand('factor.remove');
  const say = useSay();
  const give = async (username: string): Promise<void> => {
    setGiven(null);
    setFault(null);
    const reply = await release.run({ username });
    if (reply.ok) setGiven({ ...reply.value, username });
    else setFault(reply.fault);
  };
  const withdraw = async (username: string): Promise<void> => {
    setGiven(null);
    setFault(null);
    const reply = await remove.run({ username });
    if (reply.ok) say(TEXTS.withdrawn(username));
    else setFault(reply.fault);
  };
  return { given, fault, give, withdraw, isBusy: release.isBusy || remove.isBusy };
}

export function FactorPart() {
  const [username, setUsername] = useState('');
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { given, fault, give, withdraw, isBusy } = useFactorHelp();
  const named = username.trim();
  /** Does it for the colleague named, or asks for the name. */
  const forNamed = (then: (name: string) => void): void => {
    setMissing(named === '');
    if (named === '') field.current?.focus();
    else then(named);
  };
  useActions([
    {
      id: 'desk.factor.give',
      label: TEXTS.give,
      group: 'Desk',
      keys: 'Ctrl+Enter',
      run: () => forNamed((name) => void give(name)),
    },
    {
      id: 'desk.factor.withdraw',
      label: TEXTS.withdraw,
      group: 'Desk',
      keys: 'Ctrl+Shift+D',
      run: () => forNamed(() => setAsking(true)),
    },
  ]);
  return (
    <div className="desk-part">
      <p className="dim desk-what">{TEXTS.factorWhat}</p>
      <form
        className="desk-form"
        onSubmit={(event) => {
          event.preventDefault();
          forNamed((name) => void give(name));
        }}
      >
        <TextField
          label={TEXTS.username}
          value={username}
          onChange={(value) => {
            setUsername(value);
            setAsking(false);
          }}
          maxLength={104}
          autoComplete="off"
          autoFocus
          inputRef={field}
          error={missing && named === '' ? TEXTS.usernameMissing : undefined}
        />
        <div className="desk-ways">
          <Button type="submit" tone="primary" keys="Enter" isPending={isBusy}>
            {TEXTS.give}
          </Button>
          <ConfirmButton
            label={TEXTS.withdraw}
            about=""
            question={TEXTS.withdrawQuestion(named)}
            confirm={TEXTS.withdrawConfirm}
            isAsking={asking}
            onAsk={(yes) => (yes ? forNamed(() => setAsking(true)) : setAsking(false))}
            onConfirm={() => void withdraw(named)}
            isPending={isBusy}
          />
        </div>
      </form>
      {fault ? <FaultAlert fault={fault} /> : null}
      {given ? (
        <IssuedCode title={TEXTS.given(given.username)} code={given.code} expiresAt={given.expiresAt}>
          <p className="dim">{TEXTS.givenWhat}</p>
        </IssuedCode>
      ) : null}
    </div>
  );
}
