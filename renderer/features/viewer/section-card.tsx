/** One section of a record in the layout its kind's definition gives: labelled fields, a list of rows, or a text. */
import { CellText, Highlighted, type CellActs } from './held-cell.tsx';
import type { CellModel, SectionModel } from './record-model.ts';

interface SectionCardProps {
  readonly model: SectionModel;
  readonly acts: CellActs;
}

function Fields({ cells, acts }: { readonly cells: readonly CellModel[]; readonly acts: CellActs }) {
  return (
    <dl className="fields">
      {cells.map((model) => (
        <div key={model.field.key} className="field-pair">
          <dt>{model.field.label}</dt>
          <dd>
            <CellText model={model} acts={acts} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Rows that share a rule on many cells say so per cell: nothing is folded away. */
function List({ model, acts }: SectionCardProps) {
  return (
    <ol className="party-list">
      {model.rows.map((cells, row) => (
        <li key={cells[0]?.place.row ?? row} className="party">
          <Fields cells={cells} acts={acts} />
        </li>
      ))}
    </ol>
  );
}

function Narrative({ model, acts }: SectionCardProps) {
  return model.rows.flat().map((cell) => {
    if (cell.cell.show !== 'shown') return <CellText key={cell.field.key} model={cell} acts={acts} />;
    const paragraphs = String(cell.cell.value ?? '').split(/\n{2,}/);
    return paragraphs.map((text, place) => (
      <p key={`${cell.field.key}-${place}`} className="narrative">
        <Highlighted text={text} needles={acts.needles} />
      </p>
    ));
  });
}

export function SectionCard({ model, acts }: SectionCardProps) {
  const { section, rows } = model;
  const heading = `section-${section.id}`;
  return (
    <section className="card" aria-labelledby={heading} data-section={section.id}>
      <h2 id={heading} className="eyebrow">
        {section.label}
      </h2>
      {section.layout === 'fields' && <Fields cells={rows.flat()} acts={acts} />}
      {section.layout === 'list' && <List model={model} acts={acts} />}
      {section.layout === 'narrative' && <Narrative model={model} acts={acts} />}
    </section>
  );
}
