/**
 * What a person keeps, where a search would begin: saved searches with their news, the searches of this tour, pinned
 * records. Every run is a search like any other, for the reason in force.
 */
import { useEffect, useState } from 'react';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import type { SavedSearch, TourSearch } from '../../../shared/session/desk.ts';
import type { Action } from '../../app/actions/action.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { useSay } from '../../app/bottom-line.ts';
import type { SearchAround } from '../../app/rooms/search-around.ts';
import { useBridge } from '../../bridge/bridge-context.ts';
import { useCall } from '../../bridge/use-call.ts';
import { recentText } from '../../ui/time.ts';
import { KeptList, type KeptEntry } from './kept-list.tsx';
import { changesOf, openingOf, questionText } from './kept-model.ts';
import { SaveDialog } from './save-dialog.tsx';
import type { Pins } from './use-pins.ts';
import { useSaved } from './use-saved.ts';
import { useSeen } from './use-seen.ts';
import { WORDS } from './words.ts';
import './kept.css';

export interface KeptProps extends SearchAround {
  readonly pins: Pins;
  readonly onOpenRecord: (record: { readonly id: string; readonly number: string; readonly kind: string }) => void;
}

const savedNote = ({ request, alert }: SavedSearch): string =>
  [questionText(request), ...(alert ? [WORDS.alerting] : [])].join(' · ');

function tourNote({ at, count, exact, reason }: TourSearch): string {
  const found = count === null ? WORDS.unfinished : `${count.toLocaleString('en-US')}${exact ? '' : '+'}`;
  return [recentText(at, new Date()), found, reason].join(' · ');
}

function TourList({ run }: Pick<KeptProps, 'run'>) {
  // Anew each time one comes here: the last search is among them.
  const [salt] = useState(() => String(Date.now()));
  const answer = useCall('tour.searches', {}, { salt });
  const searches = answer.state === 'ready' ? answer.value.searches : [];
  const entries = searches.slice(0, 12).map((search, at): KeptEntry => {
    const text = questionText(search.request);
    return {
      id: `${search.at}-${at}`,
      label: text,
      note: tourNote(search),
      onOpen: () => run(text, { ...search.request }),
      act: { label: WORDS.changes, run: () => run(text, changesOf(search)) },
    };
  });
  return <KeptList title={WORDS.tour} entries={entries} none={WORDS.noTour} />;
}

function PinnedList({ pins, onOpenRecord }: Pick<KeptProps, 'pins' | 'onOpenRecord'>) {
  const entries = pins.list.pins.map(({ record, kind, number, title }): KeptEntry => ({
    id: record,
    label: number,
    note: `${RECORD_DEFINITIONS[kind].label} · ${title}`,
    onOpen: () => onOpenRecord({ id: record, number, kind }),
    act: { label: WORDS.unpin, run: () => pins.toggle({ id: record, number }) },
  }));
  return (
    <KeptList title={WORDS.pins} entries={entries} none={WORDS.noPins}>
      {pins.list.hidden > 0 && <p className="dim">{WORDS.hiddenPins(pins.list.hidden)}</p>}
    </KeptList>
  );
}

export function Kept(props: KeptProps) {
  const { current, run, isAtStart, isActive } = props;
  const bridge = useBridge();
  const say = useSay();
  const { searches, reload } = useSaved();
  const [isSaving, setSaving] = useState(false);
  // Whoever comes to the list sees it as it is now, not as of the last quiet look.
  useEffect(() => {
    if (isAtStart) reload();
  }, [isAtStart, reload]);
  const seen = useSeen(current, reload);
  const open = (saved: SavedSearch): void => {
    seen(saved);
    run(questionText(saved.request), openingOf(saved));
  };
  const forget = (saved: SavedSearch): void => {
    void bridge.call('saved.forget', { savedId: saved.id }).then(reload);
  };
  const save: Action = {
    id: 'kept.save',
    group: WORDS.group,
    label: 'Save this search',
    keys: 'Ctrl+S',
    run: () => setSaving(true),
    ...(current === null ? { unavailable: { because: WORDS.nothingToSave } } : {}),
  };
  const openings = searches.map((saved): Action => ({
    id: `kept.open.${saved.id}`,
    group: WORDS.group,
    label: `Saved search: ${saved.name}${(saved.news ?? 0) > 0 ? ` (${WORDS.news(saved.news ?? 0)})` : ''}`,
    run: () => open(saved),
  }));
  useActions(isActive ? [save, ...openings] : []);
  const entries = searches.map((saved): KeptEntry => ({
    id: saved.id,
    label: saved.name,
    note: savedNote(saved),
    badge: (saved.news ?? 0) > 0 ? WORDS.news(saved.news ?? 0) : undefined,
    onOpen: () => open(saved),
    act: { label: WORDS.forget, run: () => forget(saved) },
  }));
  return (
    <>
      {isAtStart && (
        <div className="kept-lists">
          <KeptList title={WORDS.saved} entries={entries} none={WORDS.noSaved} />
          <TourList run={run} />
          <PinnedList pins={props.pins} onOpenRecord={props.onOpenRecord} />
        </div>
      )}
      <SaveDialog
        wanted={isSaving && isActive ? current : null}
        onClose={() => setSaving(false)}
        onSaved={(saved) => {
          setSaving(false);
          reload();
          say(`Saved as “${saved.name}”.`);
        }}
      />
    </>
  );
}
