/** The lines of a property invoice: which of how many, and what the numbering leaves out. Pure. */
import type { CellModel, SectionModel } from './record-model.ts';

export const isLines = (model: SectionModel): boolean =>
  model.section.layout === 'list' && model.section.fields.some((field) => field.key === 'line');

const lineNumber = (cells: readonly CellModel[]): number | null => {
  const cell = cells.find((model) => model.field.key === 'line')?.cell;
  return cell?.show === 'shown' && typeof cell.value === 'number' && Number.isInteger(cell.value) ? cell.value : null;
};

interface PropertyLine {
  readonly cells: readonly CellModel[];
  /** `Line 2 of 3`; a line without a number says which it is by its place. */
  readonly name: string;
  /** What is missing before it: `Lines 3 to 5 are not in this record.` */
  readonly gap: string | null;
}

const gapText = (from: number, to: number): string =>
  from === to
    ? `Line ${String(from)} is not in this record.`
    : `Lines ${String(from)} to ${String(to)} are not in this record.`;

/** In the order of the numbers; unnumbered lines last. The count is of the lines that are there. */
export function linesOf(model: SectionModel): readonly PropertyLine[] {
  const numbered = model.rows
    .map((cells) => ({ cells, number: lineNumber(cells) }))
    .sort((a, b) => (a.number ?? Number.MAX_SAFE_INTEGER) - (b.number ?? Number.MAX_SAFE_INTEGER));
  const highest = Math.max(numbered.length, ...numbered.map(({ number }) => number ?? 0));
  let expected = 1;
  return numbered.map(({ cells, number }, place) => {
    const gap = number !== null && number > expected ? gapText(expected, number - 1) : null;
    if (number !== null) expected = number + 1;
    const name =
      number === null
        ? `Line without a number, ${String(place + 1)} of ${String(highest)}`
        : `Line ${String(number)} of ${String(highest)}`;
    return { cells, name, gap };
  });
}
