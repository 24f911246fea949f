/** The rows of the audit log; only those in view are drawn. Times in UTC to 1/100 s, as they are kept (AU-8). */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { AuditRow } from '../../../shared/wire/oversight.ts';
import { Tag } from '../../ui/tag.tsx';
import { auditTimeText } from '../../ui/time.ts';
import { ACTION_LABELS, OUTCOME_LABELS } from './texts.ts';

const COLUMNS = ['Time (UTC)', 'Person', 'Workstation', 'Done', 'On what', 'Reason', 'Outcome', 'Took'] as const;
const TONES = { ok: 'neutral', refused: 'danger', failed: 'caution' } as const;

interface AuditGridProps {
  readonly rows: readonly AuditRow[];
  readonly rowHeight: number;
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  readonly onEnd: () => void;
}

export function AuditGrid({ rows, rowHeight, selected, onSelect, onEnd }: AuditGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing is memoized by a compiler here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // The sticky head is one row high: rows begin below it, and a chosen one never hides under it.
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 10) onEnd();
  }, [last, onEnd, rows.length]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -rows.length, End: rows.length }[
      event.key
    ];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(rows.length - 1, selected + step));
    onSelect(next);
    virtual.scrollToIndex(next);
  };
  return (
    <div
      className="audit-grid"
      role="grid"
      aria-label="Audit rows, newest first"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={rows[selected] ? `audit-${String(rows[selected].seq)}` : undefined}
      tabIndex={0}
      ref={scroller}
      onKeyDown={onKeyDown}
    >
      <div className="audit-row audit-head" role="row" aria-rowindex={1} style={{ height: rowHeight }}>
        {COLUMNS.map((column) => (
          <span key={column} role="columnheader">
            {column}
          </span>
        ))}
      </div>
      <div className="audit-rows" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          return row ? (
            <AuditLine
              key={row.seq}
              row={row}
              index={item.index}
              top={item.start - rowHeight}
              height={rowHeight}
              isSelected={item.index === selected}
              onSelect={onSelect}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

interface AuditLineProps {
  readonly row: AuditRow;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly isSelected: boolean;
  readonly onSelect: (index: number) => void;
}
function AuditLine({ row, index, top, height, isSelected, onSelect }: AuditLineProps) {
  return (
    <div
      id={`audit-${String(row.seq)}`}
      className="audit-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      style={{ transform: `translateY(${String(top)}px)`, height }}
      onClick={() => onSelect(index)}
    >
      <span role="gridcell" className="mono">
        {auditTimeText(row.at)}
      </span>
      <span role="gridcell">
        <b>{row.username ?? '–'}</b> <span className="dim">{row.roleLabel}</span>
      </span>
      <span role="gridcell" className="mono">
        {row.workstation ?? '–'}
      </span>
      <span role="gridcell">{ACTION_LABELS[row.action]}</span>
      <span role="gridcell">{row.object ?? (row.hasQueryText ? 'query text kept, sealed' : '–')}</span>
      <span role="gridcell">{row.reason ?? '–'}</span>
      <span role="gridcell">
        <Tag tone={TONES[row.outcome]}>
          {OUTCOME_LABELS[row.outcome]}
          {row.rule ? ` · ${row.rule}` : ''}
        </Tag>
      </span>
      <span role="gridcell" className="mono">
        {row.durationMs === null ? '–' : `${String(Math.round(row.durationMs))} ms`}
      </span>
    </div>
  );
}
