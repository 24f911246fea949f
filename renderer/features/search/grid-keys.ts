/** Where each key takes the selection of the result grid. Pure. */

export const GRID_KEYS = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'] as const;
export type GridKey = (typeof GRID_KEYS)[number];
export const isGridKey = (key: string): key is GridKey => (GRID_KEYS as readonly string[]).includes(key);

/** The row after a key; `now` is -1 when none is selected, `page` the rows in sight. Answers -1 for an empty grid. */
export function rowAfter(key: GridKey, now: number, count: number, page: number): number {
  if (count === 0) return -1;
  const clamp = (row: number): number => Math.max(0, Math.min(count - 1, row));
  switch (key) {
    case 'ArrowUp':
      return clamp(now < 0 ? 0 : now - 1);
    case 'ArrowDown':
      return clamp(now + 1);
    case 'PageUp':
      return clamp(now - page);
    case 'PageDown':
      return clamp(now + page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
  }
}
