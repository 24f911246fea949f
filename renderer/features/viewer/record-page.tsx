/** The page of one record: opens it for the reason in force, and says why when it cannot. */
import { useEffect, useEffectEvent } from 'react';
import { useAppRequests } from '../../app/app-requests.ts';
import { useSay } from '../../app/bottom-line.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import type { Fault } from '../../../shared/faults/faults.ts';
import type { RecordView } from '../../../shared/records/view.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/progress.tsx';
import { OpenPage, type OpenPageProps } from './open-page.tsx';
import { openedSentence } from './sentences.ts';
import { TEXTS } from './texts.ts';
import { useOpenRecord } from './use-open-record.ts';
import './viewer.css';
import './record-sections.css';
import './print.css';

export interface RecordPageProps extends Pick<OpenPageProps, 'terms' | 'scroll' | 'onScroll' | 'onLink'> {
  readonly id: string;
  readonly reason: OpenPageProps['reason'] | null;
  /** The record is there: its tab may carry its number. */
  readonly onOpened: (view: RecordView) => void;
  /** It was not opened: who shows the tab decides whether it stays. */
  readonly onRefused?: (fault: Fault) => void;
}

function ReasonedPage(props: RecordPageProps & { readonly reason: NonNullable<RecordPageProps['reason']> }) {
  const { record, again, reveal } = useOpenRecord(props.id, props.reason.id);
  const say = useSay();
  const view = record.state === 'open' ? record.view : null;
  const opened = view === null ? null : openedSentence(view, props.reason.label);
  const tell = useEffectEvent(() => {
    if (opened === null || view === null) return;
    say(opened);
    props.onOpened(view);
  });
  useEffect(() => {
    tell();
  }, [opened]);
  const refusal = record.state === 'fault' ? record.fault : null;
  const refused = useEffectEvent((fault: Fault) => props.onRefused?.(fault));
  useEffect(() => {
    if (refusal) refused(refusal);
  }, [refusal]);
  switch (record.state) {
    case 'opening':
      return <Loading label={TEXTS.opening} />;
    case 'fault':
      return record.fault.code === 'reason.missing' ? (
        <NeedsReason />
      ) : (
        <div className="record-fault">
          <FaultAlert fault={record.fault} />
          <Button icon="rotate-cw" onPress={again}>
            {TEXTS.tryAgain}
          </Button>
        </div>
      );
    case 'open':
      return <OpenPage {...props} view={record.view} revealed={record.revealed} reveal={reveal} />;
  }
}

function NeedsReason() {
  const { askReason } = useAppRequests();
  return (
    <EmptyState icon="briefcase" title={TEXTS.reasonTitle}>
      <p>{TEXTS.reasonText}</p>
      <Button tone="primary" keys="Ctrl+R" onPress={() => askReason()}>
        {TEXTS.reasonButton}
      </Button>
    </EmptyState>
  );
}

/** Without a reason in force nothing of the record is on the page (S26). */
export function RecordPage(props: RecordPageProps) {
  return props.reason === null ? <NeedsReason /> : <ReasonedPage {...props} reason={props.reason} />;
}
