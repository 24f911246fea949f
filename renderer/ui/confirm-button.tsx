/** A button that asks back in its own place before it acts. The question is read out; Esc and "Keep" leave everything as it was. */
import { useEffect, useRef } from 'react';
import { Button } from './button.tsx';

interface ConfirmButtonProps {
  readonly label: string;
  /** Said for this row by a screen reader: "of Sample Chen". */
  readonly about: string;
  readonly question: string;
  readonly confirm: string;
  readonly isAsking: boolean;
  readonly onAsk: (asking: boolean) => void;
  readonly onConfirm: () => void;
  readonly isPending?: boolean;
  /** Shown beside the label; bound elsewhere. */
  readonly keys?: string;
}

export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, about, question, confirm, isAsking, onAsk, onConfirm, isPending = false, keys } = props;
  const place = useRef<HTMLSpanElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    // Given up: back to the button that asked.
    if (asked.current && !isAsking && document.activeElement === document.body) {
      place.current?.querySelector('button')?.focus();
    }
    asked.current = isAsking;
  }, [isAsking]);
  return (
    <span
      ref={place}
      className="confirm"
      onKeyDown={(event) => {
        if (!isAsking || event.key !== 'Escape') return;
        event.stopPropagation();
        onAsk(false);
      }}
    >
      {isAsking ? (
        <>
          <span role="status">{question}</span>
          <Button
            tone="danger"
            autoFocus
            isPending={isPending}
            onPress={() => {
              onAsk(false);
              onConfirm();
            }}
          >
            {confirm}
          </Button>
          <Button tone="quiet" onPress={() => onAsk(false)}>
            Keep
          </Button>
        </>
      ) : (
        <Button isPending={isPending} onPress={() => onAsk(true)} {...(keys === undefined ? {} : { keys })}>
          {label} <span className="visually-hidden">{about}</span>
        </Button>
      )}
    </span>
  );
}
