/** Makes a whole record from the parts a writer knows, the rest being the careful default. Reads and stores nothing. */
import type { CellValue, NewRecord, RecordRow } from '../../../shared/records/definition.ts';

type Known = 'kind' | 'number' | 'title' | 'origin';

/** Record with nothing said beyond what is given: not sealed, no place, no mention. */
export const draft = (known: Pick<NewRecord, Known> & Partial<Omit<NewRecord, Known>>): NewRecord => ({
  occurredAt: null,
  precinct: null,
  offence: null,
  state: { label: 'Reported', tone: 'neutral' },
  cautions: [],
  point: null,
  address: null,
  sealed: false,
  juvenile: false,
  sexCrime: false,
  body: {},
  mentions: [],
  links: [],
  ...known,
});

/** The row without its empty cells, as a section's rows; no rows when nothing is left. */
export function rowOf(cells: Readonly<Record<string, CellValue>>): readonly RecordRow[] {
  const kept = Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null && value !== ''));
  return Object.keys(kept).length === 0 ? [] : [kept];
}

/** Sections without those that have no rows. */
export const bodyOf = (sections: Readonly<Record<string, readonly RecordRow[]>>): NewRecord['body'] =>
  Object.fromEntries(Object.entries(sections).filter(([, rows]) => rows.length > 0));

/** `CRIMINAL MISCHIEF & RELATED OF` as a title: `Criminal mischief & related of`. At most 160 characters. */
export function sentenceCase(text: string): string {
  const lower = text
    .toLowerCase()
    .replace(/,\s*$/, '')
    .replace(/,(?=\S)/g, ', ');
  return (lower.charAt(0).toUpperCase() + lower.slice(1)).slice(0, 160);
}
