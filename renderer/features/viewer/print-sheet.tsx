/** Head and foot that only paper has: how it is to be handled, who printed it, when, where and what for. */
import { useEffect, useState } from 'react';
import { useSnapshot } from '../../bridge/snapshot.tsx';
import { instantText } from '../../ui/time.ts';
import type { RecordView } from '../../../shared/records/view.ts';
import { isUnconfirmed } from './confirmation.ts';

/** The time of the last printing: taken when it begins, so that a page left open does not carry an old one. */
function usePrintedAt(): string {
  const [at, setAt] = useState(() => new Date().toISOString());
  useEffect(() => {
    const onPrint = (): void => setAt(new Date().toISOString());
    globalThis.addEventListener('beforeprint', onPrint);
    return () => globalThis.removeEventListener('beforeprint', onPrint);
  }, []);
  return at;
}

/** Whose paper it is and what for: from the session, which main tells. */
function usePrinter(): string {
  const { session, workstation } = useSnapshot();
  if (session === null) return '';
  const { person } = session;
  const place = workstation === null ? '' : `, ${workstation.name}`;
  const purpose = session.reason === null ? '' : `${session.reason.purposeLabel}, `;
  return `${person.rank} ${person.name} (${person.username})${place} for ${purpose}`;
}

export function PrintSheet({ view, reason }: { readonly view: RecordView; readonly reason: string }) {
  const at = usePrintedAt();
  const printer = usePrinter();
  return (
    <div className="print-only record-sheet">
      <p className="print-handling">{view.handling}</p>
      {isUnconfirmed(view) && <p className="print-hit">NOT CONFIRMED. Do not act on this hit.</p>}
      <p>
        {`Printed ${instantText(at)} by ${printer}${reason}. View recorded in audit row ${String(view.auditSeq)}. ` +
          'Masked and withheld fields are not on this paper.'}
      </p>
    </div>
  );
}
