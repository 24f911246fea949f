/** Head that only paper has: how it is to be handled, who printed it, when, where, what for and under which audit row. Without leave there is none. */
import { useSnapshot } from '../../bridge/snapshot.tsx';
import { instantText } from '../../ui/time.ts';
import type { PrintLeave, RecordView } from '../../../shared/records/view.ts';
import { isUnconfirmed } from './confirmation.ts';

/** Whose paper it is and what for: from the session, which main tells. */
function usePrinter(): string {
  const { session, workstation } = useSnapshot();
  if (session === null) return '';
  const { person, reason } = session;
  const place = workstation === null ? '' : `, ${workstation.name}`;
  const need = reason === null ? [] : [reason.purposeLabel, ...(reason.reference ? [reason.reference.value] : [])];
  return `${person.rank} ${person.name} (${person.username})${place}${need.length === 0 ? '' : ` for ${need.join(', ')}`}`;
}

interface PrintSheetProps {
  /** The record, or the two beside each other. */
  readonly views: readonly RecordView[];
  readonly leave: PrintLeave | null;
}

export function PrintSheet({ views, leave }: PrintSheetProps) {
  const printer = usePrinter();
  if (leave === null) return null;
  const hit = (view: RecordView): string => (views.length === 1 ? '' : `${view.number}: `);
  return (
    <div className="print-only record-sheet">
      {[...new Set(views.map(({ handling }) => handling))].map((handling) => (
        <p key={handling} className="print-handling">
          {handling}
        </p>
      ))}
      {views.filter(isUnconfirmed).map((view) => (
        <p key={view.id} className="print-hit">{`${hit(view)}NOT CONFIRMED. Do not act on this hit.`}</p>
      ))}
      <p>
        {`Printed ${instantText(leave.at)} by ${printer}. Recorded in audit row ${String(leave.auditSeq)}. ` +
          'Masked and withheld fields are not on this paper.'}
      </p>
    </div>
  );
}
