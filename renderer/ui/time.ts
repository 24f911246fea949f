/** Times as the department writes them: 24 h, 23 NOV 2026. Takes instants (with Z) and local department times alike. */
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const;
const two = (value: number): string => String(value).padStart(2, '0');

/** `23 NOV 2026`, in the time zone of the workstation. */
export const dayText = (at: Date): string => `${two(at.getDate())} ${MONTHS[at.getMonth()] ?? ''} ${at.getFullYear()}`;
/** `10:42` */
export const clockText = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}`;
/** `23 NOV 2026 10:42` */
export const instantText = (iso: string): string => {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? '–' : `${dayText(at)} ${clockText(at)}`;
};
/** `10:42` on the same day, with its day otherwise. */
export const recentText = (iso: string, now: Date): string => {
  const at = new Date(iso);
  return dayText(at) === dayText(now) && !Number.isNaN(at.getTime()) ? clockText(at) : instantText(iso);
};
/** `23 NOV 2026 15:42:07.31 UTC`: how the audit log keeps it (AU-8). */
export const auditTimeText = (iso: string): string => {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '–';
  const day = `${two(at.getUTCDate())} ${MONTHS[at.getUTCMonth()] ?? ''} ${at.getUTCFullYear()}`;
  const hundredths = two(Math.floor(at.getUTCMilliseconds() / 10));
  return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}.${hundredths}`;
};
