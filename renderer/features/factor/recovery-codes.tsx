/**
 * Ten recovery codes, shown once: to be printed or written down, never copied by the workstation. They leave the page with
 * this component, the sheet for the printer too.
 */
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '../../ui/button.tsx';
import { dayText } from '../../ui/time.ts';
import { TEXTS } from './texts.ts';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  /** User name on the sheet, so that it is known whose it is; '' before there is a session. */
  readonly username: string;
  readonly onKept: () => void;
  readonly isBusy?: boolean;
}

export function RecoveryCodes({ codes, username, onKept, isBusy = false }: RecoveryCodesProps) {
  const shown = useRef<HTMLDivElement>(null);
  // The field that was typed into is gone: the codes are what is read, and seen, next.
  useEffect(() => shown.current?.focus(), []);
  return (
    <div className="code-entry" ref={shown} tabIndex={-1} role="group" aria-label={TEXTS.codesTitle}>
      <p>{TEXTS.codesWhat}</p>
      <ol className="recovery-codes mono" aria-label={TEXTS.codesList}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="recovery-ways">
        <Button icon="printer" onPress={() => globalThis.print()}>
          {TEXTS.print}
        </Button>
        <Button tone="primary" isPending={isBusy} onPress={onKept}>
          {TEXTS.kept}
        </Button>
      </div>
      <PrintSheet codes={codes} username={username} />
    </div>
  );
}

/** All that is printed while the codes are shown. */
function PrintSheet({ codes, username }: Pick<RecoveryCodesProps, 'codes' | 'username'>) {
  return createPortal(
    <section className="print-sheet" aria-hidden="true">
      <h1>Precinct Workstation: recovery codes</h1>
      <p>
        {username === '' ? '' : `User name ${username} · `}printed {dayText(new Date())}
      </p>
      <ol>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p>
        When the workstation asks for a code of your phone, choose “Use a recovery code” and type one of these. Each
        works once: cross it out.
      </p>
      <p>
        Keep this sheet locked away and apart from the workstation. If it is lost, make new codes under your name,
        “Second factor…”: these stop working then.
      </p>
    </section>,
    document.body,
  );
}
