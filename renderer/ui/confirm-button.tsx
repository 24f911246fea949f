/** A button that asks back in its own place before it acts. The question is read out; Esc and "Keep" leave everything as it was. */
import { useRef, useState } from 'react';
import { Button } from './button.tsx';

interface ConfirmButtonProps {
  readonly label: string;
  /** Said for this row by a screen reader: "End the session of …". */
  readonly about: string;
  readonly question: string;
  readonly confirm: string;
  readonly keep?: string;
  readonly onConfirm: () => void;
  readonly isPending?: boolean;
}

export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, about, question, confirm, keep = 'Keep', onConfirm, isPending = false } = props;
  const [asking, setAsking] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const leave = (): void => {
    setAsking(false);
    // Back to the button that asked, once it is drawn again.
    requestAnimationFrame(() => place.current?.querySelector('button')?.focus());
  };
  return (
    <span
      ref={place}
      className="confirm"
      onKeyDown={(event) => {
        if (!asking || event.key !== 'Escape') return;
        event.stopPropagation();
        leave();
      }}
    >
      {asking ? (
        <>
          <span role="status">{question}</span>
          <Button
            tone="danger"
            autoFocus
            isPending={isPending}
            onPress={() => {
              setAsking(false);
              onConfirm();
            }}
          >
            {confirm}
          </Button>
          <Button tone="quiet" onPress={leave}>
            {keep}
          </Button>
        </>
      ) : (
        <Button isPending={isPending} onPress={() => setAsking(true)}>
          {label}
          <span className="visually-hidden">{about}</span>
        </Button>
      )}
    </span>
  );
}
