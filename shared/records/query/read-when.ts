/**
 * Reads dates, hours, and ranges of both: `since friday`, `from 1 aug to 3 nov`, `2024..2025`, `before 11/03`,
 * `last friday 0200-0400`. Hours of one day become one stretch; hours of many days stay hours of any day.
 */
import { addDays, type DateReading, type DaySpan } from './days.ts';
import { wordAt, type Token } from './lex.ts';
import { readAddress } from './read-address.ts';
import { readDate } from './read-date.ts';
import { clockAt, hoursAt, type Hours, type HoursReading } from './read-hours.ts';
import { NIGHT } from './read-tour.ts';
import { reading, type Reader, type Reading, type ReadingContext } from './reading.ts';
import type { Term } from './term.ts';

/** A day counts to its end when it ends a stretch. */
const isAfter = (from: string, to: string): boolean => from > (to.length === 10 ? `${to}T24` : to);

const when = (from: string | undefined, to: string | undefined): Term =>
  from !== undefined && to !== undefined && isAfter(from, to)
    ? { type: 'when', from: to, to: from }
    : { type: 'when', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };

const whenSpan = (span: DaySpan): Term => when(span.from, span.to);
const hoursTerm = ({ from, to }: Hours): Term => ({ type: 'hours', from, to });

/** First day or moment after an end, last one before a beginning. */
const after = (to: string): string => (to.length === 10 ? addDays(to, 1) : to);
const before = (from: string): string => (from.length === 10 ? addDays(from, -1) : from);

/** What an opening word makes of the day after it. */
const OPENINGS: Readonly<Record<string, (span: DaySpan) => Term>> = {
  SINCE: (span) => when(span.from, undefined),
  FROM: (span) => when(span.from, undefined),
  AFTER: (span) => when(after(span.to), undefined),
  BEFORE: (span) => when(undefined, before(span.from)),
  UNTIL: (span) => when(undefined, span.to),
  TILL: (span) => when(undefined, span.to),
  ON: whenSpan,
  IN: whenSpan,
  DURING: whenSpan,
};
/** Openings after which a time of day makes a moment of it. */
const FROM_A_MOMENT = new Set(['SINCE', 'FROM', 'AFTER', 'BEFORE', 'UNTIL', 'TILL']);

/** Words and signs between the two ends of a range. */
const JOINS = new Set(['TO', 'THROUGH', 'THRU', 'UNTIL', 'TILL', '..', '...', '-', '–', '—']);

const signAt = (tokens: readonly Token[], at: number): string => {
  const token = tokens[at];
  return token?.sign === 'word' && !token.excluded ? token.upper || token.text : '';
};

const PARTS: ReadonlyMap<string, Hours> = new Map([
  ['MORNING', { from: '06:00', to: '12:00' }],
  ['AFTERNOON', { from: '12:00', to: '18:00' }],
  ['EVENING', { from: '18:00', to: '23:59' }],
  ['NIGHT', NIGHT],
]);

/** `this morning`: a part of today. */
function partOfToday(tokens: readonly Token[], at: number, { today }: ReadingContext): DateReading | null {
  const hours = signAt(tokens, at) === 'THIS' ? PARTS.get(wordAt(tokens, at + 1)) : undefined;
  return hours === undefined ? null : { span: stretchOf(today, hours), take: 2 };
}

/** Hours of one day; over midnight they end the day after. */
const stretchOf = (day: string, { from, to }: Hours): DaySpan => ({
  from: `${day}T${from}`,
  to: `${to < from ? addDays(day, 1) : day}T${to}`,
});

const isOneDay = ({ from, to }: DaySpan): boolean => from === to && from.length === 10;

const hoursHere = (tokens: readonly Token[], at: number, context: ReadingContext): HoursReading | null =>
  hoursAt(tokens, at, (house) => readAddress(tokens, house, context) !== null);

/** The hours said after a day: `friday 0200-0400`, `3 nov morning`. */
function hoursOfDay(tokens: readonly Token[], at: number, context: ReadingContext): HoursReading | null {
  const part = PARTS.get(wordAt(tokens, at));
  return part === undefined ? hoursHere(tokens, at, context) : { hours: part, take: 1 };
}

