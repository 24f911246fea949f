/**
 * Asks every source that the person may search what it has linked with a record. A source that does not say in time is
 * named and left out; nothing outside the scope comes back.
 */
import type { MentionType } from '../../shared/records/definition.ts';
import { SOURCE_OF_KIND, type SourceId } from '../../shared/records/kind.ts';
import type { RecordSource, RecordSources, SourcedRecord } from '../ports/record-source.ts';
import type { LinkedRecords, SearchScope, StoredLink } from '../ports/record-store.ts';
import { callerOf, WAITING, within } from './asking-sources.ts';
import type { ReasonedAsker } from './asker.ts';
import { scopeOf } from './scope.ts';
import { isOfSource } from './search-source.ts';
import { grantedSources } from './sources.ts';

/** A record is not kept waiting longer than this by another agency's neighbours. */
const LINKS_LIMIT_MS = 2000;

interface LinksOverSources extends LinkedRecords {
  readonly notLookedUp: number;
  readonly missing: readonly SourceId[];
}

interface Group {
  readonly source: RecordSource;
  readonly ids: SourceId[];
}

/** Sources of one boundary are asked together. */
const groupsOf = (sources: RecordSources, ids: readonly SourceId[]): readonly Group[] => {
  const groups = new Map<string, Group>();
  for (const id of ids) {
    const source = sources[id];
    const group = groups.get(source.boundary);
    if (group) group.ids.push(id);
    else groups.set(source.boundary, { source, ids: [id] });
  }
  return [...groups.values()];
};

const isInside = (scope: SearchScope, { record }: StoredLink): boolean =>
  isOfSource(SOURCE_OF_KIND[record.kind], scope, record);

/** Stated links first, as each source gave them; the department's before the others'. */
export async function linksOverSources(
  sources: RecordSources,
  asker: ReasonedAsker,
  record: SourcedRecord,
  types: readonly MentionType[],
  limit: number,
  priced: 'priced too' | 'free only' = 'priced too',
): Promise<LinksOverSources> {
  const scope = scopeOf(asker);
  const asked = grantedSources(asker).filter((id) => priced === 'priced too' || sources[id].linksCost !== true);
  const answers = await Promise.all(
    groupsOf(sources, asked).map(async ({ source, ids }) => {
      const own = { ...scope, kinds: scope.kinds.filter((kind) => ids.includes(SOURCE_OF_KIND[kind])) };
      try {
        const found = await within(Math.min(LINKS_LIMIT_MS, source.timeLimitMs), WAITING, (signal) =>
          source.linked(record, own, types, limit, callerOf(asker), signal),
        );
        const links = found.links.filter((link) => isInside(own, link));
        return { links, more: found.more, notLookedUp: found.notLookedUp ?? 0, missing: [] };
      } catch {
        return { links: [], more: 0, notLookedUp: 0, missing: ids };
      }
    }),
  );
  const links = answers.flatMap((answer) => answer.links);
  const sorted = [...links.filter(({ shared }) => shared === null), ...links.filter(({ shared }) => shared !== null)];
  const more = answers.reduce((sum, answer) => sum + answer.more, 0) + Math.max(0, sorted.length - limit);
  // Each source looks up the same things of the record first, and leaves the same ones.
  const notLookedUp = Math.max(0, ...answers.map((answer) => answer.notLookedUp));
  return { links: sorted.slice(0, limit), more, notLookedUp, missing: answers.flatMap((answer) => answer.missing) };
}
