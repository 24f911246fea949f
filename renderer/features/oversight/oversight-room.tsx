/** Oversight: the audit log with filters, and the query text of a row for those who may open it (S106). Shows no record content. */
import { useCallback, useState } from 'react';
import type { AuditRow } from '../../../shared/wire/oversight.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { useAppRequests } from '../../app/app-requests.ts';
import { useSay } from '../../app/bottom-line.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { ROW_HEIGHTS } from '../../app/use-appearance.ts';
import { useWorkspace } from '../../app/workspace/workspace-context.ts';
import { useCapability, useSession } from '../../bridge/snapshot.tsx';
import { useCommand } from '../../bridge/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading, Progress } from '../../ui/progress.tsx';
import { AuditFiltersForm } from './audit-filters.tsx';
import { AuditGrid } from './audit-grid.tsx';
import { QueryText } from './query-text.tsx';
import { TEXTS } from './texts.ts';
import { useAuditPages, type AuditFilters } from './use-audit-pages.ts';

/** A query text that was opened, kept while this room is on screen and no longer. */
interface Opened {
  readonly seq: number;
  readonly text: string;
}

function useQueryText(row: AuditRow | undefined) {
  const open = useCommand('audit.openQuery');
  const say = useSay();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const mayOpen = useCapability('audit.open-query');
  const run = async (): Promise<void> => {
    if (!row) return;
    setFault(null);
    const reply = await open.run({ seq: row.seq });
    if (!reply.ok) {
      setFault(reply.fault);
      return;
    }
    setOpened(reply.value);
    say(`Query text of row ${String(row.seq)} opened. Recorded.`);
  };
  const because = !mayOpen
    ? 'your role does not open query text'
    : row?.hasQueryText === true
      ? null
      : 'the chosen row keeps no query text';
  return { opened, fault, run, because, mayOpen };
}

export function OversightRoom() {
  const { reason } = useSession();
  const { askReason } = useAppRequests();
  const ready = reason?.purpose === 'audit-or-inspection';
  return (
    <div className="room">
      <header className="room-head">
        <h1>{TEXTS.title}</h1>
        <p className="dim">{TEXTS.what}</p>
      </header>
      {ready ? (
        <AuditLog reasonId={reason.id} />
      ) : (
        <EmptyState icon="scroll-text" title={TEXTS.needsReason}>
          <p className="dim">{TEXTS.needsReasonWhat}</p>
          <Button tone="primary" keys="Ctrl+R" onPress={() => askReason()}>
            {TEXTS.state}
          </Button>
        </EmptyState>
      )}
    </div>
  );
}

function AuditLog({ reasonId }: { readonly reasonId: string }) {
  const [filters, setFilters] = useState<AuditFilters>({});
  // By its number: a newer row that arrives on top must not move the choice.
  const [chosen, setChosen] = useState<number | null>(null);
  const { workspace } = useWorkspace();
  const pages = useAuditPages(filters, reasonId);
  const selected = Math.max(
    0,
    pages.rows.findIndex((each) => each.seq === chosen),
  );
  const row = pages.rows[selected];
  const query = useQueryText(row);
  const { hasMore, isBusy, more } = pages;
  const onEnd = useCallback(() => {
    if (hasMore && !isBusy) more();
  }, [hasMore, isBusy, more]);
  useActions([
    { id: 'audit.reload', label: 'Read the log again', group: 'Oversight', keys: 'Ctrl+Shift+R', run: pages.reload },
    {
      id: 'audit.openQuery',
      label: TEXTS.openQuery,
      group: 'Oversight',
      keys: 'Q',
      hint: 20,
      run: () => void query.run(),
      ...(query.because === null
        ? {}
        : {
            unavailable: {
              because: query.because,
              ...(query.mayOpen ? {} : { about: { of: 'capability', capability: 'audit.open-query' } as const }),
            },
          }),
    },
  ]);
  return (
    <>
      <AuditFiltersForm
        onApply={(next) => {
          setFilters(next);
          setChosen(null);
        }}
      />
      <Progress isBusy={pages.isBusy} label="Reading the audit log" />
      {pages.fault ? <FaultAlert fault={pages.fault} /> : null}
      {query.fault ? <FaultAlert fault={query.fault} /> : null}
      {pages.rows.length > 0 ? (
        <AuditGrid
          rows={pages.rows}
          rowHeight={ROW_HEIGHTS[workspace.settings.density]}
          selected={selected}
          onSelect={(index) => setChosen(pages.rows[index]?.seq ?? null)}
          onEnd={onEnd}
        />
      ) : pages.isBusy ? (
        <Loading label="Reading the audit log…" />
      ) : pages.fault ? null : (
        <EmptyState icon="filter" title={TEXTS.none} />
      )}
      {row ? (
        <QueryText
          row={row}
          text={query.opened?.seq === row.seq ? query.opened.text : null}
          because={query.because}
          onOpen={() => void query.run()}
        />
      ) : null}
      <p className="audit-chain dim">
        {pages.chain ? (
          <>
            {pages.chain.rows.toLocaleString('en-US')} rows in the chain · head{' '}
            <span className="mono">{pages.chain.head.slice(0, 16)}…</span>
          </>
        ) : null}
      </p>
    </>
  );
}
