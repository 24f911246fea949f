/** A code of letters as somebody reads it off a sheet or is told it, and the key that sends it. Keeps nothing itself. */
import type { RefObject } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { TEXTS } from './texts.ts';

interface LongCodeFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
  readonly isBusy: boolean;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly autoFocus?: boolean;
}
export function LongCodeField({ isBusy, ...field }: LongCodeFieldProps) {
  return (
    <>
      <TextField {...field} size="large" mono maxLength={40} autoComplete="off" />
      <Button type="submit" tone="primary" size="large" wide keys="Enter" isPending={isBusy}>
        {isBusy ? TEXTS.checking : TEXTS.go}
      </Button>
    </>
  );
}
