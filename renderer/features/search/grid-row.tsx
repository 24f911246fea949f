/** One row of the results: kind, number, what matched, when, precinct, state. Shows only what the row holds. */
import { memo } from 'react';
import { CAUTIONS } from '../../../shared/records/definition.ts';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import { formatDay } from '../../../shared/records/format.ts';
import type { ResultRow } from '../../../shared/records/search.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tag } from '../../ui/tag.tsx';
import { markWindow } from './mark-window.ts';
import { Marked } from './marked.tsx';
import { WHY_LABELS } from './texts.ts';

interface GridRowProps {
  readonly id: string;
  readonly row: ResultRow;
  /** Place among the rows, from 0. */
  readonly place: number;
  readonly top: number;
  readonly height: number;
  readonly selected: boolean;
  /** Whether a whole sentence fits into the column of what matched. */
  readonly isWide: boolean;
  readonly onSelect: (row: ResultRow) => void;
  readonly onOpen: (row: ResultRow) => void;
}

/** Danger first: a caution goes before the state and stands for a dangerous one; what is withheld is counted. */
function State({ row }: { readonly row: ResultRow }) {
  const [caution] = row.cautions;
  return (
    <>
      {caution !== undefined && <Tag tone={CAUTIONS[caution].tone}>{CAUTIONS[caution].label}</Tag>}
      {row.cautions.length > 1 && <Tag tone="danger">{`+${row.cautions.length - 1}`}</Tag>}
      {(caution === undefined || row.state.tone !== 'danger') && (
        <span className={caution === undefined ? undefined : 'grid-second'}>
          <Tag tone={row.state.tone}>{row.state.label}</Tag>
        </span>
      )}
      {row.withheld > 0 && (
        <Tag tone="held">
          {row.withheld}
          <span className="visually-hidden"> not shown in clear</span>
        </Tag>
      )}
    </>
  );
}

function Cells({ row, place, top, height, selected, isWide, id, onSelect, onOpen }: GridRowProps) {
  const definition = RECORD_DEFINITIONS[row.kind];
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={selected}
      className="grid-row"
      data-selected={selected}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={() => onSelect(row)}
      onDoubleClick={() => onOpen(row)}
    >
      <span role="gridcell" className="grid-kind">
        <Icon name={definition.icon} />
        <span className="cut">{definition.label}</span>
      </span>
      <span role="gridcell" className="mono cut">
        {row.number}
      </span>
      <span role="gridcell" className="cut" title={`${row.matched.text} (${WHY_LABELS[row.matched.why]})`}>
        <Marked {...(isWide ? row.matched : markWindow(row.matched.text, row.matched.marks))} />
        {row.matched.why === 'sounds like' && <span className="dim3"> · sounds like</span>}
      </span>
      <span role="gridcell">{row.occurredAt === null ? '–' : formatDay(row.occurredAt.slice(0, 10))}</span>
      <span role="gridcell">{row.precinct ?? '–'}</span>
      <span role="gridcell" className="grid-state">
        <State row={row} />
      </span>
    </div>
  );
}

export const GridRow = memo(Cells);