/** A date with the hours said after it; of one day they make one stretch, otherwise they are left to be read. */
function datedHours(
  tokens: readonly Token[],
  at: number,
  context: ReadingContext,
  monthAlone: boolean,
): DateReading | null {
  const date = readDate(tokens, at, context, monthAlone) ?? partOfToday(tokens, at, context);
  if (!date || !isOneDay(date.span)) return date;
  const said = hoursOfDay(tokens, at + date.take, context);
  if (!said) return date;
  const { other, span, take } = date;
  return {
    span: stretchOf(span.from, said.hours),
    take: take + said.take,
    ...(other === undefined ? {} : { other: stretchOf(other.from, said.hours) }),
  };
}

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
  const first = datedHours(tokens, at, context, monthAlone);
  if (!first) return null;
  const join = signAt(tokens, at + first.take);
  if (joins.has(join)) {
    const second = datedHours(tokens, at + first.take + 1, context, true);
    if (second) {
      const [from, to] = first.span.from <= second.span.from ? [first, second] : [second, first];
      return { term: when(from.span.from, to.span.to), take: first.take + 1 + second.take, first };
    }
    if (join.startsWith('..')) return { term: when(first.span.from, undefined), take: first.take + 1, first };
  }
  return { term: whenSpan(first.span), take: first.take, first };
}

/** `since friday 2200`, `since 2 am`: a day and a time, or a time of today (of yesterday when it is still to come). */
function momentAt(tokens: readonly Token[], at: number, context: ReadingContext): DateReading | null {
  const date = readDate(tokens, at, context, false);
  if (date && !isOneDay(date.span)) return null;
  const clock = clockAt(tokens, at + (date?.take ?? 0));
  if (!clock || (clock.bare && /^(?:19|20)\d{2}$/.test(clock.time.replace(':', '')) && !date)) return null;
  if (clock.bare && readAddress(tokens, at + (date?.take ?? 0), context)) return null;
  if (!date && context.time === undefined) return null;
  const day = date?.span.from ?? (clock.time > (context.time ?? '') ? addDays(context.today, -1) : context.today);
  const moment = `${day}T${clock.time}`;
  return { span: { from: moment, to: moment }, take: (date?.take ?? 0) + clock.take };
}

function readOpening(tokens: readonly Token[], at: number, context: ReadingContext): Reading | null {
  const word = signAt(tokens, at);
  if (word === 'BETWEEN') {
    const range = rangeAt(tokens, at + 1, context, true, new Set(['AND', ...JOINS]));
    return range ? reading(range.term, range.take + 1) : null;
  }
  if (word.startsWith('..')) {
    const date = readDate(tokens, at + 1, context, true);
    return date ? reading(when(undefined, date.span.to), date.take + 1) : null;
  }
  const open = Object.hasOwn(OPENINGS, word) ? OPENINGS[word] : undefined;
  if (!open) return null;
  const moment = FROM_A_MOMENT.has(word) ? momentAt(tokens, at + 1, context) : null;
  if (moment) return reading(open(moment.span), moment.take + 1);
  const range = rangeAt(tokens, at + 1, context, true, JOINS);
  if (!range) return null;
  const isRange = range.take > range.first.take;
  const other = !isRange && range.first.other ? open(range.first.other) : null;
  return reading(isRange ? range.term : open(range.first.span), range.take + 1, [other]);
}

/** Hours, and the day they are said of when it follows: `0200-0400 on 3 nov`. */
function readHours(tokens: readonly Token[], at: number, context: ReadingContext): Reading | null {
  const said = hoursHere(tokens, at, context);
  if (!said) return null;
  const on = at + said.take + (signAt(tokens, at + said.take) === 'ON' ? 1 : 0);
  const date = readDate(tokens, on, context, false);
  if (!date || !isOneDay(date.span) || JOINS.has(signAt(tokens, on + date.take))) {
    return reading(hoursTerm(said.hours), said.take);
  }
  const { span, other, take } = date;
  const otherDay = other && isOneDay(other) ? whenSpan(stretchOf(other.from, said.hours)) : null;
  return reading(whenSpan(stretchOf(span.from, said.hours)), on - at + take, [otherDay]);
}

const YEARS = /^((?:19|20)\d{2})[-–]((?:19|20)\d{2})$/;

export const readWhen: Reader = (tokens, at, context) => {
  const hours = readHours(tokens, at, context);
  if (hours) return hours;
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
