/** Writes the facets of an answer from what was counted; the one order of their values for every store. Counts nothing itself. */
import { SOURCES, type RecordKind, type SourceId } from '../../../../shared/records/kind.ts';
import type { Facets } from '../../../../shared/records/search.ts';

const MOST_VALUES = 200;
const LONGEST_VALUE = 80;

/** How many records have each value. */
export interface FacetCounts {
  readonly kind: ReadonlyMap<RecordKind, number>;
  readonly precinct: ReadonlyMap<number, number>;
  readonly year: ReadonlyMap<number, number>;
  readonly offence: ReadonlyMap<string, number>;
}

export const NO_FACETS: Facets = { kind: [], precinct: [], custodian: [], year: [], offence: [] };

/** Most first; as many, by value. */
function listOf(counts: ReadonlyMap<string | number, number>): Facets['kind'] {
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(([value, count]) => ({ value: String(value).slice(0, LONGEST_VALUE), count }));
}

export const facetsOf = (source: SourceId, counts: FacetCounts, all: number): Facets => ({
  kind: listOf(counts.kind),
  precinct: listOf(counts.precinct),
  custodian: all === 0 ? [] : [{ value: SOURCES[source].custodian, count: all }],
  year: listOf(counts.year),
  offence: listOf(counts.offence),
});
