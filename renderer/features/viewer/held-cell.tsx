/** A cell of a record: its value, or the rule that holds it back with the way to reveal or to ask why. Never holds a value it does not show. */
import type { ReactNode } from 'react';
import { policyRule, type PolicyRuleId } from '../../../shared/policy/rules.ts';
import { Held } from '../../ui/held.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { formatValue, isMono } from './format-value.ts';
import { highlight, type Needle } from './highlight.ts';
import { placeKey, type CellModel, type CellPlace, type SectionModel } from './record-model.ts';
import { TEXTS } from './texts.ts';

export interface CellActs {
  readonly onReveal: (place: CellPlace) => void;
  readonly onWhy: (rule: PolicyRuleId) => void;
  /** Rows of the audit log by cell: what was revealed since the record was opened. */
  readonly revealed: ReadonlyMap<string, number>;
  /** The cell the reveal key means; its button shows the key. */
  readonly keyed: string | null;
  readonly needles: readonly Needle[];
  /** Cells that differ from what this person last saw. */
  readonly changed: ReadonlySet<string>;
  /** By row: the other parts in which the same person stands. */
  readonly otherParts: ReadonlyMap<string, readonly string[]>;
  /** What can be done with a row of a list, as opening its image. */
  readonly rowAct?: (model: SectionModel, cells: readonly CellModel[]) => ReactNode;
}

/** Text with the words of the search marked. */
export function Highlighted({ text, needles }: { readonly text: string; readonly needles: readonly Needle[] }) {
  let at = 0;
  return highlight(text, needles).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.marked ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>;
  });
}

function HeldBack({ model, acts }: { readonly model: CellModel; readonly acts: CellActs }) {
  const { cell, place, field } = model;
  if (cell.show === 'shown') return null;
  const { short } = policyRule(cell.rule);
  const key = placeKey(place);
  return (
    <span className="held-cell" data-cell={key}>
      <Held show={cell.show} rule={short} />
      {cell.show === 'masked' ? (
        <button type="button" className="cell-act" data-reveal={key} onClick={() => acts.onReveal(place)}>
          {TEXTS.reveal} <span className="visually-hidden">{field.label}</span>
          {acts.keyed === key && <Kbd keys="R" isSilent />}
        </button>
      ) : (
        <button
          type="button"
          className="cell-act"
          aria-label={`${TEXTS.why} ${field.label}`}
          onClick={() => acts.onWhy(cell.rule)}
        >
          {TEXTS.why}
        </button>
      )}
    </span>
  );
}

/** SECURITY: what was revealed is for this screen and this look; on paper it stays masked (S22). */
export function RevealedText({
  model,
  acts,
  children,
}: {
  readonly model: CellModel;
  readonly acts: Pick<CellActs, 'revealed'>;
  readonly children: ReactNode;
}) {
  if (!acts.revealed.has(placeKey(model.place))) return children;
  return (
    <>
      <div className="screen-only">{children}</div>
      <span className="print-only">{TEXTS.maskedOnPaper}</span>
      <span className="logged">{TEXTS.logged}</span>
    </>
  );
}

export function CellText({ model, acts }: { readonly model: CellModel; readonly acts: CellActs }) {
  const { cell, field, place } = model;
  if (cell.show !== 'shown') return <HeldBack model={model} acts={acts} />;
  const text = formatValue(field.type, cell.value) ?? '–';
  return (
    <RevealedText model={model} acts={acts}>
      <span className={isMono(field.type) ? 'mono' : undefined} data-copy={placeKey(place)} tabIndex={-1}>
        <Highlighted text={text} needles={acts.needles} />
      </span>
    </RevealedText>
  );
}
