/** The term that the text of a form's field becomes, and the plain text of a term in a field. Pure and total. */
import type { RecordKind } from '../kind.ts';
import { parseQuery } from './parse.ts';
import { identifierOf } from './read-number.ts';
import type { ReadingContext } from './reading.ts';
import type { Term } from './term.ts';
import { wordsTerm } from './text-terms.ts';

const quoted = (text: string): string => `"${text.replace(/["“”„«»]/g, ' ')}"`;

/** The only term of a text when it is of a type; null otherwise. */
function only(text: string, type: Term['type'], context: ReadingContext): Term | null {
  const { understood } = parseQuery(text, context);
  const [first] = understood;
  return understood.length === 1 && first?.term.type === type ? first.term : null;
}

/** What a field of a type makes of what is written in it; null when that is nothing of its type. */
export function fieldTerm(
  becomes: Term['type'],
  numberOf: RecordKind | null,
  written: string,
  context: ReadingContext,
): Term | null {
  const text = written.trim();
  if (text === '') return null;
  switch (becomes) {
    case 'identifier':
      return identifierOf(text, numberOf);
    case 'plate':
    case 'phone':
    case 'vin':
    case 'precinct':
      return only(`${becomes === 'precinct' ? 'pct' : becomes}:${quoted(text)}`, becomes, context);
    case 'name':
      return only(`name:${quoted(text)}`, 'name', context);
    case 'address':
      return only(`addr:${quoted(text)}`, 'address', context);
    case 'when':
      return only(`when:${text}`, 'when', context) ?? only(text, 'when', context);
    case 'offence':
      return only(text, 'offence', context) ?? only(`off:${quoted(text)}`, 'offence', context);
    case 'words':
      return codeOf(text, context) ?? wordsTerm(text);
    case 'hours':
    case 'kind':
    case 'phrase':
    case 'exclude':
      return null;
  }
}

/** A section of law is looked for in the form in which records write it. */
function codeOf(text: string, context: ReadingContext): Term | null {
  const term = only(text, 'words', context);
  return term?.type === 'words' && /^(?:PL \d{5,7}|VTL\d{4})$/.test(term.value) ? term : null;
}

const PLATE_MARKS = { exact: ['=', ''], starts: ['', '*'], contains: ['*', '*'] } as const;

/** A term as a person would write it into its field. */
export function fieldText(term: Term): string {
  switch (term.type) {
    case 'plate': {
      const [before, after] = PLATE_MARKS[term.match];
      return `${term.state === undefined ? '' : `${term.state} `}${before}${term.value}${after}`;
    }
    case 'when':
      return term.from === term.to && term.from !== undefined ? term.from : `${term.from ?? ''}..${term.to ?? ''}`;
    case 'hours':
      return `${term.from}-${term.to}`;
    case 'precinct':
      return String(term.value);
    case 'identifier':
    case 'name':
    case 'phone':
    case 'vin':
    case 'address':
    case 'offence':
    case 'kind':
    case 'words':
    case 'phrase':
    case 'exclude':
      return term.value;
  }
}

/** Whether two terms ask the same; null is no term. */
export function sameTerm(one: Term | null, other: Term): boolean {
  if (one === null) return false;
  const [left, right] = [Object.entries(one), Object.entries(other)];
  return (
    left.length === right.length &&
    left.every(([key, value]) => (other as Readonly<Record<string, unknown>>)[key] === value)
  );
}
