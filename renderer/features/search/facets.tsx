/** The facets beside the results: how many per kind, precinct, custodian, year and offence; each a filter to switch. */
import { useState, type KeyboardEvent } from 'react';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import { CUSTODIANS, RECORD_KINDS } from '../../../shared/records/kind.ts';
import type { Facets as FacetCounts, Filters } from '../../../shared/records/search.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { facetGroups, hasFilters, type FacetGroup, type FacetGroupId } from './facet-model.ts';
import { FACETS_ID } from './focus-places.ts';
import { CUSTODIAN_LABELS, FACET_TITLES, TEXTS } from './texts.ts';

interface FacetsProps {
  readonly facets: FacetCounts | null;
  /** False: sources stopped counting, the figures are of what was counted so far. */
  readonly isExact: boolean;
  readonly filters: Filters;
  readonly onToggle: (group: FacetGroupId, value: string) => void;
  readonly onClear: () => void;
  /** Leave, back to the results. */
  readonly onLeave: () => void;
}

const SHORT = 7;
const ALL = 200;

function choiceLabel(group: FacetGroupId, value: string): string {
  const kind = group === 'kind' ? RECORD_KINDS.find((each) => each === value) : undefined;
  if (kind !== undefined) return RECORD_DEFINITIONS[kind].label;
  const custodian = group === 'custodian' ? CUSTODIANS.find((each) => each === value) : undefined;
  return custodian === undefined ? value : CUSTODIAN_LABELS[custodian];
}

/** Up and down walk through the choices, so that one key reaches the list and the arrows the rest. */
function walk(event: KeyboardEvent<HTMLElement>, onLeave: () => void): void {
  if (event.key === 'Escape') {
    event.preventDefault();
    onLeave();
    return;
  }
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')];
  const now = stops.findIndex((stop) => stop === document.activeElement);
  stops[Math.max(0, Math.min(stops.length - 1, now + step))]?.focus();
  event.preventDefault();
}

interface GroupProps {
  readonly group: FacetGroup;
  readonly isExact: boolean;
  readonly onToggle: FacetsProps['onToggle'];
  readonly onMore: () => void;
}
function Group({ group, isExact, onToggle, onMore }: GroupProps) {
  return (
    <fieldset className="facet-group">
      <legend className="eyebrow">{FACET_TITLES[group.id]}</legend>
      {group.choices.map((choice) => (
        <Checkbox
          key={choice.value}
          className="facet"
          isSelected={choice.on}
          onChange={() => onToggle(group.id, choice.value)}
        >
          <span className="cut" title={choiceLabel(group.id, choice.value)}>
            {choiceLabel(group.id, choice.value)}
          </span>
          <span className="facet-count">{`${choice.count.toLocaleString('en-US')}${isExact ? '' : '+'}`}</span>
        </Checkbox>
      ))}
      {group.more > 0 && (
        <Button tone="link" onPress={onMore}>
          {`${group.more} more`}
        </Button>
      )}
    </fieldset>
  );
}

export function Facets({ facets, isExact, filters, onToggle, onClear, onLeave }: FacetsProps) {
  const [open, setOpen] = useState<readonly FacetGroupId[]>([]);
  const short = facetGroups(facets, filters, SHORT);
  const long = facetGroups(facets, filters, ALL);
  return (
    <aside
      id={FACETS_ID}
      className="facets"
      aria-label={TEXTS.filters}
      onKeyDown={(event) => {
        walk(event, onLeave);
      }}
    >
      {hasFilters(filters) && (
        <Button tone="link" onPress={onClear}>
          {TEXTS.clearFilters}
        </Button>
      )}
      {short.map((group, place) => (
        <Group
          key={group.id}
          group={open.includes(group.id) ? (long[place] ?? group) : group}
          isExact={isExact}
          onToggle={onToggle}
          onMore={() => setOpen([...open, group.id])}
        />
      ))}
    </aside>
  );
}
