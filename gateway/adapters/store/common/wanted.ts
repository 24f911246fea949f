/**
 * What a search may find at all: kinds, precincts, years and spans of time inside scope, terms and filters together. Every
 * store puts all of it into its statements; sealed records are in no index in the first place.
 */
import { RECORD_KINDS, SOURCE_OF_KIND, type RecordKind, type SourceId } from '../../../../shared/records/kind.ts';
import type { SearchScope, StoreQuery } from '../../../ports/record-store.ts';
import type { Asked } from './asked.ts';
import { overlap, rowsOfYears, type RowRange } from './row-number.ts';
import { maskOf } from './tag-mask.ts';

/** Tags that are hidden, the juvenile's among them when juvenile records may not be found by them. */
export const hiddenMask = (scope: SearchScope): number =>
  maskOf(scope.hiddenTags) | (scope.juvenile ? 0 : maskOf(['juvenile']));

export interface Wanted {
  readonly source: SourceId;
  /** Mask of tags by which nothing may be found. */
  readonly hidden: number;
  /** Null: all of the source. */
  readonly kinds: readonly RecordKind[] | null;
  /** Null: all. */
  readonly precincts: readonly number[] | null;
  /** Null: all. */
  readonly offences: readonly string[] | null;
  /** Numbers of the records between the first and the last moment wanted. */
  readonly range: RowRange;
  /** Inside {@link range}: the record's number must be in one of them. Null: in all of it. */
  readonly spans: readonly RowRange[] | null;
  /** Minutes of the day, over midnight when `to` is less; only records with a time. */
  readonly hours: Asked['hours'];
}

const kindsOf = (source: SourceId): readonly RecordKind[] =>
  RECORD_KINDS.filter((kind) => SOURCE_OF_KIND[kind] === source);

/** Several terms of one sort mean any of them: a record has only one kind and one precinct. */
function inAll<T>(limits: readonly (readonly T[])[]): readonly T[] | null {
  const [first, ...others] = limits;
  return first ? first.filter((value) => others.every((limit) => limit.includes(value))) : null;
}

const unlessEmpty = <T>(values: readonly T[]): readonly (readonly T[])[] => (values.length === 0 ? [] : [values]);

function spansOf(years: readonly number[] | undefined, within: RowRange): Pick<Wanted, 'range' | 'spans'> | null {
  const wanted = years === undefined ? [within] : rowsOfYears(years).map((span) => overlap(span, within));
  const spans = wanted.filter(({ from, to }) => from <= to);
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return null;
  return { range: { from: first.from, to: last.to }, spans: spans.length === 1 ? null : spans };
}

/** Null: nothing can be found. An empty list of a filter means that there is no such filter. */
export function wantedOf(
  source: SourceId,
  { filters }: Pick<StoreQuery, 'filters'>,
  scope: SearchScope,
  asked: Asked,
): Wanted | null {
  const all = kindsOf(source);
  const kinds = inAll([all, scope.kinds, ...unlessEmpty(asked.kinds), ...unlessEmpty(filters.kinds ?? [])]) ?? [];
  const precincts = inAll([
    ...(scope.precinct === null ? [] : [[scope.precinct]]),
    ...unlessEmpty(asked.precincts),
    ...unlessEmpty(filters.precincts ?? []),
  ]);
  const years = filters.years?.length === 0 ? undefined : filters.years;
  const spans = spansOf(years, asked.range);
  if (asked.hopeless || kinds.length === 0 || precincts?.length === 0 || spans === null) return null;
  return {
    source,
    hidden: hiddenMask(scope),
    kinds: kinds.length === all.length ? null : kinds,
    precincts,
    offences: filters.offences === undefined || filters.offences.length === 0 ? null : filters.offences,
    ...spans,
    hours: asked.hours,
  };
}
