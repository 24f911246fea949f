/** The page of one record: head, sections in the order an officer asks, the place on the map, the linked records in time. */
import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef } from 'react';
import { useActions } from '../../app/actions/use-action.ts';
import { useAppRequests } from '../../app/app-requests.ts';
import { useSay } from '../../app/bottom-line.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import type { Fault } from '../../../shared/faults/faults.ts';
import type { Term } from '../../../shared/records/query/term.ts';
import type { RecordLink, RecordView } from '../../../shared/records/view.ts';
import { policyRule } from '../../../shared/policy/rules.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/progress.tsx';
import { needlesOf } from './highlight.ts';
import { LinksTimeline } from './links-timeline.tsx';
import { PrecinctMap } from './precinct-map.tsx';
import { recordActions } from './record-actions.ts';
import { RecordHead } from './record-head.tsx';
import { countHeld, firstMasked, placeKey, sectionsOf, type CellPlace } from './record-model.ts';
import { SectionCard } from './section-card.tsx';
import { openedSentence, revealedSentence } from './sentences.ts';
import { TEXTS } from './texts.ts';
import { useOpenRecord, type RecordHandle } from './use-open-record.ts';
import './viewer.css';

export interface RecordPageProps {
  readonly id: string;
  readonly reason: { readonly id: string; readonly label: string } | null;
  /** Terms of the last search: their words are marked. */
  readonly terms: readonly Term[];
  /** Pixels. */
  readonly scroll: number;
  readonly onScroll: (scroll: number) => void;
  readonly onLink: (link: RecordLink) => void;
  /** The record is there: its tab may carry its number. */
  readonly onOpened: (view: RecordView) => void;
  /** It was not opened: who shows the tab decides whether it stays. */
  readonly onRefused?: (fault: Fault) => void;
}

/** How long the page waits before it remembers where it stands. Milliseconds. */
const SCROLL_REST = 200;
const PANE_ID = 'record-pane';

/** Puts the page back where it was, once, and remembers where it is. */
function useScroll({ scroll, onScroll }: Pick<RecordPageProps, 'scroll' | 'onScroll'>) {
  const pane = useRef<HTMLDivElement>(null);
  const first = useRef(scroll);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLayoutEffect(() => {
    if (pane.current === null) return;
    pane.current.scrollTop = first.current;
    // The keys scroll the record at once; a dialog that is open keeps the focus.
    if (document.querySelector('[role="dialog"]') === null) pane.current.focus({ preventScroll: true });
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  const remember = (): void => {
    clearTimeout(timer.current);
    const now = pane.current?.scrollTop ?? 0;
    timer.current = setTimeout(() => onScroll(now), SCROLL_REST);
  };
  return { pane, remember };
}

const mapCaption = (view: RecordView): string => {
  const { address } = view;
  if (address?.show === 'shown' && typeof address.value === 'string') return address.value;
  if (address !== null && address.show !== 'shown') return `Address ${address.show}: ${policyRule(address.rule).short}`;
  return view.point === null ? TEXTS.placeHeld : `${view.precinct ?? ''} Pct`;
};

type OpenPageProps = RecordPageProps & {
  readonly view: RecordView;
  readonly revealed: ReadonlyMap<string, number>;
  readonly reveal: RecordHandle['reveal'];
};

function HeldCount({ masked, withheld }: { readonly masked: number; readonly withheld: number }) {
  if (masked + withheld === 0) return null;
  const parts = [...(masked > 0 ? [`${masked} masked`] : []), ...(withheld > 0 ? [`${withheld} withheld`] : [])];
  return <p className="held-count">{`${parts.join(', ')}: each names its rule`}</p>;
}

function OpenPage(props: OpenPageProps) {
  const { view, revealed, reveal, onLink, terms } = props;
  const say = useSay();
  const { explain } = useAppRequests();
  const { pane, remember } = useScroll(props);
  const sections = useMemo(() => sectionsOf(view), [view]);
  const needles = useMemo(() => needlesOf(terms), [terms]);
  const masked = firstMasked(sections);
  const onReveal = (place: CellPlace): void => {
    void reveal(place).then((reply) => {
      say(revealedSentence(reply));
      // The button pressed is gone with the mask: the focus must not fall out of the page.
      if (document.activeElement === document.body) document.getElementById(PANE_ID)?.focus({ preventScroll: true });
    });
  };
  const onWhy = useCallback((rule: Parameters<typeof policyRule>[0]) => explain({ of: 'rule', rule }), [explain]);
  useActions(recordActions({ view, sections, onReveal, onWhy, onLink }));
  const acts = { onReveal, onWhy, revealed, needles, keyed: masked === undefined ? null : placeKey(masked.place) };
  return (
    <div className="record">
      <RecordHead view={view} />
      <div className="record-columns">
        <div
          className="record-pane"
          id={PANE_ID}
          ref={pane}
          onScroll={remember}
          tabIndex={0}
          role="region"
          aria-label={view.title}
        >
          <HeldCount {...countHeld(sections)} />
          {sections.length === 0 && <EmptyState icon="lock" title={TEXTS.nothingHere} />}
          {sections.map((model) => (
            <SectionCard key={model.section.id} model={model} acts={acts} />
          ))}
        </div>
        <aside className="record-side" tabIndex={0} aria-label={`${TEXTS.where}, ${TEXTS.linked}`}>
          <h2 className="eyebrow">{TEXTS.where}</h2>
          <PrecinctMap precinct={view.precinct} point={view.point} caption={mapCaption(view)} />
          <h2 className="eyebrow">{TEXTS.linked}</h2>
          <LinksTimeline view={view} onOpen={onLink} />
        </aside>
      </div>
    </div>
  );
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
