/** Names of fictional officers as reports carry them: rank, last name, initial. */
import { LAST_NAMES } from './lists/names.ts';
import type { Random } from './random.ts';

const INITIALS = ['A', 'B', 'C', 'D', 'E', 'J', 'K', 'L', 'M', 'R', 'S', 'T'] as const;

export const officer = (random: Random): string => `PO ${random.pick(LAST_NAMES)}, ${random.pick(INITIALS)}`;
