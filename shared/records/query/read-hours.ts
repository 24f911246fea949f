/**
 * Reads times of day and stretches of hours as officers write them: `0200-0400`, `2 am to 4 am`, `between 2 and 4 am`,
 * `around 0300`. Knows nothing of days; four digits alone are never a time here.
 */
import { wordAt, type Token } from './lex.ts';

/** Inclusive, `HH:MM`; over midnight when `to` is before `from`. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}
export interface HoursReading {
  readonly hours: Hours;
  readonly take: number;
}

interface Clock {
  readonly time: string;
  readonly take: number;
  /** Four digits without anything that says time: could be a year or a house number. */
  readonly bare: boolean;
}

const two = (part: number): string => String(part).padStart(2, '0');
const timeOf = (hour: number, minute: string): string => `${two(hour)}:${minute}`;
const afternoon = (hour: string, half: string): number => (Number(hour) % 12) + (half.startsWith('P') ? 12 : 0);
const half = (word: string): string => (/^(?:AM|PM)$/.test(word.replaceAll('.', '')) ? word.replaceAll('.', '') : '');

/** `02:00`, `2:30pm`, `2am`, `0200`, `0200hrs`: one word. */
function clockOf(word: string): Omit<Clock, 'take'> | null {
  const twelve = /^(0?[1-9]|1[0-2])(?::?([0-5]\d))?(AM|PM)$/.exec(word.replaceAll('.', ''));
  if (twelve?.[1] !== undefined && twelve[3] !== undefined) {
    return { time: timeOf(afternoon(twelve[1], twelve[3]), twelve[2] ?? '00'), bare: false };
  }
  const full = /^([01]?\d|2[0-3]):([0-5]\d)(?:HRS?|H)?$/.exec(word);
  if (full?.[1] !== undefined && full[2] !== undefined) return { time: timeOf(Number(full[1]), full[2]), bare: false };
  const military = /^([01]\d|2[0-3])([0-5]\d)(HRS?|H)?$/.exec(word);
  if (military?.[1] === undefined || military[2] === undefined) return null;
  return { time: timeOf(Number(military[1]), military[2]), bare: military[3] === undefined };
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['NOON', '12:00'],
  ['MIDNIGHT', '00:00'],
]);

/** The time of day that begins at a token, or null. */
export function clockAt(tokens: readonly Token[], at: number): Clock | null {
  const [word, next] = [wordAt(tokens, at), wordAt(tokens, at + 1)];
  const named = NAMED.get(word);
  if (named !== undefined) return { time: named, take: 1, bare: false };
  const suffix = half(next);
  const spelt = suffix === '' ? null : /^(0?[1-9]|1[0-2])(?::([0-5]\d))?$/.exec(word);
  if (spelt?.[1] !== undefined) {
    return { time: timeOf(afternoon(spelt[1], suffix), spelt[2] ?? '00'), take: 2, bare: false };
  }
  const clock = clockOf(word);
  if (!clock) return null;
  return /^(?:HRS?|HOURS)$/.test(next) ? { ...clock, take: 2, bare: false } : { ...clock, take: 1 };
}

const JOINS = new Set(['TO', 'THROUGH', 'THRU', 'UNTIL', 'TILL', '-', '–', '—']);
const joinAt = (tokens: readonly Token[], at: number): string => {
  const token = tokens[at];
  return token?.sign === 'word' && !token.excluded ? token.upper || token.text : '';
};

/** The hour before a joined time that alone says morning or afternoon: the 2 of `2 to 4 am`, and of `11 to 1 am` the night before. */
function hourBefore(word: string, to: string): string | null {
  if (!/^(?:0?[1-9]|1[0-2])$/.test(word)) return null;
  const same = timeOf(afternoon(word, to < '12:00' ? 'AM' : 'PM'), '00');
  return same <= to ? same : timeOf(afternoon(word, to < '12:00' ? 'PM' : 'AM'), '00');
}

/** Whether two words of four digits are rather a first and a last year. */
const years = (one: string, other: string): boolean =>
  [one, other].every((word) => /^(?:199\d|20[0-4]\d)$/.test(word)) && one <= other;

/** `0200-0400`, `02:00-04:00`, `2am-4am`, `2-4am`: one word. */
function gluedHours(word: string): Hours | null {
  const found = /^([0-9:APM.]{1,7})[-–]([0-9:APMHRS.]{2,8})$/.exec(word);
  if (found?.[1] === undefined || found[2] === undefined || years(found[1], found[2])) return null;
  const to = clockOf(found[2]);
  if (!to) return null;
  const from = clockOf(found[1])?.time ?? (/[AP]M$/.test(found[2]) ? hourBefore(found[1], to.time) : null);
  return from === null ? null : { from, to: to.time };
}

function joinedHours(tokens: readonly Token[], at: number, and: boolean): HoursReading | null {
  const first = clockAt(tokens, at);
  const join = at + (first?.take ?? 1);
  const sign = joinAt(tokens, join);
  if (!JOINS.has(sign) && !(and && sign === 'AND')) return null;
  const second = clockAt(tokens, join + 1);
  if (!second || years(wordAt(tokens, at), wordAt(tokens, join + 1))) return null;
  const said = half(wordAt(tokens, join + 2)) !== '' || /[AP]\.?M$/.test(wordAt(tokens, join + 1));
  const from = first?.time ?? (said ? hourBefore(wordAt(tokens, at), second.time) : null);
  return from === null ? null : { hours: { from, to: second.time }, take: join + 1 + second.take - at };
}

const APART = 30;
const shifted = (time: string, minutes: number): string => {
  const at = (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) + minutes + 1440) % 1440;
  return `${two(Math.floor(at / 60))}:${two(at % 60)}`;
};
/** Half an hour to either side. */
const around = (time: string): Hours => ({ from: shifted(time, -APART), to: shifted(time, APART) });

const AROUND = new Set(['AROUND', 'ABOUT', 'APPROX', 'APPROXIMATELY', 'CIRCA', 'AT', '@']);

/** The stretch of hours that begins at a token, or null. `isHouse` tells whether an address begins at a token. */
export function hoursAt(tokens: readonly Token[], at: number, isHouse: (at: number) => boolean): HoursReading | null {
  const word = wordAt(tokens, at);
  if (word === 'FROM' || word === 'BETWEEN') {
    const inside = hoursAfter(tokens, at + 1, word === 'BETWEEN');
    return inside && { ...inside, take: inside.take + 1 };
  }
  if (AROUND.has(word)) {
    const clock = clockAt(tokens, at + 1);
    if (!clock || (clock.bare && isHouse(at + 1))) return null;
    return { hours: around(clock.time), take: clock.take + 1 };
  }
  return hoursAfter(tokens, at, false);
}

function hoursAfter(tokens: readonly Token[], at: number, and: boolean): HoursReading | null {
  const [word, next] = [wordAt(tokens, at), wordAt(tokens, at + 1)];
  const suffixed = half(next) === '' ? null : gluedHours(word + half(next));
  if (suffixed) return { hours: suffixed, take: 2 };
  const glued = gluedHours(word);
  if (glued) return { hours: glued, take: /^(?:HRS?|HOURS)$/.test(next) ? 2 : 1 };
  return joinedHours(tokens, at, and);
}
