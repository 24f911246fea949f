import { describe, expect, it } from 'vitest';
import type { Facets } from '../../../shared/records/search.ts';
import { facetGroups, hasFilters, toggleFacet } from './facet-model.ts';

const facets: Facets = {
  kind: [
    { value: 'complaint', count: 3 },
    { value: 'collision', count: 9 },
  ],
  precinct: [{ value: '113', count: 8 }],
  custodian: [],
  year: [
    { value: '2024', count: 90 },
    { value: '2026', count: 2 },
  ],
  offence: [],
};

describe('the facets', () => {
  it('lists the most frequent first, years newest first, and no empty group', () => {
    const groups = facetGroups(facets, {}, 10);
    expect(groups.map((group) => group.id)).toEqual(['kind', 'precinct', 'year']);
    expect(groups[0]!.choices.map((choice) => choice.value)).toEqual(['collision', 'complaint']);
    expect(groups[2]!.choices.map((choice) => choice.value)).toEqual(['2026', '2024']);
  });

  it('keeps a filter that is on in sight, also when no row has it or the list is cut', () => {
    const groups = facetGroups(facets, { precincts: [105], kinds: ['complaint'] }, 1);
    expect(groups[0]!.choices).toEqual([
      { value: 'collision', count: 9, on: false },
      { value: 'complaint', count: 3, on: true },
    ]);
    expect(groups[1]!.choices).toContainEqual({ value: '105', count: 0, on: true });
  });

  it('switches a choice on and off, and leaves no empty list behind', () => {
    const on = toggleFacet({}, 'precinct', '113');
    expect(on).toEqual({ precincts: [113] });
    expect(hasFilters(on)).toBe(true);
    expect(toggleFacet(on, 'precinct', '113')).toEqual({});
    expect(toggleFacet({}, 'kind', 'fingerprint')).toEqual({});
  });
});
