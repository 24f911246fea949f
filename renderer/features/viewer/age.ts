/** How old something is, in the words of a stale answer. Pure. */

const MINUTE = 60_000;

/** `3 h old`, `12 min old`, `2 days old`; less than a minute is `just now`. */
export function ageText(at: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / MINUTE);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${String(minutes)} min old`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${String(hours)} h old`;
  return `${String(Math.floor(hours / 24))} days old`;
}
