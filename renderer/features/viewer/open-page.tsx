/** The page of an open record: what must be known first, the sections in the order an officer asks, and beside them where and when. */
import { useCallback, useMemo, useState } from 'react';
import type { Action } from '../../app/actions/action.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { useAppRequests } from '../../app/app-requests.ts';
import { useSay } from '../../app/bottom-line.ts';
import { usePrinting } from '../../app/print/use-printing.ts';
import type { Term } from '../../../shared/records/query/term.ts';
import { policyRule } from '../../../shared/policy/rules.ts';
import type { RecordLink, RecordView } from '../../../shared/records/view.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { confirmationActions } from './confirmation-actions.ts';
import { ConfirmationBand } from './confirmation-band.tsx';
import { useConfirmation } from './use-confirmation.ts';
import { changedKeys, nextAround } from './changes.ts';
import { needlesOf } from './highlight.ts';
import { JumpList, jumpActions } from './jump-list.tsx';
import { LinksTimeline } from './links-timeline.tsx';
import { MediaDialog } from './media/media-dialog.tsx';
import type { MediaPlace } from './media/use-media.ts';
import { mediaAction, MediaButton } from './media/media-button.tsx';
import { NeighbourhoodDialog } from './neighbourhood-dialog.tsx';
import { otherParts } from './parties.ts';
import { PrecinctMap } from './precinct-map.tsx';
import { PrintSheet } from './print-sheet.tsx';
import { recordActions } from './record-actions.ts';
import { RecordHead } from './record-head.tsx';
import {
  countHeld,
  firstMasked,
  placeKey,
  sectionsOf,
  type CellModel,
  type CellPlace,
  type SectionModel,
} from './record-model.ts';
import { RecordNotices } from './record-notices.tsx';
import { SectionCard } from './section-card.tsx';
import { revealedSentence } from './sentences.ts';
import { TEXTS } from './texts.ts';
import type { RecordHandle } from './use-open-record.ts';
import { PANE_ID, usePaneScroll } from './use-pane-scroll.ts';

export interface OpenPageProps {
  readonly view: RecordView;
  readonly reason: { readonly id: string; readonly label: string };
  /** Terms of the last search: their words are marked. */
  readonly terms: readonly Term[];
  readonly revealed: ReadonlyMap<string, number>;
  readonly reveal: RecordHandle['reveal'];
  /** Pixels. */
  readonly scroll: number;
  readonly onScroll: (scroll: number) => void;
  readonly onLink: (link: Pick<RecordLink, 'id' | 'kind' | 'number'>) => void;
}

const mapCaption = (view: RecordView): string => {
  const { address } = view;
  if (address?.show === 'shown' && typeof address.value === 'string') return address.value;
  if (address !== null && address.show !== 'shown') return `Address ${address.show}: ${policyRule(address.rule).short}`;
  return view.point === null ? TEXTS.placeHeld : `${String(view.precinct ?? '')} Pct`;
};

function HeldCount({ masked, withheld }: { readonly masked: number; readonly withheld: number }) {
  if (masked + withheld === 0) return null;
  const parts = [
    ...(masked > 0 ? [`${String(masked)} masked`] : []),
    ...(withheld > 0 ? [`${String(withheld)} withheld`] : []),
  ];
  return <p className="held-count">{`${parts.join(', ')}: each names its rule`}</p>;
}

/** Goes to the next changed cell after the one with the focus. */
function goToChange(keys: readonly string[]): void {
  const now = document.activeElement?.closest<HTMLElement>('[data-change]')?.dataset['change'] ?? null;
  const next = nextAround(keys, now);
  const mark = next === null ? null : document.querySelector<HTMLElement>(`[data-change="${CSS.escape(next)}"]`);
  mark?.scrollIntoView({ block: 'center' });
  mark?.focus({ preventScroll: true });
}

