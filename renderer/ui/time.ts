/** Times as the department writes them: 24 h, 23 NOV 2026, in its own time zone. */
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const;
const two = (value: number): string => String(value).padStart(2, '0');
const monthText = (month: number): string => MONTHS[month - 1] ?? '';

/** The department's clock, whatever the time zone of the computer: tours and jobs are told in it. */
const DEPARTMENT = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});
const partOf = (at: Date, type: Intl.DateTimeFormatPartTypes): string =>
  DEPARTMENT.formatToParts(at).find((part) => part.type === type)?.value ?? '';

/** `23 NOV 2026` */
export const dayText = (at: Date): string =>
  `${partOf(at, 'day')} ${monthText(Number(partOf(at, 'month')))} ${partOf(at, 'year')}`;
/** `2026-11-23` */
export const dayStamp = (at: Date): string =>
  `${partOf(at, 'year')}-${two(Number(partOf(at, 'month')))}-${partOf(at, 'day')}`;
/** `10:42` */
export const clockText = (at: Date): string => `${partOf(at, 'hour')}:${partOf(at, 'minute')}`;

/** Day and clock of an instant (with Z), or of a local department time as it stands; null when it is neither. */
function dayAndClock(iso: string): readonly [string, string] | null {
  const local = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})(:\d{2})?$/.exec(iso);
  if (local) return [`${local[3] ?? ''} ${monthText(Number(local[2]))} ${local[1] ?? ''}`, local[4] ?? ''];
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? null : [dayText(at), clockText(at)];
}
/** `23 NOV 2026 10:42` */
export const instantText = (iso: string): string => dayAndClock(iso)?.join(' ') ?? '–';
/** `10:42` on the same day, with its day otherwise. */
export const recentText = (iso: string, now: Date): string => {
  const [day, clock] = dayAndClock(iso) ?? ['', ''];
  return day !== '' && day === dayText(now) ? clock : instantText(iso);
};
/** `23 NOV 2026 15:42:07.31`, UTC: how the audit log keeps it (AU-8). */
export const auditTimeText = (iso: string): string => {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '–';
  const day = `${two(at.getUTCDate())} ${monthText(at.getUTCMonth() + 1)} ${at.getUTCFullYear()}`;
  const hundredths = two(Math.floor(at.getUTCMilliseconds() / 10));
  return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}.${hundredths}`;
};
