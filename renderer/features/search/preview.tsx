/** What the selected row holds, beside the results. Shows no more than the row brought: opening is what counts as a view. */
import { CAUTIONS } from '../../../shared/records/definition.ts';
import { formatMoment } from '../../../shared/records/format.ts';
import { SOURCES } from '../../../shared/records/kind.ts';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import type { Cell, ResultRow } from '../../../shared/records/search.ts';
import { policyRule, type PolicyRuleId } from '../../../shared/policy/rules.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Held } from '../../ui/held.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Tag } from '../../ui/tag.tsx';
import { notLive } from './not-live.ts';
import { TEXTS, WHY_LABELS } from './texts.ts';

interface PreviewProps {
  readonly row: ResultRow | null;
  /** UTC: the time of the copy the row is from; undefined: it is current. */
  readonly asOf: string | undefined;
  readonly onOpen: (row: ResultRow) => void;
  readonly onWhy: (rule: PolicyRuleId) => void;
}

/** What the row says by itself; the record may say it in words of the same name. */
const WHEN = 'When';
const PRECINCT = 'Precinct';

/** The preview names no field types: what is written as a day or a moment is shown as one. */
const STAMP = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/;

const previewText = (value: string | number | boolean): string =>
  typeof value === 'string' && STAMP.test(value) ? formatMoment(value) : String(value);

function CellValue({ cell, onWhy }: { readonly cell: Cell; readonly onWhy: (rule: PolicyRuleId) => void }) {
  if (cell.show === 'shown') return cell.value === null ? '–' : previewText(cell.value);
  return (
    <button type="button" className="held-button" onClick={() => onWhy(cell.rule)} title={TEXTS.why}>
      <Held show={cell.show} rule={policyRule(cell.rule).short} />
    </button>
  );
}

function Filled({ row, asOf, onOpen, onWhy }: PreviewProps & { readonly row: ResultRow }) {
  const definition = RECORD_DEFINITIONS[row.kind];
  const when = row.occurredAt === null ? [] : [{ key: 'when', label: WHEN, value: formatMoment(row.occurredAt) }];
  const where = row.precinct === null ? [] : [{ key: 'pct', label: PRECINCT, value: String(row.precinct) }];
  const said = [...when, ...where].map(({ label }): string => label);
  return (
    <>
      <p className="dim">
        {definition.label} · <span className="mono">{row.number}</span>
      </p>
      <h2>{row.title}</h2>
      {row.cautions.map((caution) => (
        <Alert key={caution} tone={CAUTIONS[caution].tone} title={CAUTIONS[caution].label} />
      ))}
      <p className="preview-tags">
        <Tag tone={row.state.tone}>{row.state.label}</Tag>
        {row.withheld > 0 && <Tag tone="held">{`${row.withheld} not shown in clear`}</Tag>}
      </p>
      {notLive(row, asOf) !== null && <p className="preview-not-live">{notLive(row, asOf)}</p>}
      <KeyValues
        items={[
          ...when,
          ...where,
          ...row.preview
            .filter(({ label }) => !said.includes(label))
            .map((item, place) => ({
              key: `${place}`,
              label: item.label,
              value: <CellValue cell={item.cell} onWhy={onWhy} />,
            })),
          { key: 'why', label: 'Matched', value: WHY_LABELS[row.matched.why] },
          { key: 'source', label: 'Source', value: SOURCES[row.source].label },
        ]}
      />
      <Button tone="primary" keys="Enter" onPress={() => onOpen(row)}>
        {TEXTS.open}
      </Button>
    </>
  );
}

export function Preview(props: PreviewProps) {
  return (
    <aside className="preview" aria-label={TEXTS.preview}>
      {props.row === null ? <p className="dim">{TEXTS.nothingSelected}</p> : <Filled {...props} row={props.row} />}
    </aside>
  );
}
