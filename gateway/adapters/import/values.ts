/**
 * Reads the single values of public data sets as they really are: markers for nothing, thousands commas, hours without
 * zero, coordinates of nought, invisible characters. Pure; says when it had to repair, never guesses a date.
 */

/** Longest value kept, in characters; the longest of the published sets is below 1,000. */
const MAX_VALUE = 2000;

const NOTHING = new Set(['', '(NULL)', 'NULL', 'NA', 'N/A', 'UNKNOWN', 'UNSPECIFIED', 'NONE', 'NAN', '-']);
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Bidirectional overrides, zero-width and other invisible characters, private use, lone surrogates. */
const HIDDEN = /[\p{Cf}\p{Co}\p{Cs}]/gu;

interface CleanText {
  readonly text: string;
  readonly repairs: readonly string[];
}

/**
 * One line of plain text. Control characters become a space; characters that would hide or turn text round are written
 * out as `\u{202E}`, so that a reader sees that they were there.
 */
export function cleanText(raw: string): CleanText {
  const repairs: string[] = [];
  let text = raw;
  if (text.replace(/[\t\r\n]/g, '').search(CONTROL) >= 0) repairs.push('control characters taken out');
  text = text.replace(CONTROL, ' ');
  if (text.search(HIDDEN) >= 0) {
    repairs.push('hidden characters written out');
    text = text.replace(HIDDEN, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
  }
  if (text.includes('\uFFFD')) repairs.push('characters unreadable in the source');
  text = text.replace(/\s+/g, ' ').trim();
  if (text.length > MAX_VALUE) {
    repairs.push('long text cut');
    text = `${text.slice(0, MAX_VALUE - 1)}…`;
  }
  return { text, repairs };
}

/** True for the words by which the data sets say "nothing here". */
export const isNothing = (text: string): boolean => NOTHING.has(text.toUpperCase());

/** `1,035,836`, `10001.0` and `7` as whole numbers; null for anything else. */
export function parseWhole(text: string): number | null {
  const plain = text.replace(/,(?=\d{3}(?:\D|$))/g, '').replace(/\.0+$/, '');
  if (!/^-?\d{1,12}$/.test(plain)) return null;
  return Number(plain);
}

export interface Moment {
  /** YYYY-MM-DD */
  readonly date: string;
  /** HH:MM, null when the value has no time. */
  readonly time: string | null;
}

const US = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,]+(.+))?$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](.+))?$/;

const pad = (value: number): string => String(value).padStart(2, '0');

/** A day that the calendar has, not before 1900; null for month 13, 30 February and words. */
function dayOf(year: number, month: number, day: number): string | null {
  if (year < 1900 || month < 1 || month > 12 || day < 1) return null;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day > last ? null : `${String(year)}-${pad(month)}-${pad(day)}`;
}

/** `2:39`, `16:11:00`, `11:59:08 PM`, `00:00:00.000` as HH:MM; null when it is no time of day. */
export function parseTime(text: string): string | null {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(AM|PM)?Z?$/i.exec(text.trim());
  if (!found) return null;
  const half = found[4]?.toUpperCase();
  let hour = Number(found[1]);
  const minute = Number(found[2]);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'PM' ? 12 : 0);
  }
  return hour > 23 || minute > 59 || Number(found[3] ?? 0) > 59 ? null : `${pad(hour)}:${pad(minute)}`;
}

/** A published date or timestamp; null when it is none or the calendar does not have it. */
export function parseMoment(text: string): Moment | null {
  const us = US.exec(text);
  const iso = us ? null : ISO.exec(text);
  const parts = us ? [us[3], us[1], us[2], us[4]] : iso ? [iso[1], iso[2], iso[3], iso[4]] : null;
  if (!parts) return null;
  const date = dayOf(Number(parts[0]), Number(parts[1]), Number(parts[2]));
  if (date === null) return null;
  const rest = parts[3];
  if (rest === undefined) return { date, time: null };
  const time = parseTime(rest);
  return time === null ? null : { date, time };
}

/** What is kept of a moment: with its time when it has one. */
export const momentText = (moment: Moment): string =>
  moment.time === null ? moment.date : `${moment.date}T${moment.time}`;

/** New York City with its waters, degrees WGS 84. */
const CITY = { south: 40.47, north: 40.93, west: -74.28, east: -73.68 } as const;

type PointReading =
  | { readonly point: { readonly lat: number; readonly lon: number }; readonly repair: null }
  | { readonly point: null; readonly repair: string | null };

/** A point in the city; nought and places elsewhere are left out, and said so. */
export function parsePoint(latText: string | null, lonText: string | null): PointReading {
  if (latText === null && lonText === null) return { point: null, repair: null };
  const decimal = /^-?\d{1,3}(?:\.\d+)?$/;
  if (!decimal.test(latText ?? '') || !decimal.test(lonText ?? '')) {
    return { point: null, repair: 'coordinates unreadable, kept without a point' };
  }
  const lat = Number(latText);
  const lon = Number(lonText);
  if (lat === 0 && lon === 0) return { point: null, repair: 'coordinates of nought, kept without a point' };
  if (lat < CITY.south || lat > CITY.north || lon < CITY.west || lon > CITY.east) {
    return { point: null, repair: 'coordinates outside New York, kept without a point' };
  }
  return { point: { lat: Math.round(lat * 1e6) / 1e6, lon: Math.round(lon * 1e6) / 1e6 }, repair: null };
}
