/**
 * Reads one date, day of the week, month, year or named stretch of days out of tokens. Pure: the day it counts from is
 * given. A day without a year is the latest one not after today.
 */
import { addDays, dayOf, daysInMonth, isDay, parts, weekdayOf, type DateReading, type DaySpan } from './days.ts';
import { wordAt, type Token } from './lex.ts';
import { readTour } from './read-tour.ts';
import type { ReadingContext } from './reading.ts';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const;
const MONTH_NAMES = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d$/;
const WEEKDAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;

/** 1 to 12, or 0. */
function monthOf(word: string): number {
  const short = MONTHS.findIndex((month) => month === word) + 1;
  if (short > 0) return short;
  if (word === 'SEPT') return 9;
  return MONTH_NAMES.findIndex((month) => month === word) + 1;
}

const single = (day: string): DaySpan => ({ from: day, to: day });
const wholeMonth = (year: number, month: number): DaySpan => ({
  from: dayOf(year, month, 1),
  to: dayOf(year, month, daysInMonth(year, month)),
});
const wholeYear = (year: number): DaySpan => ({ from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) });

/** Years that a box of records can mean: 1900 to 2100. */
function validDay(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return null;
  return day > daysInMonth(year, month) ? null : dayOf(year, month, day);
}

/** The latest such day that is not after today; a 29 February goes back to the last leap year. */
function latestDay(month: number, day: number, today: string): string | null {
  const { year } = parts(today);
  for (let back = 0; back <= 8; back += 1) {
    const found = validDay(year - back, month, day);
    if (found !== null && found <= today) return found;
  }
  return null;
}

/** `26` is 2026 and `98` is 1998, seen from today. */
function fullYear(digits: string, today: string): number {
  const value = Number(digits);
  if (digits.length === 4) return value;
  const century = Math.floor(parts(today).year / 100) * 100;
  return century + value > parts(today).year + 1 ? century - 100 + value : century + value;
}

const YEAR = /^(?:19|20)\d{2}$/;
const DAY_OF_MONTH = /^(\d{1,2})(?:ST|ND|RD|TH)?$/;

/** `2026-11-03`, `2026-11`, `11/03/2026`, `11/3/26`, `11-03-2026`, `11/03`, `03NOV2026`. */
function readCompact(word: string, today: string): DateReading | null {
  if (word.length > 10) return null;
  if (isDay(word) && word >= '1900-01-01' && word <= '2100-12-31') return { span: single(word), take: 1 };
  const month = /^((?:19|20)\d{2})-(\d{2})$/.exec(word);
  if (month?.[1] !== undefined && month[2] !== undefined) {
    const number = Number(month[2]);
    return number >= 1 && number <= 12 ? { span: wholeMonth(Number(month[1]), number), take: 1 } : null;
  }
  const full = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(word);
  if (full?.[1] !== undefined && full[3] !== undefined && full[4] !== undefined) {
    const year = fullYear(full[4], today);
    const [a, b] = [Number(full[1]), Number(full[3])];
    return either(validDay(year, a, b), validDay(year, b, a));
  }
  const slashed = /^(\d{1,2})\/(\d{1,2})$/.exec(word);
  if (slashed?.[1] !== undefined && slashed[2] !== undefined) {
    const [a, b] = [Number(slashed[1]), Number(slashed[2])];
    return either(latestDay(a, b, today), latestDay(b, a, today));
  }
  const glued = /^(\d{1,2})([A-Z]{3})(\d{4}|\d{2})?$/.exec(word);
  if (glued?.[1] === undefined || glued[2] === undefined) return null;
  return dayMonthYear(Number(glued[1]), monthOf(glued[2]), glued[3], today, 1);
}

/** Month before day, as written in the department; day before month otherwise. */
function either(monthFirst: string | null, dayFirst: string | null): DateReading | null {
  if (monthFirst === null) return dayFirst === null ? null : { span: single(dayFirst), take: 1 };
  const reading: DateReading = { span: single(monthFirst), take: 1 };
  return dayFirst === null || dayFirst === monthFirst ? reading : { ...reading, other: single(dayFirst) };
}

function dayMonthYear(
  day: number,
  month: number,
  year: string | undefined,
  today: string,
  take: number,
): DateReading | null {
  if (month === 0) return null;
  const found = year === undefined ? latestDay(month, day, today) : validDay(fullYear(year, today), month, day);
  return found === null ? null : { span: single(found), take };
}

/** `3 nov`, `3rd nov 2026`, `nov 3 2026`, `aug 2026`. */
function readSpelt(tokens: readonly Token[], at: number, today: string): DateReading | null {
  const [first, second, third] = [wordAt(tokens, at), wordAt(tokens, at + 1), wordAt(tokens, at + 2)];
  const year = YEAR.test(third) ? third : undefined;
  const take = year === undefined ? 2 : 3;
  const dayFirst = DAY_OF_MONTH.exec(first);
  if (dayFirst?.[1] !== undefined) return dayMonthYear(Number(dayFirst[1]), monthOf(second), year, today, take);
  const month = monthOf(first);
  if (month === 0) return null;
  if (YEAR.test(second)) return { span: wholeMonth(Number(second), month), take: 2 };
  const dayLast = DAY_OF_MONTH.exec(second);
  return dayLast?.[1] === undefined ? null : dayMonthYear(Number(dayLast[1]), month, year, today, take);
}

