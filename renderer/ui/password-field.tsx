/**
 * A password. Its value lives in the input and in the form's state until it is sent, nowhere else: never in a draft,
 * a cache or a URL. May be shown while the eye is pressed on; it is hidden again when the field is left.
 */
import { useState, type Ref } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { Button } from './button.tsx';
import { FieldProblem } from './field-problem.tsx';

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  /** One calm sentence of what is typed; read out when it changes. */
  readonly hint?: string;
  readonly autoFocus?: boolean;
  readonly isDisabled?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function PasswordField({ label, error, hint, inputRef, ...rest }: PasswordFieldProps) {
  const [clear, setClear] = useState(false);
  const [caps, setCaps] = useState(false);
  return (
    <TextField
      {...rest}
      type={clear ? 'text' : 'password'}
      autoComplete="off"
      spellCheck="false"
      maxLength={256}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="field field-large"
      onBlur={() => setClear(false)}
      onKeyUp={(event) => setCaps(event.getModifierState('CapsLock'))}
    >
      <Label className="field-label">{label}</Label>
      <div className="password-row">
        <Input className="in" {...(inputRef ? { ref: inputRef } : {})} />
        <Button
          tone="quiet"
          icon={clear ? 'eye-off' : 'eye'}
          aria-label={clear ? 'Hide password' : 'Show password'}
          onPress={() => setClear(!clear)}
        />
      </div>
      <FieldProblem error={error} />
      <div className="field-hint" role="status">
        {caps ? 'Caps Lock is on' : hint}
      </div>
    </TextField>
  );
}
