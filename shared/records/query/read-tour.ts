/**
 * Reads stretches that begin and end at a time of day: `last tour`, `this tour`, `last night`, `last 2 hours`. Pure: day
 * and time are given; without the time only what does not need it is read.
 */
import { tourAt, tourBefore, type Tour } from '../../session/tours.ts';
import { addDays, type DateReading, type DaySpan } from './days.ts';
import { wordAt, type Token } from './lex.ts';
import type { ReadingContext } from './reading.ts';

/** Hours of a night: from the evening to the morning after. */
export const NIGHT = { from: '18:00', to: '06:00' } as const;

const spanOf = (day: string, { from, to }: Pick<Tour, 'from' | 'to'>): DaySpan => ({
  from: `${day}T${from}`,
  to: `${to < from ? addDays(day, 1) : day}T${to}`,
});

function tourSpan(back: 0 | 1, today: string, time: string): DaySpan {
  const tour = tourAt(time);
  const day = tour.from > time ? addDays(today, -1) : today;
  if (back === 0) return spanOf(day, tour);
  const before = tourBefore(tour);
  return spanOf(before.from < tour.from ? day : addDays(day, -1), before);
}

const TOUR_WORDS: ReadonlyMap<string, 0 | 1> = new Map([
  ['THIS', 0],
  ['CURRENT', 0],
  ['MY', 0],
  ['LAST', 1],
  ['PREVIOUS', 1],
  ['PRIOR', 1],
]);

const two = (part: number): string => String(part).padStart(2, '0');

/** The moment so many minutes before another. */
function minutesBefore(day: string, time: string, minutes: number): string {
  const at = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) - minutes;
  const left = ((at % 1440) + 1440) % 1440;
  return `${addDays(day, Math.floor(at / 1440))}T${two(Math.floor(left / 60))}:${two(left % 60)}`;
}

const UNIT_MINUTES: ReadonlyMap<string, number> = new Map([
  ['MINUTES', 1],
  ['MINS', 1],
  ['MIN', 1],
  ['HOUR', 60],
  ['HOURS', 60],
  ['HRS', 60],
]);

function lastMinutes(tokens: readonly Token[], at: number, today: string, time: string): DateReading | null {
  const [first, second, third] = [wordAt(tokens, at), wordAt(tokens, at + 1), wordAt(tokens, at + 2)];
  if (first !== 'LAST' && first !== 'PAST') return null;
  const to = `${today}T${time}`;
  if (second === 'HOUR') return { span: { from: minutesBefore(today, time, 60), to }, take: 2 };
  const unit = UNIT_MINUTES.get(third);
  if (unit === undefined || !/^[1-9]\d{0,2}$/.test(second)) return null;
  return { span: { from: minutesBefore(today, time, Number(second) * unit), to }, take: 3 };
}

/** The stretch that begins at a token, or null. */
export function readTour(tokens: readonly Token[], at: number, { today, time }: ReadingContext): DateReading | null {
  const [first, second] = [wordAt(tokens, at), wordAt(tokens, at + 1)];
  if (first === 'LAST' && second === 'NIGHT') {
    const day = addDays(today, -1);
    return { span: spanOf(day, NIGHT), take: 2, other: { from: day, to: today } };
  }
  if (time === undefined) return null;
  const back = TOUR_WORDS.get(first);
  if (back !== undefined && second === 'TOUR') return { span: tourSpan(back, today, time), take: 2 };
  return lastMinutes(tokens, at, today, time);
}
