/**
 * A record view laid out for the page: the sections of its kind's definition that hold something, in the order an
 * officer asks, and the cells that can be revealed or explained. Pure; adds nothing the view does not hold.
 */
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import type { FieldDefinition, SectionDefinition } from '../../../shared/records/definition.ts';
import type { Cell } from '../../../shared/records/search.ts';
import type { RecordView, RevealRequest } from '../../../shared/records/view.ts';
import { formatValue } from './format-value.ts';

export type CellPlace = Omit<RevealRequest, 'record'>;
export const placeKey = (place: CellPlace): string => `${place.section}/${place.row}/${place.field}`;

export interface CellModel {
  readonly place: CellPlace;
  readonly field: FieldDefinition;
  readonly cell: Cell;
}
export interface SectionModel {
  readonly section: SectionDefinition;
  /** Rows of cells that hold something, in the order of the fields. */
  readonly rows: readonly (readonly CellModel[])[];
}

const ORDER = ['what', 'who', 'thing', 'where', 'when', 'media', 'other'] as const;

const isEmpty = (field: FieldDefinition, cell: Cell): boolean =>
  cell.show === 'shown' && formatValue(field.type, cell.value) === null;

/** Sections in the order of the questions; the definition's own order within a question; narratives after the facts. */
export function sectionsOf(view: Pick<RecordView, 'kind' | 'sections'>): readonly SectionModel[] {
  const byId = new Map(view.sections.map((section) => [section.id, section.rows]));
  return RECORD_DEFINITIONS[view.kind].sections
    .map((section) => ({
      section,
      rows: (byId.get(section.id) ?? [])
        .map((row, rowNumber) =>
          section.fields.flatMap((field): CellModel[] => {
            const cell = row[field.key];
            if (cell === undefined || isEmpty(field, cell)) return [];
            return [{ field, cell, place: { section: section.id, row: rowNumber, field: field.key } }];
          }),
        )
        .filter((row) => row.length > 0),
    }))
    .filter((model) => model.rows.length > 0)
    .sort((a, b) => ORDER.indexOf(a.section.answers) - ORDER.indexOf(b.section.answers));
}

const cellsOf = (sections: readonly SectionModel[]): readonly CellModel[] =>
  sections.flatMap((section) => section.rows.flat());

export const firstMasked = (sections: readonly SectionModel[]): CellModel | undefined =>
  cellsOf(sections).find((model) => model.cell.show === 'masked');

export const firstHeld = (sections: readonly SectionModel[]): CellModel | undefined =>
  cellsOf(sections).find((model) => model.cell.show !== 'shown');

export const countHeld = (
  sections: readonly SectionModel[],
): { readonly masked: number; readonly withheld: number } => {
  const cells = cellsOf(sections);
  return {
    masked: cells.filter((model) => model.cell.show === 'masked').length,
    withheld: cells.filter((model) => model.cell.show === 'withheld').length,
  };
};

/** The view with one cell put in place: what a reveal does to the page. Rows and cells that are not there change nothing. */
export function withCell(view: RecordView, place: CellPlace, cell: Cell): RecordView {
  return {
    ...view,
    sections: view.sections.map((section) =>
      section.id === place.section
        ? {
            ...section,
            rows: section.rows.map((row, number) =>
              number === place.row && place.field in row ? { ...row, [place.field]: cell } : row,
            ),
          }
        : section,
    ),
  };
}
