/** Asks for a code of the phone, or for a recovery code. A wrong one empties the field and keeps the focus; nothing is kept after it is sent. */
import { useEffect, useRef, useState } from 'react';
import type { CodeRefusal } from '../../../shared/session/identity.ts';
import { Button } from '../../ui/button.tsx';
import { CodeField } from '../../ui/code-field.tsx';
import { LongCodeField } from './long-code-field.tsx';
import { codeRefusalText, TEXTS } from './texts.ts';

export type CodeMethod = 'totp' | 'recovery';

interface CodeEntryProps {
  /** Answers the refusal, or null when it went on (or failed in a way told elsewhere). */
  readonly submit: (method: CodeMethod, code: string) => Promise<CodeRefusal | null>;
  readonly recoveryLeft: number;
}

export function CodeEntry({ submit, recoveryLeft }: CodeEntryProps) {
  const [method, setMethod] = useState<CodeMethod>('totp');
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [method]);
  const send = async (typed: string): Promise<void> => {
    if (isBusy) return;
    if (typed.trim() === '') {
      setError(TEXTS.codeMissing);
      return;
    }
    setBusy(true);
    setError(undefined);
    const refusal = await submit(method, typed);
    setBusy(false);
    setCode('');
    setError(refusal ? codeRefusalText(refusal) : undefined);
    field.current?.focus();
  };
  const swap = (next: CodeMethod): void => {
    setMethod(next);
    setCode('');
    setError(undefined);
  };
  if (method === 'recovery') {
    return (
      <form
        className="code-entry"
        onSubmit={(event) => {
          event.preventDefault();
          void send(code);
        }}
      >
        <LongCodeField
          label={TEXTS.recovery}
          hint={TEXTS.recoveryHint}
          value={code}
          onChange={setCode}
          error={error}
          isBusy={isBusy}
          inputRef={field}
        />
        <Button tone="link" onPress={() => swap('totp')}>
          {TEXTS.phoneInstead}
        </Button>
      </form>
    );
  }
  return (
    <div className="code-entry">
      <CodeField
        label={TEXTS.code}
        hint={isBusy ? TEXTS.checking : TEXTS.codeHint}
        value={code}
        onChange={setCode}
        onComplete={(whole) => void send(whole)}
        isBusy={isBusy}
        error={error}
        inputRef={field}
      />
      {recoveryLeft > 0 ? (
        <Button tone="link" onPress={() => swap('recovery')}>
          {TEXTS.recoveryInstead(recoveryLeft)}
        </Button>
      ) : (
        <p className="dim">{TEXTS.noRecovery}</p>
      )}
    </div>
  );
}
