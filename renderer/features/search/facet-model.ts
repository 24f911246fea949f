/** The facets beside the results as groups of choices, and how a choice changes the filters. Pure. */
import { CUSTODIANS, RECORD_KINDS, type Custodian, type RecordKind } from '../../../shared/records/kind.ts';
import type { Facets, Filters } from '../../../shared/records/search.ts';

export const FACET_GROUPS = ['kind', 'precinct', 'custodian', 'year', 'offence'] as const;
export type FacetGroupId = (typeof FACET_GROUPS)[number];

export interface FacetChoice {
  readonly value: string;
  readonly count: number;
  readonly on: boolean;
}
export interface FacetGroup {
  readonly id: FacetGroupId;
  readonly choices: readonly FacetChoice[];
  /** Choices beyond the ones listed. */
  readonly more: number;
}

const isKind = (value: string): value is RecordKind => (RECORD_KINDS as readonly string[]).includes(value);
const isCustodian = (value: string): value is Custodian => (CUSTODIANS as readonly string[]).includes(value);

const chosenIn = (filters: Filters, group: FacetGroupId): readonly string[] => {
  switch (group) {
    case 'kind':
      return filters.kinds ?? [];
    case 'precinct':
      return (filters.precincts ?? []).map(String);
    case 'custodian':
      return filters.custodians ?? [];
    case 'year':
      return (filters.years ?? []).map(String);
    case 'offence':
      return filters.offences ?? [];
  }
};

/**
 * Groups with at least one choice, the most frequent first (years: newest first), `limit` each. A filter that is on is
 * always listed, with 0 when no row has it, so that it can be taken off.
 */
export function facetGroups(facets: Facets | null, filters: Filters, limit: number): readonly FacetGroup[] {
  return FACET_GROUPS.flatMap((id) => {
    const on = chosenIn(filters, id);
    const counted = facets?.[id] ?? [];
    const missing = on.filter((value) => !counted.some((choice) => choice.value === value));
    const all: FacetChoice[] = [
      ...counted.map(({ value, count }) => ({ value, count, on: on.includes(value) })),
      ...missing.map((value) => ({ value, count: 0, on: true })),
    ];
    if (all.length === 0) return [];
    all.sort((a, b) => (id === 'year' ? b.value.localeCompare(a.value) : b.count - a.count));
    const listed = all.filter((choice, place) => place < limit || choice.on);
    return [{ id, choices: listed, more: all.length - listed.length }];
  });
}

const flip = <T>(list: readonly T[] | undefined, value: T): T[] => {
  const now = list ?? [];
  return now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
};

/** The filters with one choice switched; an emptied list is left out. Unknown values change nothing. */
export function toggleFacet(filters: Filters, group: FacetGroupId, value: string): Filters {
  const number = Number(value);
  const next: Filters = { ...filters };
  switch (group) {
    case 'kind':
      if (isKind(value)) next.kinds = flip(filters.kinds, value);
      break;
    case 'precinct':
      if (Number.isInteger(number)) next.precincts = flip(filters.precincts, number);
      break;
    case 'custodian':
      if (isCustodian(value)) next.custodians = flip(filters.custodians, value);
      break;
    case 'year':
      if (Number.isInteger(number)) next.years = flip(filters.years, number);
      break;
    case 'offence':
      next.offences = flip(filters.offences, value);
      break;
  }
  const kept = Object.entries(next) as [string, readonly unknown[]][];
  return Object.fromEntries(kept.filter(([, list]) => list.length > 0));
}

export const hasFilters = (filters: Filters): boolean => FACET_GROUPS.some((id) => chosenIn(filters, id).length > 0);
