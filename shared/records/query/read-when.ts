/** Reads dates and ranges of dates: `since friday`, `from 1 aug to 3 nov`, `2024..2025`, `before 11/03`. */
import { addDays } from './days.ts';
import { wordAt, type Token } from './lex.ts';
import { readDate, type DateReading, type DaySpan } from './read-date.ts';
import { reading, type Reader, type Reading, type ReadingContext } from './reading.ts';
import type { Term } from './term.ts';

const when = (from: string | undefined, to: string | undefined): Term =>
  from !== undefined && to !== undefined && from > to
    ? { type: 'when', from: to, to: from }
    : { type: 'when', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };

const whenSpan = (span: DaySpan): Term => when(span.from, span.to);

/** What an opening word makes of the day after it. */
const OPENINGS: Readonly<Record<string, (span: DaySpan) => Term>> = {
  SINCE: (span) => when(span.from, undefined),
  FROM: (span) => when(span.from, undefined),
  AFTER: (span) => when(addDays(span.to, 1), undefined),
  BEFORE: (span) => when(undefined, addDays(span.from, -1)),
  UNTIL: (span) => when(undefined, span.to),
  TILL: (span) => when(undefined, span.to),
  ON: whenSpan,
  IN: whenSpan,
  DURING: whenSpan,
};

/** Words and signs between the two ends of a range. */
const JOINS = new Set(['TO', 'THROUGH', 'THRU', 'UNTIL', 'TILL', '..', '...', '-', '–', '—']);

const signAt = (tokens: readonly Token[], at: number): string => {
  const token = tokens[at];
  return token?.sign === 'word' && !token.excluded ? token.upper || token.text : '';
};

interface Range {
  readonly term: Term;
  readonly take: number;
  readonly first: DateReading;
}

function rangeAt(
  tokens: readonly Token[],
  at: number,
  context: ReadingContext,
  monthAlone: boolean,
  joins: ReadonlySet<string>,
): Range | null {
  const first = readDate(tokens, at, context.today, monthAlone);
  if (!first) return null;
  const join = signAt(tokens, at + first.take);
  if (joins.has(join)) {
    const second = readDate(tokens, at + first.take + 1, context.today, true);
    if (second) {
      const [from, to] = first.span.from <= second.span.from ? [first, second] : [second, first];
      return { term: when(from.span.from, to.span.to), take: first.take + 1 + second.take, first };
    }
    if (join.startsWith('..')) return { term: when(first.span.from, undefined), take: first.take + 1, first };
  }
  return { term: whenSpan(first.span), take: first.take, first };
}

function readOpening(tokens: readonly Token[], at: number, context: ReadingContext): Reading | null {
  const word = signAt(tokens, at);
  if (word === 'BETWEEN') {
    const range = rangeAt(tokens, at + 1, context, true, new Set(['AND', ...JOINS]));
    return range ? reading(range.term, range.take + 1) : null;
  }
  if (word.startsWith('..')) {
    const date = readDate(tokens, at + 1, context.today, true);
    return date ? reading(when(undefined, date.span.to), date.take + 1) : null;
  }
  const open = Object.hasOwn(OPENINGS, word) ? OPENINGS[word] : undefined;
  if (!open) return null;
  const range = rangeAt(tokens, at + 1, context, true, JOINS);
  if (!range) return null;
  const isRange = range.take > range.first.take;
  const other = !isRange && range.first.other ? open(range.first.other) : null;
  return reading(isRange ? range.term : open(range.first.span), range.take + 1, [other]);
}

const YEARS = /^((?:19|20)\d{2})[-–]((?:19|20)\d{2})$/;

export const readWhen: Reader = (tokens, at, context) => {
  const opening = readOpening(tokens, at, context);
  if (opening) return opening;
  const years = YEARS.exec(wordAt(tokens, at));
  if (years?.[1] !== undefined && years[2] !== undefined) {
    const [from, to] = [years[1], years[2]].sort();
    return reading(when(`${from ?? ''}-01-01`, `${to ?? ''}-12-31`), 1);
  }
  const range = rangeAt(tokens, at, context, false, JOINS);
  if (!range) return null;
  const single = range.take === range.first.take;
  return reading(range.term, range.take, [single && range.first.other ? whenSpan(range.first.other) : null]);
};
