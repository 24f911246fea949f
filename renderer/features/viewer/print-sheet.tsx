/**
 * Heads that only paper has: of the first page, how it is to be handled, who printed it, when, where, what for and under
 * which audit row; and of every page, so that one torn from the rest still says whose it is. Without leave there is none.
 */
import { useSnapshot } from '../../bridge/snapshot.tsx';
import { instantText } from '../../ui/time.ts';
import type { PrintLeave, RecordView } from '../../../shared/records/view.ts';
import { isUnconfirmed } from './confirmation.ts';

/** Whose paper it is and what for: from the session, which main tells. */
function usePrinter(): { readonly who: string; readonly whatFor: string } {
  const { session, workstation } = useSnapshot();
  if (session === null) return { who: '', whatFor: '' };
  const { person, reason } = session;
  const place = workstation === null ? '' : `, ${workstation.name}`;
  const need = reason === null ? [] : [reason.purposeLabel, ...(reason.reference ? [reason.reference.value] : [])];
  return {
    who: `${person.rank} ${person.name} (${person.username})`,
    whatFor: `${place}${need.length === 0 ? '' : ` for ${need.join(', ')}`}`,
  };
}

interface PrintSheetProps {
  /** The record, or the two beside each other. */
  readonly views: readonly RecordView[];
  readonly leave: PrintLeave | null;
}

interface RunningHeadProps {
  readonly views: readonly RecordView[];
  readonly handling: readonly string[];
  readonly printed: string;
}

/** At the top of every page, by `display: table-header-group` of print.css: must stand first in what is a table there. */
function RunningHead({ views, handling, printed }: RunningHeadProps) {
  return (
    <div className="print-only print-running">
      <p className="print-running-records">
        {views.map((view) => (
          <span key={view.id}>
            {view.number}
            {isUnconfirmed(view) && ' NOT CONFIRMED'}
          </span>
        ))}
      </p>
      <p>{[...handling, printed].join(' ')}</p>
    </div>
  );
}

export function PrintSheet({ views, leave }: PrintSheetProps) {
  const { who, whatFor } = usePrinter();
  if (leave === null) return null;
  const hit = (view: RecordView): string => (views.length === 1 ? '' : `${view.number}: `);
  const handling = [...new Set(views.map((view) => view.handling))];
  const printed = `Printed ${instantText(leave.at)} by ${who}`;
  const row = `audit row ${String(leave.auditSeq)}.`;
  return (
    <>
      <RunningHead views={views} handling={handling} printed={`${printed}, ${row}`} />
      <div className="print-only record-sheet">
        {handling.map((words) => (
          <p key={words} className="print-handling">
            {words}
          </p>
        ))}
        {views.filter(isUnconfirmed).map((view) => (
          <p key={view.id} className="print-hit">{`${hit(view)}NOT CONFIRMED. Do not act on this hit.`}</p>
        ))}
        <p>{`${printed}${whatFor}. Recorded in ${row} Masked and withheld fields are not on this paper.`}</p>
      </div>
    </>
  );
}