const aroundAction = (view: RecordView, run: () => void): Action => ({
  id: 'record.graph',
  group: 'This record',
  label: 'Linked records, two steps',
  keys: 'G',
  run,
  ...(view.links.length === 0 ? { unavailable: { because: TEXTS.noLinks } } : {}),
});

/** What stands in the sections, read once per view. */
function useContent(view: RecordView, terms: readonly Term[]) {
  return useMemo(() => {
    const sections = sectionsOf(view);
    const changes = changedKeys(view.changed, sections);
    return {
      ...{ sections, changes, changed: new Set(changes) },
      otherParts: otherParts(sections),
      needles: needlesOf(terms),
      masked: firstMasked(sections),
    };
  }, [view, terms]);
}

export function OpenPage({ view, reason, terms, revealed, reveal, onLink, ...scroll }: OpenPageProps) {
  const say = useSay();
  const { explain } = useAppRequests();
  const { pane, remember } = usePaneScroll(scroll);
  const { sections, changes, masked, ...marks } = useContent(view, terms);
  const [isJumping, setJumping] = useState(false);
  const [media, setMedia] = useState<MediaPlace | null>(null);
  const [isAround, setAround] = useState(false);
  const onReveal = (place: CellPlace): void => {
    void reveal(place).then((reply) => {
      say(revealedSentence(reply));
      // The button pressed is gone with the mask: the focus must not fall out of the page.
      if (document.activeElement === document.body) document.getElementById(PANE_ID)?.focus({ preventScroll: true });
    });
  };
  const confirmation = useConfirmation(view);
  const printing = usePrinting([view.id]);
  const onWhy = useCallback((rule: Parameters<typeof policyRule>[0]) => explain({ of: 'rule', rule }), [explain]);
  const onChange = (): void => goToChange(changes);
  useActions([
    ...recordActions({
      view,
      sections,
      changes: changes.length,
      isJumping,
      onReveal,
      onWhy,
      onLink,
      onChange,
      printing,
    }),
    ...jumpActions(sections, isJumping),
    ...confirmationActions(confirmation),
    mediaAction(sections),
    aroundAction(view, () => setAround(true)),
  ]);
  const rowAct = (model: SectionModel, cells: readonly CellModel[]) => (
    <MediaButton model={model} cells={cells} onOpen={(place) => setMedia({ record: view.id, ...place })} />
  );
  const acts = {
    rowAct,
    onReveal,
    onWhy,
    revealed,
    ...marks,
    keyed: masked === undefined ? null : placeKey(masked.place),
  };
  return (
    <div className="record" data-copy-record={view.id}>
      <PrintSheet views={[{ ...view, confirmation: confirmation.confirmation }]} leave={printing.leave} />
      <RecordHead view={view} />
      <div className="record-notices">
        {confirmation.confirmation !== null && (
          <ConfirmationBand
            confirmation={confirmation.confirmation}
            isAsking={confirmation.isAsking}
            onAsk={confirmation.ask}
          />
        )}
        {confirmation.fault !== null && <FaultAlert fault={confirmation.fault} />}
        <RecordNotices view={view} changes={changes.length} onChange={onChange} />
      </div>
      <JumpList sections={sections} onFocus={setJumping} />
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
          <PrecinctMap
            precinct={view.precinct}
            point={view.point}
            caption={mapCaption(view)}
            links={view.links}
            onOpen={onLink}
          />
          <h2 className="eyebrow">{TEXTS.linked}</h2>
          {view.links.length > 0 && (
            <Button className="record-graph-open" keys="G" onPress={() => setAround(true)}>
              {TEXTS.graphOpen}
            </Button>
          )}
          <LinksTimeline view={view} onOpen={onLink} />
        </aside>
      </div>
      {media !== null && <MediaDialog place={media} reason={reason.label} onClose={() => setMedia(null)} />}
      {isAround && (
        <NeighbourhoodDialog id={view.id} reasonId={reason.id} onOpen={onLink} onClose={() => setAround(false)} />
      )}
    </div>
  );
}
