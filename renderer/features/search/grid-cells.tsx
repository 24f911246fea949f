/** The cells of a result row, one for each column. Each shows only what the row holds. */
import type { ReactElement } from 'react';
import { CAUTIONS } from '../../../shared/records/definition.ts';
import { RECORD_KINDS, SOURCES, type RecordKind } from '../../../shared/records/kind.ts';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import { formatDay } from '../../../shared/records/format.ts';
import type { ResultRow } from '../../../shared/records/search.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { ColumnId } from './grid-columns.ts';
import { notLive } from './not-live.ts';
import { markWindow } from './mark-window.ts';
import { Marked } from './marked.tsx';
import { NEWS_LABELS, WHY_LABELS } from './texts.ts';

/** Drawn once: rows that are used again for the same kind leave the drawing as it is. */
const SIGNS = Object.fromEntries(
  RECORD_KINDS.map((kind) => [kind, <Icon key={kind} name={RECORD_DEFINITIONS[kind].icon} />]),
) as Readonly<Record<RecordKind, ReactElement>>;

const SIGN_OF = { danger: <Icon name="triangle-alert" />, caution: <Icon name="info" /> } as const;
const SIGN_OF_HELD = <Icon name="eye-off" />;

/** Every caution of a row in full, for what the cell has no room for. */
const cautionWords = (row: ResultRow): string => row.cautions.map((each) => CAUTIONS[each].label).join(' · ');

const SIGN_OF_NOT_LIVE = <Icon name="clock" />;

/** Why it matched is said in the row when the mark alone would not tell. */
const SAID_WHY: readonly ResultRow['matched']['why'][] = ['sounds like', 'nickname', 'typo', 'looks like'];

/** Danger first: a caution goes before the state and stands for a dangerous one; what is withheld is counted. */
function State({ row, asOf }: { readonly row: ResultRow; readonly asOf: string | undefined }) {
  const [caution] = row.cautions;
  return (
    <>
      {caution !== undefined && (
        <span className={`grid-caution tone-${CAUTIONS[caution].tone}`} title={cautionWords(row)}>
          {SIGN_OF[CAUTIONS[caution].tone]}
          {CAUTIONS[caution].short}
        </span>
      )}
      {row.cautions.length > 1 && <span className="grid-more tone-danger">{`+${row.cautions.length - 1}`}</span>}
      {row.news !== undefined && (
        <span aria-hidden>
          <Tag tone="accent">{NEWS_LABELS[row.news]}</Tag>
        </span>
      )}
      {(caution === undefined || row.state.tone !== 'danger') && (
        <span className={caution === undefined ? undefined : 'grid-second'}>
          <Tag tone={row.state.tone}>{row.state.label}</Tag>
        </span>
      )}
      {notLive(row, asOf) !== null && (
        <span className="grid-not-live" title={notLive(row, asOf) ?? ''}>
          {SIGN_OF_NOT_LIVE}
          <span className="visually-hidden">{notLive(row, asOf)}</span>
        </span>
      )}
      {row.withheld > 0 && (
        <span className="grid-held">
          {SIGN_OF_HELD}
          {row.withheld}
          <span className="visually-hidden"> not shown in clear</span>
        </span>
      )}
    </>
  );
}

interface CellProps {
  readonly column: ColumnId;
  readonly row: ResultRow;
  /** UTC: the time of the copy the row is from; undefined: it is current. */
  readonly asOf: string | undefined;
  /** Letters that the column of what matched has room for. */
  readonly letters: number;
  /** The kind is shown by its sign. */
  readonly isTight: boolean;
}

export function GridCell({ column, row, asOf, letters, isTight }: CellProps) {
  switch (column) {
    case 'kind':
      return (
        <span role="gridcell" className="grid-kind">
          {SIGNS[row.kind]}
          <span className={isTight ? 'visually-hidden' : 'cut'}>{RECORD_DEFINITIONS[row.kind].label}</span>
        </span>
      );
    case 'number':
      return (
        <span role="gridcell" className="grid-number">
          <span className="mono cut" data-copy="row/0/number">
            {row.number}
          </span>
          {row.news !== undefined && <span className="visually-hidden">{NEWS_LABELS[row.news]}</span>}
        </span>
      );
    case 'matched':
      return (
        <span role="gridcell" className="cut" title={`${row.matched.text} (${WHY_LABELS[row.matched.why]})`}>
          <Marked {...markWindow(row.matched.text, row.matched.marks, letters)} />
          {SAID_WHY.includes(row.matched.why) && <span className="dim3">{` · ${row.matched.why}`}</span>}
        </span>
      );
    case 'state':
      return (
        <span role="gridcell" className="grid-state">
          <State row={row} asOf={asOf} />
        </span>
      );
    case 'title':
    case 'offence':
    case 'why':
    case 'occurredAt':
    case 'precinct':
    case 'source':
      return (
        <span role="gridcell" className="cut">
          {plainCell(column, row)}
        </span>
      );
  }
}

function plainCell(column: 'title' | 'offence' | 'why' | 'occurredAt' | 'precinct' | 'source', row: ResultRow): string {
  switch (column) {
    case 'title':
      return row.title;
    case 'offence':
      return row.offence ?? '–';
    case 'why':
      return row.matched.why;
    case 'occurredAt':
      return row.occurredAt === null ? '–' : formatDay(row.occurredAt.slice(0, 10));
    case 'precinct':
      return row.precinct === null ? '–' : String(row.precinct);
    case 'source':
      return SOURCES[row.source].label;
  }
}
