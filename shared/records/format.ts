/**
 * Days and times as the department writes them: `03 NOV 2026`, 24 h. Pure; writes what a record holds and never
 * moves a time to another zone.
 */
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const;
const STAMP = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?/;

/** `2026-11-03` or a longer stamp gives `03 NOV 2026`; anything else comes back as it is. */
export function formatDay(stamp: string): string {
  const found = STAMP.exec(stamp);
  const month = MONTHS[Number(found?.[2] ?? 0) - 1];
  return found && month !== undefined ? `${found[3] ?? ''} ${month} ${found[1] ?? ''}` : stamp;
}

/** `2026-11-03T08:20` gives `08:20`; empty when the stamp has no time. */
export function formatTime(stamp: string): string {
  const found = STAMP.exec(stamp);
  return found?.[4] !== undefined && found[5] !== undefined ? `${found[4]}:${found[5]}` : '';
}

/** `2026-11-03T08:20` gives `03 NOV 2026 08:20`; a day alone stays a day. */
export function formatMoment(stamp: string): string {
  const time = formatTime(stamp);
  return time === '' ? formatDay(stamp) : `${formatDay(stamp)} ${time}`;
}
