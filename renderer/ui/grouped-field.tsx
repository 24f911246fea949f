/** A long code in groups of four, as it stands on paper. Takes it with or without the dashes; the caret stays where the person types. */
import { useLayoutEffect, useRef } from 'react';
import { TextField } from './text-field.tsx';

const GROUP = 4;
/** What counts in a code: letters and digits, in upper case. */
export const codeSigns = (typed: string): string => typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
const grouped = (signs: string): string => signs.match(new RegExp(`.{1,${String(GROUP)}}`, 'g'))?.join('-') ?? '';
/** Where the caret stands in the grouped text after so many signs. */
const caretAfter = (signs: number): number => signs + Math.max(0, Math.floor((signs - 1) / GROUP));

interface GroupedFieldProps {
  readonly label: string;
  /** As shown: with dashes. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Signs of a whole code. */
  readonly length: number;
  /** Told once, with the whole code. */
  readonly onComplete: (code: string) => void;
  readonly error?: string | undefined;
  readonly hint?: string;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

export function GroupedField({ value, onChange, onComplete, length, ...rest }: GroupedFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current !== null) input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const take = (typed: string): void => {
    const before = codeSigns(typed.slice(0, input.current?.selectionStart ?? typed.length)).length;
    const next = grouped(codeSigns(typed).slice(0, length));
    caret.current = caretAfter(Math.min(before, length));
    onChange(next);
    if (next !== value && codeSigns(next).length === length) onComplete(next);
  };
  return <TextField {...rest} value={value} onChange={take} size="large" mono autoComplete="off" inputRef={input} />;
}
