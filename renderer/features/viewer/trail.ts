/** The way back: which tab was open before this one. Pure; holds ids only. */
import type { RecordId } from '../../../shared/records/search.ts';

/** A record's id, or null for the search itself. */
export type Place = RecordId | null;

const LONGEST = 50;

/** The trail after going to `to`; going to where one is adds nothing. */
export const goneTo = (trail: readonly Place[], from: Place, to: Place): readonly Place[] =>
  from === to ? trail : [...trail, from].slice(-LONGEST);

export interface StepBack {
  readonly to: Place;
  readonly trail: readonly Place[];
}

/** The nearest earlier place that is still open; the search when there is none. Null at the search with nothing behind. */
export function stepBack(trail: readonly Place[], now: Place, open: readonly RecordId[]): StepBack | null {
  const at = trail.findLastIndex((place) => place !== now && (place === null || open.includes(place)));
  if (at === -1) return now === null ? null : { to: null, trail: [] };
  return { to: trail[at] ?? null, trail: trail.slice(0, at) };
}
