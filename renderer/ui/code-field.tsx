/**
 * Six digits in one field, drawn as six boxes. Hands them over by itself at the sixth; a pasted code may have spaces.
 * The digits live in the form's state until they are sent, nowhere else.
 */
import type { ReactNode, Ref } from 'react';
import { Input, Label, Text, TextField } from 'react-aria-components';
import { FieldProblem } from './field-problem.tsx';

const DIGITS = 6;

interface CodeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Told once, at the sixth digit. */
  readonly onComplete: (code: string) => void;
  /** On its way: keeps the focus, takes nothing. */
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function CodeField(props: CodeFieldProps) {
  const { label, value, onChange, onComplete, isBusy = false, error, hint, inputRef, ...rest } = props;
  const take = (typed: string): void => {
    const digits = typed.replaceAll(/\D/g, '').slice(0, DIGITS);
    if (digits === value) return;
    onChange(digits);
    if (digits.length === DIGITS) onComplete(digits);
  };
  return (
    <TextField
      {...rest}
      value={value}
      onChange={take}
      isReadOnly={isBusy}
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck="false"
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="field code-field"
    >
      <Label className="field-label">{label}</Label>
      <div className="code-row">
        <Input className="code-input" {...(inputRef ? { ref: inputRef } : {})} />
        <div className="code-cells" aria-hidden="true">
          {Array.from({ length: DIGITS }, (_, at) => (
            <span key={at} className="code-cell" data-next={at === Math.min(value.length, DIGITS - 1)}>
              {value[at] ?? ''}
            </span>
          ))}
        </div>
      </div>
      {hint ? (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      ) : null}
      <FieldProblem error={error} />
    </TextField>
  );
}
