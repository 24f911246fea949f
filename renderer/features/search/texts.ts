/** Every word the search shows, in one place. */
import { SOURCE_TIMES_LEAST, type MatchWhy, type Sort, type SortColumn } from '../../../shared/records/search.ts';
import type { FacetGroupId } from './facet-model.ts';

export const FACET_TITLES: Readonly<Record<FacetGroupId, string>> = {
  kind: 'Kind',
  precinct: 'Precinct',
  custodian: 'Custodian',
  year: 'Year',
  offence: 'Offence',
};

export const CUSTODIAN_LABELS = {
  nypd: 'Department',
  government: 'Government',
  commercial: 'Commercial',
} as const;

export const SORT_LABELS: Readonly<Record<Sort, string>> = {
  best: 'Best match',
  newest: 'Newest first',
  oldest: 'Oldest first',
};

export const SORTED_LABELS: Readonly<Record<SortColumn, string>> = {
  occurredAt: 'time',
  kind: 'kind',
  number: 'number',
  precinct: 'precinct',
  offence: 'offence',
  state: 'state',
};

/** Why a row matched, said when it is not plain from the mark itself. */
export const WHY_LABELS: Readonly<Record<MatchWhy, string>> = {
  number: 'record number',
  exact: 'exact match',
  'starts with': 'starts with what was typed',
  contains: 'contains what was typed',
  name: 'name',
  nickname: 'nickname',
  typo: 'one typo',
  'looks like': 'looks like',
  'sounds like': 'sounds like the name typed',
  'same street': 'same street',
  word: 'word in the record',
  filter: 'within the filters',
};

/** Against what was there when it was last looked. */
export const NEWS_LABELS = { new: 'new', changed: 'changed' } as const;

export const TEXTS = {
  box: 'Search all sources',
  boxHint: 'Plate, name, number, phone, VIN, address, date, precinct, or any words',
  understoodAs: 'understood as',
  readAs: 'read as',
  ways: 'What it may mean',
  inForce: 'searched',
  correct: 'Correct',
  chips: 'Correct what was understood',
  chipCorrect: 'On a chip: correct it as text',
  chipRemove: 'On a chip: remove it',
  chipReadings: 'On a chip: its other readings with their counts',
  chipKeys: 'Enter corrects, Backspace removes.',
  chipKeysOthers: 'Enter corrects, Alt and down arrow reads another way, Backspace removes.',
  nothingTyped: 'Nothing has been typed yet.',
  byFields: 'Search by fields',
  formKind: 'Kind of record',
  formText: 'In the box',
  formRest: 'Also asked',
  formSearch: 'Search',
  formTooLong: 'This is more than the box can hold: leave some fields empty.',
  formNotRead: 'Not read as what this field holds.',
  cancel: 'Cancel',
  formNothing: 'Fill in at least one field.',
  filters: 'Filters',
  clearFilters: 'Clear filters',
  results: 'Results',
  preview: 'Preview',
  sources: 'Sources',
  open: 'Open',
  notAuthorised: 'not authorised',
  searching: 'searching…',
  down: 'does not answer',
  notAsked: 'not asked',
  why: 'Why?',
  usualTimes: 'Usual times',
  usualNotYet: `Told after ${String(SOURCE_TIMES_LEAST)} searches.`,
  cut: 'The box reads 400 characters and 12 terms; the rest was left out.',
  nothingSelected: 'Select a row to see what it holds. Opening a record is recorded as a view; the preview is not.',
  recent: 'Searched this tour',
  examples: 'What the box understands',
  reasonTitle: 'State the reason first',
  reasonText: 'Records are searched for a stated duty only. The reason goes with every search and view until it ends.',
  reasonButton: 'State the reason',
  tryAgain: 'Search again',
  noAnswer: 'No answer yet',
  columns: 'Columns',
  columnsText: 'Kept for the role you act in. Space shows or hides one; to move it:',
  columnsReset: 'The usual columns',
  earlier: 'earlier',
  later: 'later',
  done: 'Done',
  compare: 'Compare',
  unmark: 'Unmark',
  newsOnly: 'Only what is new',
  newsAndRest: 'Show all again',
  marked: (count: number) => `${count} ${count === 1 ? 'row' : 'rows'} marked.`,
  sortBest: 'Best match first',
  sortBy: (label: string) => `Sort by ${label.toLowerCase()}; with Shift as well by it`,
} as const;

export const EXAMPLES: readonly { readonly typed: string; readonly means: string }[] = [
  { typed: 'klr48', means: 'a plate, or how it begins' },
  { typed: 'okonjo, daniel', means: 'a name; Tab reads it as “sounds like”' },
  { typed: '2026-113-004512', means: 'a record number of any kind' },
  { typed: '134-22 farmers blvd', means: 'an address' },
  { typed: 'robbery 113 pct since 1 aug', means: 'offence, precinct and dates together' },
  { typed: 'last tour 0200-0400', means: 'tours and hours, as they are said' },
  { typed: 'pl 155.30 -honda', means: 'a section of law, and what must not occur' },
  { typed: '(718) 555-0142', means: 'a phone' },
];
