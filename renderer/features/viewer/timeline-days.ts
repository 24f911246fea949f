/** Records in the order of time, those of one day together, and how long nothing was between them. Pure. */

const DAY = 86_400_000;

interface TimelineDay<T> {
  /** `YYYY-MM-DD`; null: undated. */
  readonly day: string | null;
  readonly entries: readonly T[];
  /** `3 weeks later`; null: the first, undated, or the next day. */
  readonly gap: string | null;
}

const counted = (count: number, unit: string): string => `${String(count)} ${unit}${count === 1 ? '' : 's'} later`;

/** @param days Whole days between two days with records. */
export function gapText(days: number): string | null {
  if (days < 2) return null;
  if (days < 14) return counted(days, 'day');
  if (days < 61) return counted(Math.round(days / 7), 'week');
  if (days < 730) return counted(Math.round(days / 30.4), 'month');
  return counted(Math.round(days / 365.25), 'year');
}

/** Whole days from one stamp to the next; 0 where either has none. */
const between = (from: string | null, to: string | null): number =>
  from === null || to === null ? 0 : Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** How long nothing was between two stamps of a record. */
export const gapBetween = (from: string | null, to: string | null): string | null =>
  gapText(between(from?.slice(0, 10) ?? null, to?.slice(0, 10) ?? null));

/** Oldest first, undated last. */
export function daysOf<T extends { readonly occurredAt: string | null }>(
  entries: readonly T[],
): readonly TimelineDay<T>[] {
  const sorted = [...entries].sort((a, b) => {
    const [left, right] = [a.occurredAt ?? '~', b.occurredAt ?? '~'];
    return left < right ? -1 : left > right ? 1 : 0;
  });
  const days: { day: string | null; entries: T[]; gap: string | null }[] = [];
  for (const entry of sorted) {
    const day = entry.occurredAt?.slice(0, 10) ?? null;
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry], gap: last ? gapText(between(last.day, day)) : null });
  }
  return days;
}
