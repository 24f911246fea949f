/** A count as it is said: `59`, `10,000+` when there are at least so many. */
import type { ReadingCount } from './use-reading-counts.ts';

export const countText = ({ count, exact }: ReadingCount): string =>
  `${count.toLocaleString('en-US')}${exact ? '' : '+'}`;
