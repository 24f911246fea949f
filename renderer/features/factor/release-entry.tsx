/** Asks for the release code of a supervisor where a second factor may not be set up alone; says who gives it. */
import { useRef, useState } from 'react';
import type { CodeRefusal } from '../../../shared/session/identity.ts';
import { Alert } from '../../ui/alert.tsx';
import { LongCodeField } from './long-code-field.tsx';
import { codeRefusalText, TEXTS } from './texts.ts';

interface ReleaseEntryProps {
  readonly help: string;
  readonly submit: (code: string) => Promise<CodeRefusal | null>;
}
export function ReleaseEntry({ help, submit }: ReleaseEntryProps) {
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const send = async (): Promise<void> => {
    if (isBusy) return;
    if (code.trim() === '') {
      setError(TEXTS.codeMissing);
      return;
    }
    setBusy(true);
    const refusal = await submit(code);
    setBusy(false);
    setCode('');
    setError(refusal ? codeRefusalText(refusal) : undefined);
    field.current?.focus();
  };
  return (
    <form
      className="code-entry"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Alert tone="neutral" title={TEXTS.releaseTitle}>
        <p>{TEXTS.releaseWhat}</p>
        <p>
          <b>Who gives it:</b> {help}
        </p>
      </Alert>
      <LongCodeField
        label={TEXTS.release}
        hint={TEXTS.releaseHint}
        value={code}
        onChange={setCode}
        error={error}
        isBusy={isBusy}
        inputRef={field}
        autoFocus
      />
    </form>
  );
}
