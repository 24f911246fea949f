/** One line, or several, of text with its label, hint and error. Never for a password: see PasswordField. */
import type { ReactNode, Ref } from 'react';
import { Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components';
import { FieldProblem } from './field-problem.tsx';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly name?: string;
  readonly size?: 'normal' | 'large';
  readonly mono?: boolean;
  readonly lines?: number;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly hideLabel?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps) {
  const { label, hint, error, size, mono, lines, placeholder, hideLabel, inputRef, ...rest } = props;
  const classes = `in${mono ? ' mono' : ''}`;
  const shown = placeholder === undefined ? {} : { placeholder };
  return (
    <AriaTextField
      {...rest}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      spellCheck="false"
      className={`field${size === 'large' ? ' field-large' : ''}`}
    >
      <Label className={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</Label>
      {lines ? (
        <TextArea className={classes} rows={lines} {...shown} />
      ) : (
        <Input className={classes} {...shown} {...(inputRef ? { ref: inputRef } : {})} />
      )}
      {hint ? (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      ) : null}
      <FieldProblem error={error} />
    </AriaTextField>
  );
}
