/** Spreads a load over twenty years as a city's work is spread: growing, fuller in summer and at week's end, by the hour of its kind. */
import type { Random } from '../sample/random.ts';
import { ANCHOR } from '../sample/when.ts';

const FIRST_DAY = Date.UTC(2006, 0, 1);
const DAY = 86_400_000;
/** The last whole day before the sample's own: nothing generated happens after it. */
const DAYS = Math.floor((Date.parse(`${ANCHOR}:00Z`) - FIRST_DAY) / DAY);

/** January to December. */
const SEASON = [0.9, 0.86, 0.95, 0.98, 1.06, 1.09, 1.12, 1.1, 1.05, 1.03, 0.97, 0.94] as const;
/** Sunday to Saturday. */
const WEEK = [0.97, 0.95, 0.97, 0.99, 1.01, 1.08, 1.05] as const;

/** Shares of the 24 hours: jobs and crime by night, traffic by day, requests in the waking hours. */
export const HOURS = {
  incident: [5, 4, 3.5, 3, 2.2, 1.6, 1.6, 2, 3, 3.4, 3.8, 4.2, 4.8, 4.6, 5, 5.8, 5.8, 6, 6, 5.8, 5.8, 5.6, 5.6, 5.4],
  traffic: [
    2, 1.4, 1, 0.8, 0.8, 1.2, 2.4, 4, 6.2, 5.6, 5, 5.2, 5.6, 5.8, 6.8, 6.8, 7.2, 7.4, 6.6, 5, 4.2, 3.6, 3.2, 2.8,
  ],
  request: [4, 3, 2, 1.2, 1, 1, 1.8, 3, 4.4, 5, 5.2, 5, 4.8, 4.6, 4.6, 4.6, 4.8, 5, 5.4, 5.8, 6.2, 6.6, 6.4, 5.2],
} as const;

function dayWeight(day: number): number {
  const date = new Date(FIRST_DAY + day * DAY);
  const years = day / 365.25;
  const shut = date.getUTCFullYear() === 2020 && date.getUTCMonth() > 1 ? 0.72 : 1;
  return (1 + years * 0.03) * shut * (SEASON[date.getUTCMonth()] ?? 1) * (WEEK[date.getUTCDay()] ?? 1);
}

/** Share of everything that has happened by the end of each day. */
const REACHED = ((): Float64Array => {
  const reached = new Float64Array(DAYS);
  let sum = 0;
  for (let day = 0; day < DAYS; day += 1) reached[day] = sum += dayWeight(day);
  return reached.map((value) => value / sum);
})();

function dayAt(position: number): number {
  let low = 0;
  let high = DAYS - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((REACHED[middle] ?? 1) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The day of a position of the whole, 0 up to 1, in the order of time: `YYYY-MM-DD`. */
export const dayOfPosition = (position: number): string =>
  new Date(FIRST_DAY + dayAt(position) * DAY).toISOString().slice(0, 10);

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment of that day, local department time. */
export function momentOn(day: string, shape: keyof typeof HOURS, random: Random): string {
  const hours = HOURS[shape];
  let left = random.next() * hours.reduce((sum, share) => sum + share, 0);
  const hour = hours.findIndex((share) => (left -= share) < 0);
  return `${day}T${two(hour < 0 ? 23 : hour)}:${two(random.whole(0, 59))}`;
}
