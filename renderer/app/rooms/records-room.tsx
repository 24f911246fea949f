/**
 * Search and open records in one room: composes the two features with the workspace, the reason in force and the frame.
 * Stays mounted while the session is active, so that going to another room loses no rows and logs no second search.
 */
import { useCallback, useState } from 'react';
import type { RecordLink, RecordView } from '../../../shared/records/view.ts';
import type { ResultRow } from '../../../shared/records/search.ts';
import { useSession } from '../../bridge/snapshot.tsx';
import { SearchRoom } from '../../features/search/search-room.tsx';
import { useSearchSession } from '../../features/search/use-search-session.ts';
import { RecordPage } from '../../features/viewer/record-page.tsx';
import { RecordTabs } from '../../features/viewer/record-tabs.tsx';
import { goneTo, stepBack, type Place } from '../../features/viewer/trail.ts';
import { useActions } from '../actions/use-action.ts';
import { useAppRequests } from '../app-requests.ts';
import { useSay } from '../bottom-line.ts';
import { recordsRoomActions } from './records-room-actions.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';

/** Pixels of a row by density: the same as `--row` in the tokens. */
const ROW_HEIGHTS = { compact: 30, comfortable: 35, large: 42 } as const;

/** Goes to records and remembers the way, so that Alt+← leads back. */
function usePlaces() {
  const { workspace, openRecord, selectTab, closeTab } = useWorkspace();
  const [trail, setTrail] = useState<readonly Place[]>([]);
  const now = workspace.openTab;
  const back = stepBack(
    trail,
    now,
    workspace.tabs.map((tab) => tab.id),
  );
  const open = useCallback(
    (record: Pick<ResultRow | RecordLink, 'id' | 'kind' | 'number'>): void => {
      setTrail((before) => goneTo(before, now, record.id));
      openRecord({ id: record.id, label: record.number, kind: record.kind });
    },
    [now, openRecord],
  );
  const select = useCallback(
    (id: Place): void => {
      setTrail((before) => goneTo(before, now, id));
      selectTab(id);
    },
    [now, selectTab],
  );
  return {
    open,
    select,
    close: closeTab,
    back:
      back === null
        ? null
        : (): void => {
            setTrail(back.trail);
            selectTab(back.to);
          },
  };
}

/** The record of the open tab. The page is renewed per record; its scroll is the tab's. */
function OpenRecord({ onLink }: { readonly onLink: (link: RecordLink) => void }) {
  const { workspace, patchTab } = useWorkspace();
  const { reason } = useSession();
  const id = workspace.openTab;
  const onScroll = useCallback(
    (scroll: number) => {
      if (id !== null) patchTab(id, { scroll });
    },
    [id, patchTab],
  );
  const onOpened = useCallback(
    (view: RecordView) => patchTab(view.id, { label: view.number, kind: view.kind }),
    [patchTab],
  );
  const tab = workspace.tabs.find((each) => each.id === id);
  if (tab === undefined) return null;
  const label = reason === null ? '' : [reason.purposeLabel, reason.reference?.value].filter(Boolean).join(' ');
  return (
    <RecordPage
      key={tab.id}
      id={tab.id}
      reason={reason === null ? null : { id: reason.id, label }}
      terms={workspace.box.request?.terms ?? []}
      scroll={tab.scroll}
      onScroll={onScroll}
      onLink={onLink}
      onOpened={onOpened}
    />
  );
}

/** @param isActive Whether the room is on screen; hidden it keeps its rows and has no keys. */
export function RecordsRoom({ isActive }: { readonly isActive: boolean }) {
  const { workspace, setBox, nextTab } = useWorkspace();
  const { reason, sources } = useSession();
  const { askReason, explain } = useAppRequests();
  const search = useSearchSession();
  const say = useSay();
  const places = usePlaces();
  const { openTab, tabs, box, settings } = workspace;
  useActions(isActive ? recordsRoomActions({ ...places, tabs, openTab, nextTab }) : []);
  return (
    <div className="records-room" hidden={!isActive}>
      <RecordTabs tabs={tabs} openTab={openTab} searchText={box.text} onSelect={places.select} onClose={places.close} />
      <SearchRoom
        isActive={isActive && openTab === null}
        search={search}
        box={box}
        onBox={setBox}
        rowHeight={ROW_HEIGHTS[settings.density]}
        reasonId={reason?.id ?? null}
        sources={sources}
        onOpen={places.open}
        onReason={askReason}
        onExplain={explain}
        onStatus={say}
      />
      {isActive && openTab !== null && <OpenRecord onLink={places.open} />}
    </div>
  );
}
