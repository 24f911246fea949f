/**
 * A term in the words of the box: its chip, the text that gives it again, and one line for the audit room. Pure; what
 * is written here is shown as text and never as markup.
 */
import { formatMoment, formatTime } from '../format.ts';
import type { RecordKind } from '../kind.ts';
import { identifierOf } from './read-number.ts';
import type { Term } from './term.ts';

export interface Chip {
  /** What it is and how it must match: `plate starts`, `name, sounds like`. */
  readonly label: string;
  readonly value: string;
}

/** What a kind is called in a chip, singular. */
export const KIND_NAMES: Readonly<Record<RecordKind, string>> = {
  complaint: 'complaint report',
  arrest: 'arrest',
  collision: 'collision',
  invoice: 'property invoice',
  call911: '911 call',
  call311: '311 call',
  case: 'case investigation',
  warrant: 'warrant',
  stolen: 'stolen property',
  order: 'order of protection',
  public: 'public record',
};

const NUMBER_NAMES: Readonly<Record<RecordKind, string>> = {
  complaint: 'complaint no.',
  arrest: 'arrest no.',
  collision: 'collision no.',
  invoice: 'invoice no.',
  call911: '911 job no.',
  call311: '311 no.',
  case: 'case no.',
  warrant: 'warrant no.',
  stolen: 'stolen property no.',
  order: 'order no.',
  public: 'public record no.',
};

const PLATE_LABELS = { exact: 'plate', starts: 'plate starts', contains: 'plate contains' } as const;

type WhenTerm = Extract<Term, { type: 'when' }>;

/** The last day or minute of a stretch, after its first: only the time when both are of one day. */
const endOf = (from: string, to: string): string =>
  from.slice(0, 10) === to.slice(0, 10) && from.length > 10 && to.length > 10 ? formatTime(to) : formatMoment(to);

function whenChip({ from, to }: WhenTerm): Chip {
  if (from !== undefined && to !== undefined) {
    if (from === to) return { label: from.length === 10 ? 'on' : 'at', value: formatMoment(from) };
    const wholeYear = from.endsWith('-01-01') && to.endsWith('-12-31') && from.slice(0, 4) === to.slice(0, 4);
    if (wholeYear) return { label: 'in', value: from.slice(0, 4) };
    return { label: 'from', value: `${formatMoment(from)} to ${endOf(from, to)}` };
  }
  if (from !== undefined) return { label: 'since', value: formatMoment(from) };
  return to === undefined ? { label: 'on', value: 'any day' } : { label: 'until', value: formatMoment(to) };
}

function phoneValue(digits: string): string {
  return digits.length === 10 ? `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}` : digits;
}

/** The chip of a term: two short texts. */
export function chipOf(term: Term): Chip {
  switch (term.type) {
    case 'identifier':
      return { label: term.kind === undefined ? 'record no.' : NUMBER_NAMES[term.kind], value: term.value };
    case 'plate':
      return {
        label: PLATE_LABELS[term.match],
        value: term.state === undefined ? term.value : `${term.state} ${term.value}`,
      };
    case 'name':
      return { label: term.match === 'sounds' ? 'name, sounds like' : 'name', value: term.value };
    case 'phone':
      return { label: term.value.length === 10 ? 'phone' : 'phone ends', value: phoneValue(term.value) };
    case 'vin':
      return { label: term.value.length === 17 ? 'VIN' : 'VIN contains', value: term.value };
    case 'address':
      return { label: 'address', value: term.value };
    case 'when':
      return whenChip(term);
    case 'hours':
      return { label: 'between', value: `${term.from} and ${term.to}` };
    case 'precinct':
      return { label: 'precinct', value: `${term.value} Pct` };
    case 'offence':
      return { label: 'offence', value: term.value };
    case 'kind':
      return { label: 'kind', value: KIND_NAMES[term.value] };
    case 'words':
      return { label: 'words', value: term.value };
    case 'phrase':
      return { label: 'phrase', value: `“${term.value}”` };
    case 'exclude':
      return { label: 'without', value: term.value };
  }
}

/** The chip as one text, for a screen reader and for tips: `plate starts KLR48`. */
export function fullReading(term: Term): string {
  const { label, value } = chipOf(term);
  return `${label} ${value}`;
}

/** One line for the audit room: all terms, as their chips read. */
export const describeQuery = (terms: readonly Term[]): string => terms.map(fullReading).join(' · ');

const PLATE_MARKS = { exact: ['=', ''], starts: ['', '*'], contains: ['*', '*'] } as const;
const KIND_FIELDS: Readonly<Partial<Record<RecordKind, string>>> = { call911: '911', call311: '311' };

const quoted = (text: string): string => `"${text.replace(/["“”„«»]/g, ' ')}"`;

function identifierText({ value, kind }: Extract<Term, { type: 'identifier' }>): string {
  const told = identifierOf(value, null);
  const tells = told?.type === 'identifier' && told.kind === kind;
  return kind === undefined || tells ? `no:${value}` : `${KIND_FIELDS[kind] ?? kind}:${value}`;
}

/** Text that the box understands as exactly this term: what a chip turns into when it is edited. */
export function textOf(term: Term): string {
  switch (term.type) {
    case 'identifier':
      return identifierText(term);
    case 'plate': {
      const [before, after] = PLATE_MARKS[term.match];
      return `plate:${term.state === undefined ? '' : `${term.state} `}${before}${term.value}${after}`;
    }
    case 'name':
      return `${term.match === 'sounds' ? 'sounds' : 'name'}:${quoted(term.value)}`;
    case 'phone':
    case 'vin':
      return `${term.type}:${term.value}`;
    case 'address':
      return `addr:${quoted(term.value)}`;
    case 'when':
      return term.from === term.to && term.from !== undefined
        ? `when:${term.from}`
        : `when:${term.from ?? ''}..${term.to ?? ''}`;
    case 'hours':
      return `hours:${term.from}-${term.to}`;
    case 'precinct':
      return `pct:${term.value}`;
    case 'offence':
      return `off:${quoted(term.value)}`;
    case 'kind':
      return `kind:${term.value}`;
    case 'words':
      return `words:${quoted(term.value)}`;
    case 'phrase':
      return quoted(term.value);
    case 'exclude':
      return `-${quoted(term.value)}`;
  }
}
