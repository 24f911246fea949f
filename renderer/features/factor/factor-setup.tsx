/**
 * Setting up a second factor: the key as QR code and as text, then two codes in a row. The key is in this component
 * while it is shown and goes with it; it is in no cache and no draft.
 */
import { useEffect, useRef, useState } from 'react';
import type { Fault, Reply } from '../../../shared/faults/faults.ts';
import type { FactorConfirmed, FactorSecret } from '../../../shared/session/identity.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { Button } from '../../ui/button.tsx';
import { CodeField } from '../../ui/code-field.tsx';
import { Loading } from '../../ui/progress.tsx';
import { QrCode } from './qr-code.tsx';
import { codeRefusalText, TEXTS } from './texts.ts';

interface FactorSetupProps {
  readonly begin: () => Promise<Reply<FactorSecret>>;
  readonly confirm: (first: string, second: string) => Promise<Reply<FactorConfirmed>>;
  readonly onCodes: (recoveryCodes: readonly string[]) => void;
  /** Tells of a refusal that ended it. */
  readonly onOver?: () => void;
}

export function FactorSetup({ begin, confirm, onCodes, onOver }: FactorSetupProps) {
  const [secret, setSecret] = useState<FactorSecret | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const asked = useRef(false);
  const ask = async (): Promise<void> => {
    setFault(null);
    const reply = await begin();
    if (reply.ok) setSecret(reply.value);
    else setFault(reply.fault);
  };
  useEffect(() => {
    // Once: asking again makes another key, and the one on the phone would be void.
    if (asked.current) return;
    asked.current = true;
    void ask();
  });
  return (
    <>
      {fault ? (
        <FaultAlert fault={fault}>
          {secret ? null : (
            <Button tone="link" onPress={() => void ask()}>
              Try again
            </Button>
          )}
        </FaultAlert>
      ) : null}
      {secret ? (
        <>
          <Key secret={secret} />
          <TwoCodes
            confirm={confirm}
            onCodes={onCodes}
            onFault={setFault}
            {...(onOver === undefined ? {} : { onOver })}
          />
        </>
      ) : null}
      {secret || fault ? null : <Loading label={TEXTS.preparing} />}
    </>
  );
}

function Key({ secret }: { readonly secret: FactorSecret }) {
  const groups = secret.secret.match(/.{1,4}/g) ?? [];
  return (
    <div className="factor-key">
      <QrCode text={secret.uri} label={TEXTS.qrLabel} />
      <div>
        <p>{TEXTS.scan}</p>
        <p className="dim">{TEXTS.typeIn}</p>
        <p className="factor-secret mono">
          {groups.map((group, at) => (
            // The groups of a key may repeat; their place is what tells them apart.
            <span key={`${String(at)} ${group}`}>{group} </span>
          ))}
        </p>
      </div>
    </div>
  );
}

type TwoCodesProps = Pick<FactorSetupProps, 'confirm' | 'onCodes' | 'onOver'> & {
  readonly onFault: (fault: Fault | null) => void;
};
function TwoCodes({ confirm, onCodes, onOver, onFault }: TwoCodesProps) {
  const [first, setFirst] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [first]);
  const second = async (code: string): Promise<void> => {
    if (first === null) {
      setFirst(code);
      setTyped('');
      setError(undefined);
      return;
    }
    setBusy(true);
    onFault(null);
    const reply = await confirm(first, code);
    setBusy(false);
    setTyped('');
    if (!reply.ok) {
      setFirst(null);
      onFault(reply.fault);
    } else if (reply.value.outcome === 'confirmed') onCodes(reply.value.recoveryCodes);
    else {
      // Two codes in a row, or both again: the first one's time is over by now. The same code twice keeps the first.
      if (reply.value.because !== 'same-code') setFirst(null);
      setError(codeRefusalText(reply.value));
      if (reply.value.attemptsLeft === 0) onOver?.();
    }
    field.current?.focus();
  };
  return (
    <div className="code-entry">
      <p className="visually-hidden" role="status">
        {first === null ? '' : `${TEXTS.firstTaken} ${TEXTS.next}.`}
      </p>
      <CodeField
        label={first === null ? TEXTS.first : TEXTS.next}
        hint={isBusy ? TEXTS.checking : first === null ? TEXTS.firstHint : TEXTS.nextHint}
        value={typed}
        onChange={setTyped}
        onComplete={(code) => void second(code)}
        isBusy={isBusy}
        error={error}
        inputRef={field}
      />
      <ol className="factor-steps" aria-hidden="true">
        <li data-done={first !== null}>1 · first code</li>
        <li data-done="false">2 · next code</li>
      </ol>
    </div>
  );
}
