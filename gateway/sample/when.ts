/** Local department time as text (`YYYY-MM-DDTHH:MM`), moved by minutes. Knows no zone and reads no clock but in {@link departmentNow}. */
const MINUTE = 60_000;

/** The day around which the history of the sample is laid. */
export const ANCHOR = '2026-11-23T10:42';

export function plusMinutes(local: string, minutes: number): string {
  const full = local.length === 10 ? `${local}T00:00` : local;
  return new Date(Date.parse(`${full}:00Z`) + minutes * MINUTE).toISOString().slice(0, 16);
}

export const plusDays = (local: string, days: number): string => plusMinutes(local, days * 1440);
export const dayOf = (local: string): string => local.slice(0, 10);
export const yearOf = (local: string): number => Number(local.slice(0, 4));
/** `0210` as officers write it. */
export const clockOf = (local: string): string => local.slice(11, 16).replace(':', '');

/** Full years between a date of birth and a day. */
export function ageOn(dob: string, local: string): number {
  const years = yearOf(local) - yearOf(dob);
  return local.slice(5, 10) < dob.slice(5, 10) ? years - 1 : years;
}

export function ageGroup(age: number): string {
  if (age < 18) return '<18';
  if (age < 25) return '18-24';
  if (age < 45) return '25-44';
  return age < 65 ? '45-64' : '65+';
}

/** Now in the department's zone. */
export function departmentNow(): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date());
  return parts.replace(' ', 'T').slice(0, 16);
}
