/** One section of a record in the layout its kind's definition gives: labelled fields, a list of rows, or a text. */
import { lawMeaning, LAW_CODES_NOTE } from '../../../shared/records/law-codes.ts';
import { Tag } from '../../ui/tag.tsx';
import { CellText, Highlighted, RevealedText, type CellActs } from './held-cell.tsx';
import { roleOf, rowKey } from './parties.ts';
import { isLines, linesOf } from './property-lines.ts';
import { placeKey, type CellModel, type SectionModel } from './record-model.ts';
import { TEXTS } from './texts.ts';

interface SectionCardProps {
  readonly model: SectionModel;
  readonly acts: CellActs;
}

export const sectionHeading = (id: string): string => `section-${id}`;

function Fields({ cells, acts }: { readonly cells: readonly CellModel[]; readonly acts: CellActs }) {
  return (
    <dl className="fields">
      {cells.map((model) => (
        <div key={model.field.key} className="field-pair" data-changed={isChanged(model, acts) || undefined}>
          <dt>{model.field.label}</dt>
          <dd>
            <CellText model={model} acts={acts} />
            <ChangedMark model={model} acts={acts} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const isChanged = (model: CellModel, acts: CellActs): boolean => acts.changed.has(placeKey(model.place));

/** What can be jumped to, and read out, where a cell differs from what this person last saw. */
function ChangedMark({ model, acts }: { readonly model: CellModel; readonly acts: CellActs }) {
  if (!isChanged(model, acts)) return null;
  return (
    <span className="changed" data-change={placeKey(model.place)} tabIndex={-1}>
      {TEXTS.changed}
      <span className="visually-hidden">{`: ${model.field.label}`}</span>
    </span>
  );
}

/** A person's or thing's part stands first; the same person's other parts beside it. */
function Party({ model, cells, acts }: SectionCardProps & { readonly cells: readonly CellModel[] }) {
  const role = cells.find(({ field, cell }) => field.key === 'role' && cell.show === 'shown');
  const others = acts.otherParts.get(rowKey(model, cells)) ?? [];
  if (role === undefined && others.length === 0) return <Fields cells={cells} acts={acts} />;
  return (
    <>
      <p className="party-roles">
        <Tag tone="accent">{roleOf(model, cells)}</Tag>
        {role !== undefined && <ChangedMark model={role} acts={acts} />}
        {others.map((other) => (
          <Tag key={other}>{`${TEXTS.alsoAs} ${other}`}</Tag>
        ))}
      </p>
      <Fields cells={cells.filter((cell) => cell !== role)} acts={acts} />
    </>
  );
}

/** Rows that share a rule on many cells say so per cell: nothing is folded away. */
function List({ model, acts }: SectionCardProps) {
  return (
    <ol className="party-list">
      {model.rows.map((cells, row) => (
        <li key={cells[0]?.place.row ?? row} className="party">
          <Party model={model} cells={cells} acts={acts} />
          <Charge cells={cells} />
          {acts.rowAct?.(model, cells)}
        </li>
      ))}
    </ol>
  );
}

/** What the statute of a charge means, or that the table does not have it. */
function Charge({ cells }: { readonly cells: readonly CellModel[] }) {
  const statute = cells.find(({ field }) => field.key === 'statute')?.cell;
  if (statute?.show !== 'shown' || typeof statute.value !== 'string') return null;
  const { section, title, classWords } = lawMeaning(statute.value);
  return (
    <p className="charge-meaning" title={LAW_CODES_NOTE}>
      <span className="mono">{section ?? statute.value}</span>{' '}
      {title === null ? (
        <span className="dim">{TEXTS.lawUnknown}</span>
      ) : (
        <>
          <b>{title}</b>. {classWords}.
        </>
      )}{' '}
      <small className="dim">{TEXTS.lawNote}</small>
    </p>
  );
}

/** Each line can take the focus: the keys go from line to line. */
function Lines({ model, acts }: SectionCardProps) {
  return (
    <ol className="party-list">
      {linesOf(model).map(({ cells, name, gap }) => (
        <li key={rowKey(model, cells)} className="party">
          {gap !== null && <p className="line-gap">{gap}</p>}
          <div className="line" data-line tabIndex={-1} role="group" aria-label={name}>
            <p className="party-roles">
              <Tag tone="accent">{name}</Tag>
            </p>
            <Fields cells={cells.filter((cell) => cell.field.key !== 'line')} acts={acts} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Narrative({ model, acts }: SectionCardProps) {
  return model.rows.flat().map((cell) => {
    if (cell.cell.show !== 'shown') return <CellText key={cell.field.key} model={cell} acts={acts} />;
    const paragraphs = String(cell.cell.value ?? '').split(/\n{2,}/);
    return (
      <RevealedText key={cell.field.key} model={cell} acts={acts}>
        <div data-copy={placeKey(cell.place)} tabIndex={-1}>
          {paragraphs.map((text, place) => (
            <p key={`${cell.field.key}-${String(place)}`} className="narrative">
              <Highlighted text={text} needles={acts.needles} />
              {place === 0 && <ChangedMark model={cell} acts={acts} />}
            </p>
          ))}
        </div>
      </RevealedText>
    );
  });
}

export function SectionCard({ model, acts }: SectionCardProps) {
  const { section, rows } = model;
  const heading = sectionHeading(section.id);
  return (
    <section className="card" aria-labelledby={heading} data-section={section.id}>
      <h2 id={heading} className="eyebrow" tabIndex={-1}>
        {section.label}
      </h2>
      {section.layout === 'fields' && <Fields cells={rows.flat()} acts={acts} />}
      {section.layout === 'list' &&
        (isLines(model) ? <Lines model={model} acts={acts} /> : <List model={model} acts={acts} />)}
      {section.layout === 'narrative' && <Narrative model={model} acts={acts} />}
    </section>
  );
}
