/** What must be known before a record is read: no longer live, answered from a copy, different since the last look. */
import { SOURCES } from '../../../shared/records/kind.ts';
import type { RecordView } from '../../../shared/records/view.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { clockText, dayText, recentText } from '../../ui/time.ts';
import { useNow } from '../../ui/use-now.ts';
import { ageText } from './age.ts';
import { archivedWords } from './archived-words.ts';

const MINUTE = 60_000;

/** `14:05`, with its day when it is not today's. */
const asOfText = (at: string, now: Date): string => {
  const then = new Date(at);
  return dayText(then) === dayText(now) ? clockText(then) : `${dayText(then)} ${clockText(then)}`;
};

function changedText(count: number, since: string, now: Date): string {
  const when = recentText(since, now);
  if (count === 0) return `Nothing on this page changed since you last looked, ${when}.`;
  return `${String(count)} ${count === 1 ? 'field' : 'fields'} changed since you last looked, ${when}.`;
}

interface RecordNoticesProps {
  readonly view: RecordView;
  /** Changed cells that are on the page. */
  readonly changes: number;
  readonly onChange: () => void;
}
export function RecordNotices({ view, changes, onChange }: RecordNoticesProps) {
  const now = useNow(MINUTE);
  const { archivedAt, asOf, changed } = view;
  return (
    <>
      {archivedAt !== null && (
        <Alert tone="caution" title={archivedWords(archivedAt)}>
          {`${view.source === 'department' ? 'The department' : 'Its custodian'} keeps it in the archive and no longer as a live record. What it says may have been overtaken.`}
        </Alert>
      )}
      {asOf !== null && (
        <Alert tone="caution" title={`As of ${asOfText(asOf, now)}, ${ageText(asOf, now)}`}>
          {`${SOURCES[view.source].label} answered from a copy of that time, not from the live record.`}
        </Alert>
      )}
      {view.linksMissing !== undefined && view.linksMissing.length > 0 && (
        <Alert tone="caution" title="Linked records are not complete">
          {`Not answered: ${view.linksMissing.map((source) => SOURCES[source].label).join(', ')}.`}
        </Alert>
      )}
      {view.linksNotLookedUp !== undefined && view.linksNotLookedUp > 0 && (
        <Alert tone="caution" title="Linked records are not complete">
          {`${String(view.linksNotLookedUp)} more of what this record names was not looked up in other sources. Search for it.`}
        </Alert>
      )}
      {changed !== null && (
        <p className="changed-line" role="status">
          {changedText(changes, changed.since, now)}
          {changes > 0 && (
            <Button tone="link" keys="N" onPress={onChange}>
              Next change
            </Button>
          )}
        </p>
      )}
    </>
  );
}
