/**
 * Two records beside each other, line by line. Pure. A line differs only when both values are shown: what is held back is
 * never compared, so that comparing says nothing of a value that is not shown.
 */
import { formatMoment } from '../../../../shared/records/format.ts';
import { RECORD_DEFINITIONS } from '../../../../shared/records/kinds/definitions.ts';
import type { RecordView } from '../../../../shared/records/view.ts';
import { archivedWords } from '../archived-words.ts';
import { formatValue } from '../format-value.ts';
import { placeKey, sectionsOf, type CellModel, type SectionModel } from '../record-model.ts';

export type Side = 'left' | 'right';

export interface ComparedLine {
  readonly key: string;
  readonly label: string;
  readonly left: CellModel | string | null;
  readonly right: CellModel | string | null;
  /** `held`: at least one is not shown in clear. */
  readonly verdict: 'same' | 'differs' | 'only-left' | 'only-right' | 'held';
}
export interface ComparedSection {
  readonly id: string;
  readonly label: string;
  readonly lines: readonly ComparedLine[];
}

type Entry = ComparedLine['left'];

const textOf = (entry: Exclude<Entry, null>): string | null => {
  if (typeof entry === 'string') return entry;
  return entry.cell.show === 'shown' ? formatValue(entry.field.type, entry.cell.value) : null;
};

function verdictOf(left: Entry, right: Entry): ComparedLine['verdict'] {
  if (left === null) return 'only-right';
  if (right === null) return 'only-left';
  const [one, other] = [textOf(left), textOf(right)];
  if (one === null || other === null) return 'held';
  return one.trim().toLowerCase() === other.trim().toLowerCase() ? 'same' : 'differs';
}

const lineOf = (key: string, label: string, left: Entry, right: Entry): ComparedLine => ({
  key,
  label,
  left,
  right,
  verdict: verdictOf(left, right),
});

function headSection(left: RecordView, right: RecordView): ComparedSection {
  const facts = (view: RecordView): readonly (readonly [string, string | null])[] => [
    ['Kind', RECORD_DEFINITIONS[view.kind].label],
    ['Number', view.number],
    ['State', view.state.label],
    ['Archived', view.archivedAt === null ? null : archivedWords(view.archivedAt)],
    ['When', view.occurredAt === null ? null : formatMoment(view.occurredAt)],
    ['Precinct', view.precinct === null ? null : String(view.precinct)],
  ];
  const others = facts(right);
  const lines = facts(left).flatMap(([label, value], at) => {
    const other = others[at]?.[1] ?? null;
    return value === null && other === null ? [] : [lineOf(`head/${label}`, label, value, other)];
  });
  return { id: 'head', label: 'Record', lines };
}

/** Cells by their place, with the number of the row where a section has several. */
function cellsOf(model: SectionModel | undefined): ReadonlyMap<string, CellModel> {
  return new Map((model?.rows ?? []).flat().map((cell) => [placeKey(cell.place), cell]));
}

function comparedSection(left: SectionModel | undefined, right: SectionModel | undefined): readonly ComparedLine[] {
  const [ours, theirs] = [cellsOf(left), cellsOf(right)];
  const isList = (left ?? right)?.section.layout === 'list';
  const keys = [...ours.keys(), ...[...theirs.keys()].filter((key) => !ours.has(key))];
  return keys
    .flatMap((key) => {
      const [one, other] = [ours.get(key) ?? null, theirs.get(key) ?? null];
      const cell = one ?? other;
      return cell === null ? [] : [{ key, one, other, cell }];
    })
    .toSorted((a, b) => a.cell.place.row - b.cell.place.row)
    .map(({ key, one, other, cell }) =>
      lineOf(key, isList ? `${cell.place.row + 1} · ${cell.field.label}` : cell.field.label, one, other),
    );
}

/** Sections of the left record in its order, then those that only the right one has. */
export function compareRecords(left: RecordView, right: RecordView): readonly ComparedSection[] {
  const [ours, theirs] = [sectionsOf(left), sectionsOf(right)];
  const ids = [...new Set([...ours, ...theirs].map((model) => model.section.id))];
  const of = (models: readonly SectionModel[], id: string): SectionModel | undefined =>
    models.find((model) => model.section.id === id);
  return [
    headSection(left, right),
    ...ids.map((id) => {
      const [one, other] = [of(ours, id), of(theirs, id)];
      return { id, label: (one ?? other)?.section.label ?? id, lines: comparedSection(one, other) };
    }),
  ];
}

export const countDiffering = (sections: readonly ComparedSection[]): number =>
  sections.flatMap(({ lines }) => lines).filter(({ verdict }) => verdict !== 'same' && verdict !== 'held').length;
