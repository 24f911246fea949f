/**
 * The search and the open records, composed: tabs, the way back, the search that stays as it was. Stays mounted while the
 * session is active, so that going to another room loses no rows and logs no second search; hidden it has no keys.
 */
import { useEffect, useState } from 'react';
import type { Fault, FaultCode } from '../../../shared/faults/faults.ts';
import { useSession } from '../../bridge/snapshot.tsx';
import { Kept } from '../../features/desk-kept/kept.tsx';
import { usePinAction, usePins } from '../../features/desk-kept/use-pins.ts';
import { SearchRoom } from '../../features/search/search-room.tsx';
import { useSearchSession } from '../../features/search/use-search-session.ts';
import { ComparePage } from '../../features/viewer/compare/compare-page.tsx';
import { RecordPage } from '../../features/viewer/record-page.tsx';
import { RecordTabs } from '../../features/viewer/record-tabs.tsx';
import { useForgetChanged, useForgetRecords } from '../../features/viewer/use-forget-records.ts';
import { useAppRequests } from '../app-requests.ts';
import { useSay } from '../bottom-line.ts';
import { ROW_HEIGHTS } from '../use-appearance.ts';
import { useCompare } from './use-compare.ts';
import { usePlaces } from './use-places.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';

/** Refusals that mean: no longer open to this person. */
const GONE: readonly FaultCode[] = ['record.unknown', 'capability.missing', 'source.not-authorised'];

/** Closes a record that was open and is refused since rights were lost; what is left says so. */
function useRefused(isNarrowed: boolean) {
  const { closeTab } = useWorkspace();
  const say = useSay();
  const [closed, setClosed] = useState<string | null>(null);
  // After the search is back in its place: it says where it stands.
  useEffect(() => {
    if (closed !== null) say(`${closed} is closed: it is no longer open to you.`);
  }, [closed, say]);
  return (tab: { readonly id: string; readonly label: string }) =>
    ({ code }: Fault): void => {
      if (!isNarrowed || !GONE.includes(code)) return;
      closeTab(tab.id);
      setClosed(tab.label);
    };
}

interface RecordsRoomProps {
  readonly isActive: boolean;
  readonly isNarrowed: boolean;
}
export function RecordsRoom({ isActive, isNarrowed }: RecordsRoomProps) {
  const { reason, role, sources } = useSession();
  const { workspace, closeTab, patchTab, setBox, setColumns } = useWorkspace();
  const { askReason, explain } = useAppRequests();
  const say = useSay();
  const search = useSearchSession();
  const { openTab } = workspace;
  const reasonId = reason?.id ?? null;
  const { compared, compare, closeCompare, ...looked } = useCompare(reasonId);
  const isComparing = compared !== null && openTab === null;
  const { open, select } = usePlaces(isActive, isComparing ? closeCompare : null);
  useForgetRecords(
    [...workspace.tabs, ...(compared ?? [])].map((each) => each.id),
    reasonId,
  );
  useForgetChanged(search.run.results.rows);
  const refused = useRefused(isNarrowed);
  const pins = usePins(reasonId);
  const tab = workspace.tabs.find((each) => each.id === openTab);
  const row = search.run.results.rows.find((each) => each.id === workspace.box.selected) ?? null;
  usePinAction(pins, tab ? { id: tab.id, number: tab.label } : row, isActive && !isComparing);
  return (
    <div className="records-room" hidden={!isActive}>
      <RecordTabs
        tabs={workspace.tabs}
        openTab={openTab}
        searchText={workspace.box.text}
        onSelect={select}
        onClose={closeTab}
      />
      <div className="records-pane">
        {/* Kept while a record is open: the way back finds rows, selection and scroll as they were. */}
        <div className="records-layer" data-away={tab !== undefined || isComparing}>
          <SearchRoom
            search={search}
            box={workspace.box}
            onBox={setBox}
            rowHeight={ROW_HEIGHTS[workspace.settings.density]}
            columns={workspace.columns?.[role]}
            onColumns={(columns) => setColumns(role, columns)}
            reasonId={reasonId}
            sources={sources}
            isActive={isActive && tab === undefined && !isComparing}
            onOpen={open}
            onCompare={compare}
            kept={(around) => <Kept {...around} pins={pins} onOpenRecord={open} />}
            onReason={askReason}
            onExplain={explain}
            onStatus={say}
          />
        </div>
        {isComparing && isActive && reasonId !== null ? (
          <div className="records-layer">
            <ComparePage {...looked} records={compared} reasonId={reasonId} onOpen={open} onClose={closeCompare} />
          </div>
        ) : null}
        {tab && isActive ? (
          <div className="records-layer">
            <RecordPage
              key={tab.id}
              id={tab.id}
              reason={reason ? { id: reason.id, label: reason.reference?.value ?? reason.purposeLabel } : null}
              terms={workspace.box.request?.terms ?? []}
              scroll={tab.scroll}
              onScroll={(scroll) => patchTab(tab.id, { scroll })}
              onLink={open}
              onRefused={refused(tab)}
              onOpened={(view) => patchTab(tab.id, { label: view.number, kind: view.kind })}
            />
          </div>
        ) : null}
      </div>
    </div>
  );
}