/** `q3 2025`, `2025 q3`. */
function readQuarter(tokens: readonly Token[], at: number): DateReading | null {
  const [first, second] = [wordAt(tokens, at), wordAt(tokens, at + 1)];
  const [quarter, year] = YEAR.test(first) ? [second, first] : [first, second];
  const number = Number(/^Q([1-4])$/.exec(quarter)?.[1] ?? 0);
  if (number === 0 || !YEAR.test(year)) return null;
  const [from, to] = [wholeMonth(Number(year), number * 3 - 2).from, wholeMonth(Number(year), number * 3).to];
  return { span: { from, to }, take: 2 };
}

/** The last such day of the week before today. */
function lastWeekday(word: string, today: string): DaySpan | null {
  const weekday = WEEKDAYS.findIndex((name) => name === word);
  if (weekday < 0) return null;
  const back = (weekdayOf(today) - weekday + 6) % 7;
  return single(addDays(today, -back - 1));
}

/** Monday of the week of a day. */
const monday = (day: string): string => addDays(day, -((weekdayOf(day) + 6) % 7));

function lastMonth(today: string): DaySpan {
  const { year, month } = parts(today);
  return month === 1 ? wholeMonth(year - 1, 12) : wholeMonth(year, month - 1);
}

const UNIT_DAYS: Readonly<Record<string, number>> = { DAY: 1, DAYS: 1, WEEK: 7, WEEKS: 7, MONTH: 30, MONTHS: 30 };

/** `last week`, `this month`, `last friday`, `last 30 days`. */
function readNamed(tokens: readonly Token[], at: number, today: string): DateReading | null {
  const [first, second, third] = [wordAt(tokens, at), wordAt(tokens, at + 1), wordAt(tokens, at + 2)];
  const { year, month } = parts(today);
  const last = first === 'LAST' || first === 'PAST';
  if (last && /^\d{1,3}$/.test(second) && Object.hasOwn(UNIT_DAYS, third)) {
    const days = Number(second) * (UNIT_DAYS[third] ?? 1);
    return { span: { from: addDays(today, -days), to: today }, take: 3 };
  }
  const named: Readonly<Record<string, DaySpan>> = {
    'LAST WEEK': { from: addDays(monday(today), -7), to: addDays(monday(today), -1) },
    'PAST WEEK': { from: addDays(today, -7), to: today },
    'THIS WEEK': { from: monday(today), to: today },
    'LAST MONTH': lastMonth(today),
    'PAST MONTH': { from: addDays(today, -30), to: today },
    'THIS MONTH': { from: dayOf(year, month, 1), to: today },
    'LAST YEAR': wholeYear(year - 1),
    'PAST YEAR': { from: addDays(today, -365), to: today },
    'THIS YEAR': { from: dayOf(year, 1, 1), to: today },
  };
  const key = `${first} ${second}`;
  const span = Object.hasOwn(named, key) ? named[key] : undefined;
  if (span) {
    return key === 'LAST WEEK' ? { span, take: 2, other: { from: addDays(today, -7), to: today } } : { span, take: 2 };
  }
  const weekday = last ? lastWeekday(second, today) : null;
  return weekday ? { span: weekday, take: 2 } : null;
}

/** `2026-11-03T08:20`: how a chip with a time is written as text. */
function readMoment(word: string): DateReading | null {
  const day = MOMENT.exec(word)?.[1];
  return day !== undefined && isDay(day) ? { span: single(word), take: 1 } : null;
}

function readOneWord(word: string, today: string): DateReading | null {
  if (word === 'TODAY' || word === 'TONIGHT') return { span: single(today), take: 1 };
  if (word === 'YESTERDAY') return { span: single(addDays(today, -1)), take: 1 };
  if (YEAR.test(word) && Number(word) >= 1990 && Number(word) <= parts(today).year) {
    return { span: wholeYear(Number(word)), take: 1 };
  }
  const weekday = lastWeekday(word, today);
  return weekday ? { span: weekday, take: 1 } : null;
}

/**
 * The date that begins at a token, or null. `monthAlone` also reads a bare month ("since aug"), which by itself could
 * be a name.
 */
export function readDate(
  tokens: readonly Token[],
  at: number,
  context: ReadingContext,
  monthAlone: boolean,
): DateReading | null {
  const word = wordAt(tokens, at);
  const { today } = context;
  if (word === '' || !isDay(today)) return null;
  const found =
    readTour(tokens, at, context) ??
    readSpelt(tokens, at, today) ??
    readQuarter(tokens, at) ??
    readNamed(tokens, at, today) ??
    readCompact(word, today) ??
    readMoment(word) ??
    readOneWord(word, today);
  if (found || !monthAlone) return found;
  const month = monthOf(word);
  if (month === 0) return null;
  const first = latestDay(month, 1, today);
  return first === null ? null : { span: wholeMonth(parts(first).year, month), take: 1 };
}
