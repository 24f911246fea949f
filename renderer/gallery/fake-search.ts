/** Searches on made-up rows: streams like the gateway does, source by source, marks what is "new" and sorts what is asked. */
import { SOURCE_IDS, SOURCES, type SourceId } from '../../shared/records/kind.ts';
import type { ColumnSort, ResultRow, SearchEvent, SearchRequest } from '../../shared/records/search.ts';
import type { FakeStart } from './fake-identity.ts';
import { facetsOf, rowsOf } from './sample-records.ts';

interface Searching {
  readonly start: FakeStart;
  readonly granted: readonly SourceId[];
  readonly send: (events: readonly SearchEvent[]) => void;
}

const startedEvent = (granted: readonly SourceId[], asked: readonly SourceId[]): SearchEvent => ({
  event: 'started',
  at: new Date().toISOString(),
  sources: SOURCE_IDS.map((source) =>
    granted.includes(source)
      ? { source, state: asked.includes(source) ? ('searching' as const) : ('not-asked' as const) }
      : {
          source,
          state: 'not-authorised' as const,
          rule: SOURCES[source].custodian === 'commercial' ? ('S17' as const) : ('S9' as const),
        },
  ),
});

const valueOf = (row: ResultRow, { by }: ColumnSort): string => {
  if (by === 'state') return row.state.label;
  return String(row[by] ?? '').padStart(12, '0');
};

/** The rows by columns; `order` follows, so that sources merge the same way. */
function sorted(rows: readonly ResultRow[], columns: readonly ColumnSort[]): readonly ResultRow[] {
  const by = (one: ResultRow, other: ResultRow): number => {
    for (const column of columns) {
      const order = valueOf(one, column).localeCompare(valueOf(other, column));
      if (order !== 0) return column.direction === 'ascending' ? order : -order;
    }
    return 0;
  };
  return rows.toSorted(by).map((row, at) => ({ ...row, order: String(9_999_999 - at).padStart(8, '0') }));
}

/** Every fifth row arrived since, every seventh changed. */
function marked(rows: readonly ResultRow[], { since, newsOnly }: SearchRequest): readonly ResultRow[] {
  if (since === undefined) return rows;
  const all = rows.map((row, at): ResultRow => {
    if (at % 5 === 1) return { ...row, news: 'new' };
    return at % 7 === 2 ? { ...row, news: 'changed' } : row;
  });
  return newsOnly === true ? all.filter((row) => row.news !== undefined) : all;
}

type Answered = Extract<SearchEvent, { event: 'source' }>;
const SAID_BESIDE: Readonly<Partial<Record<SourceId, Partial<Answered>>>> = {
  warrants: { asOf: '2026-11-23T11:01:00.000Z' },
  public: { cost: { cents: 240, queriesLeft: 11 } },
};

/** A source that does not answer: in time, or not at all any more. */
const downOf = (source: SourceId, start: FakeStart): Answered => ({
  ...{ event: 'source', source, state: 'down', ms: 900, count: 0, exact: true, because: 'time-out' },
  ...(start.sources === 'all'
    ? { because: 'circuit-open', nextTryAt: new Date(Date.now() + 60_000).toISOString() }
    : {}),
});

/** `fill`: so many rows at once, for scrolling. */
function fill(count: number, send: Searching['send']): void {
  for (let from = 0; from < count; from += 200)
    send([{ event: 'rows', source: 'department', rows: [...rowsOf('department', from * 2, 200, count * 2)] }]);
}

export function fakeSearch(request: SearchRequest, { start, granted, send }: Searching): void {
  const total = Number(start.rows ?? 60);
  const later = (events: readonly SearchEvent[], after: number): void => void setTimeout(() => send(events), after);
  const asked = request.cursors ? SOURCE_IDS.filter((id) => request.cursors?.[id]) : [...granted];
  later([startedEvent(granted, asked)], 5);
  asked.forEach((source, at) => {
    const from = Number(request.cursors?.[source] ?? 0);
    const found = rowsOf(source, from, request.limit, total);
    const rows = marked(request.columns === undefined ? found : sorted(found, request.columns), request);
    const next = from + Math.ceil(request.limit * 1.6);
    const isMany = source === 'department' && start.many !== undefined;
    later(
      [
        { event: 'rows', source, rows: [...rows] },
        source === 'orders'
          ? downOf(source, start)
          : {
              event: 'source',
              source,
              state: 'answered',
              ms: 38 + at * 37,
              count: isMany ? 10_000 : source === 'department' ? total : rows.length,
              exact: !isMany,
              arrival: 4_711,
              facets: facetsOf(source),
              ...(start.sources === 'all' ? SAID_BESIDE[source] : {}),
              ...(isMany ? { ranked: false, widened: 'look-alike' as const } : {}),
              ...(source === 'department' && next < total ? { cursor: String(next) } : {}),
            },
      ],
      30 + at * 60,
    );
  });
  later([{ event: 'done', ms: 120, auditSeq: 48_214 }], 60 + asked.length * 60);
  if (start.fill !== undefined) setTimeout(() => fill(Number(start.fill), send), 600);
}
