/** Arithmetic on calendar days written `YYYY-MM-DD`. Pure: no clock, no time zone. */

const DAY_MS = 86_400_000;

export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A stretch of whole days, or of minutes where an end has a time (`YYYY-MM-DDTHH:MM`); both ends included. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

export interface DateReading {
  readonly span: DaySpan;
  readonly take: number;
  /** The other way to read it, e.g. day before month. */
  readonly other?: DaySpan;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Month 1 to 12. */
export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

export const dayOf = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

export const parts = (day: string): DayParts => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  day: Number(day.slice(8, 10)),
});

/** Whether a text is a day of the calendar, year 1000 to 9999. */
export function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = parts(text);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export function addDays(day: string, count: number): string {
  const { year, month, day: date } = parts(day);
  return new Date(Date.UTC(year, month - 1, date) + count * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  const { year, month, day: date } = parts(day);
  return new Date(Date.UTC(year, month - 1, date)).getUTCDay();
}
