/**
 * Neighbours of a record that another source keeps, found by what it names: its stated links and the things both mention.
 * Only inside the scope; a value that is hidden from the person links nothing.
 */
import type { Mention, MentionType } from '../../../shared/records/definition.ts';
import { SOURCE_IDS, SOURCE_OF_KIND } from '../../../shared/records/kind.ts';
import { normaliseIdentifier } from '../../../shared/records/query/normalise.ts';
import { termSchema, type Term } from '../../../shared/records/query/term.ts';
import { MOST_LOOKED_UP } from '../../../shared/wire/source-contract.ts';
import { SHARED_WORDS } from '../store/common/link-strength.ts';
import type { LinkedRecords, RecordStore, SearchScope, StoredLink, StoredRecord } from '../../ports/record-store.ts';

/** As much of a record as its neighbours are found by. */
type LinkingRecord = Pick<StoredRecord, 'kind' | 'number' | 'mentions' | 'links'>;

type Store = Pick<RecordStore, 'find' | 'search'>;

/** Records looked at for each thing. */
const MOST_HITS = 20;

const drafts: Readonly<Record<MentionType, (value: string) => unknown>> = {
  person: (value) => ({ type: 'name', value, match: 'prefix' }),
  plate: (value) => ({ type: 'plate', value: value.toUpperCase().replace(/[^A-Z0-9]/g, ''), match: 'exact' }),
  vin: (value) => ({ type: 'vin', value }),
  phone: (value) => ({ type: 'phone', value }),
  address: (value) => ({ type: 'address', value }),
  identifier: (value) => ({ type: 'identifier', value }),
  serial: (value) => ({ type: 'identifier', value }),
};

/** Null when the value is not of a shape that can be looked up. */
const termOf = ({ type, value }: Pick<Mention, 'type' | 'value'>): Term | null =>
  termSchema.safeParse(drafts[type](value)).data ?? null;

const isSame = (one: Mention, other: Mention): boolean =>
  one.type === other.type && normaliseIdentifier(one.value) === normaliseIdentifier(other.value);

async function found(store: Store, term: Term, scope: SearchScope): Promise<readonly StoredRecord[]> {
  const answers = await Promise.all(
    SOURCE_IDS.map(async (source) => {
      const kinds = scope.kinds.filter((kind) => SOURCE_OF_KIND[kind] === source);
      if (kinds.length === 0) return [];
      const query = { terms: [term], filters: {}, sort: 'newest', limit: MOST_HITS, after: null } as const;
      return (await store.search(source, query, { ...scope, kinds })).hits.map(({ record }) => record);
    }),
  );
  return answers.flat();
}

async function stated(store: Store, of: LinkingRecord, scope: SearchScope): Promise<readonly StoredLink[]> {
  const named = await Promise.all(
    of.links.slice(0, MOST_LOOKED_UP).map(async ({ kind, number, relation }) => {
      const record = scope.kinds.includes(kind) ? await store.find(kind, number) : null;
      const outside = record === null || record.sealed || (scope.precinct ?? record.precinct) !== record.precinct;
      return outside ? [] : [{ record, relation, shared: null }];
    }),
  );
  const term = termOf({ type: 'identifier', value: of.number });
  const naming = (term ? await found(store, term, scope) : []).filter(({ links }) =>
    links.some(({ kind, number }) => kind === of.kind && number === of.number),
  );
  return [...named.flat(), ...naming.map((record) => ({ record, relation: 'names this record', shared: null }))];
}

/** What may link, each thing once. */
function linkingMentions(of: LinkingRecord, scope: SearchScope, types: readonly MentionType[]): readonly Mention[] {
  const open = of.mentions.filter(
    ({ type, tags }) => types.includes(type) && !tags.some((tag) => scope.hiddenTags.includes(tag)),
  );
  return open.filter((mine, at) => open.findIndex((other) => isSame(mine, other)) === at);
}

async function sharing(store: Store, looked: readonly Mention[], scope: SearchScope) {
  const links = await Promise.all(
    looked.slice(0, MOST_LOOKED_UP).map(async (mine): Promise<readonly StoredLink[]> => {
      const term = termOf(mine);
      const records = term ? await found(store, term, scope) : [];
      return records.flatMap((record) => {
        const other = record.mentions.find((one) => isSame(mine, one));
        if (!other) return [];
        const tags = [...new Set([...mine.tags, ...other.tags])];
        return [{ record, relation: SHARED_WORDS[mine.type], shared: { type: mine.type, value: mine.value, tags } }];
      });
    }),
  );
  return links.flat();
}

/** Stated links first; a record stands once. */
export async function linkedByContent(
  store: Store,
  of: LinkingRecord,
  scope: SearchScope,
  types: readonly MentionType[],
  limit: number,
): Promise<LinkedRecords> {
  const things = linkingMentions(of, scope, types);
  const notLookedUp = Math.max(0, things.length - MOST_LOOKED_UP) + Math.max(0, of.links.length - MOST_LOOKED_UP);
  const once = new Map<string, StoredLink>();
  for (const link of [...(await stated(store, of, scope)), ...(await sharing(store, things, scope))]) {
    const itself = link.record.kind === of.kind && link.record.number === of.number;
    if (!itself && !once.has(link.record.id)) once.set(link.record.id, link);
  }
  const all = [...once.values()];
  return {
    links: all.slice(0, limit),
    more: Math.max(0, all.length - limit),
    ...(notLookedUp === 0 ? {} : { notLookedUp }),
  };
}
