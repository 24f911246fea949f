/**
 * What a source service answers to each question of its contract: from its own store, inside the scope it was sent, and
 * written to its own log first. It decides nothing about people; it obeys the scope, and never goes beyond its own kinds.
 */
import { SOURCE_OF_KIND, type RecordKind, type SourceId } from '../../shared/records/kind.ts';
import type {
  SourceBody,
  SourceOutput,
  SourceRefusalCode,
  SourceRouteName,
} from '../../shared/wire/source-contract.ts';
import type { Custodian } from '../adapters/sources/custodian.ts';
import { linkedByContent } from '../adapters/sources/linked-by-content.ts';
import type { AuditEntry, AuditLog } from '../ports/audit-log.ts';
import { SourceFailure } from '../ports/record-source.ts';
import type { RecordStore, SearchScope, StoredRecord, StoreQuery } from '../ports/record-store.ts';
import type { SourceClient } from './clients.ts';

/** A refusal by one of the codes of the contract. */
export class SourceRefusal extends Error {
  readonly code: SourceRefusalCode;
  constructor(code: SourceRefusalCode) {
    super(code);
    this.code = code;
  }
}

interface AnswerDeps {
  readonly source: SourceId;
  readonly store: RecordStore;
  readonly audit: AuditLog;
  readonly custodian: Custodian;
  /** UTC; the time of the copy it answers from. Null: it is current. */
  readonly asOf: () => string | null;
}

export type Answers = {
  readonly [N in SourceRouteName]: (body: SourceBody<N>, client: SourceClient) => Promise<SourceOutput<N>>;
};

type Caller = SourceBody<'search'>['caller'];

const askedBy = (caller: Caller, client: SourceClient): Omit<AuditEntry, 'action' | 'outcome'> => ({
  username: caller.username,
  reason: caller.reason,
  sessionId: caller.sessionId,
  workstation: client.name,
});

const queryOf = (query: SourceBody<'search'>['query']): StoreQuery => {
  const { columns, since, newsOnly, ...rest } = query;
  return {
    ...rest,
    ...(columns === undefined ? {} : { columns }),
    ...(since === undefined ? {} : { since }),
    ...(newsOnly === undefined ? {} : { newsOnly }),
  };
};

/** As the contract writes it: nothing of the store's own. */
const wireRecord = (record: StoredRecord): NonNullable<SourceOutput<'read'>['record']> => ({
  ...record,
  archivedAt: record.archivedAt ?? null,
  state: { ...record.state },
  cautions: [...record.cautions],
  point: record.point === null ? null : { ...record.point },
  body: Object.fromEntries(Object.entries(record.body).map(([id, rows]) => [id, rows.map((row) => ({ ...row }))])),
  mentions: record.mentions.map((mention) => ({ ...mention, tags: [...mention.tags] })),
  links: record.links.map((link) => ({ ...link })),
});

type SearchAnswers = Pick<Answers, 'search' | 'count' | 'linked'>;

const searchAnswers = ({ source, store, audit, asOf }: AnswerDeps): SearchAnswers => {
  const isOwn = (kind: RecordKind): boolean => SOURCE_OF_KIND[kind] === source;
  const own = (scope: SearchScope): SearchScope => ({ ...scope, kinds: scope.kinds.filter(isOwn) });
  return {
    search: async ({ query, scope, caller }, client) => {
      const queryText = JSON.stringify({ terms: query.terms, filters: query.filters });
      await audit.append({ ...askedBy(caller, client), action: 'search', outcome: 'ok', object: source, queryText });
      const answer = await store.search(source, queryOf(query), own(scope));
      const hits = answer.hits.map(({ record, matched, order, news }) => ({
        record: wireRecord(record),
        matched: {
          ...{ text: matched.text, why: matched.why, tags: [...matched.tags] },
          marks: matched.marks.map(([start, end]): [number, number] => [start, end]),
        },
        order,
        news,
      }));
      return { ...answer, hits, asOf: asOf() };
    },
    count: async ({ query, scope, caller }, client) => {
      const queryText = JSON.stringify(query);
      await audit.append({
        ...askedBy(caller, client),
        ...{ action: 'search.count', outcome: 'ok', object: source, queryText },
      });
      return store.count(source, query, own(scope));
    },
    linked: async ({ of, scope, types, limit, caller }, client) => {
      const object = `${of.kind} ${of.number}`;
      await audit.append({ ...askedBy(caller, client), action: 'record.graph', outcome: 'ok', object });
      const record = isOwn(of.kind) ? await store.find(of.kind, of.number) : null;
      const asked = { ...of, mentions: of.mentions.map(({ type, value, tags }) => ({ type, value, tags })) };
      const found =
        record === null
          ? await linkedByContent(store, asked, own(scope), types, limit)
          : await store.linked(record, own(scope), types, limit);
      return {
        more: found.more,
        ...(found.notLookedUp === undefined ? {} : { notLookedUp: found.notLookedUp }),
        links: found.links.map(({ record: other, relation, shared }) => ({
          record: wireRecord(other),
          relation,
          shared: shared === null ? null : { ...shared, tags: [...shared.tags] },
        })),
      };
    },
  };
};

export const createAnswers = (deps: AnswerDeps): Answers => {
  const { source, store, audit, custodian, asOf } = deps;
  const readOwn = async (id: string): Promise<StoredRecord | null> => {
    const record = await store.read(id);
    return record === null || record.sealed || SOURCE_OF_KIND[record.kind] !== source ? null : record;
  };
  return {
    ...searchAnswers(deps),
    read: async ({ id, caller }, client) => {
      const record = await readOwn(id);
      const object = record === null ? `record ${id}` : `${record.kind} ${record.number}`;
      const outcome = record === null ? 'refused' : 'ok';
      await audit.append({ ...askedBy(caller, client), action: 'record.view', outcome, object });
      return { record: record === null ? null : wireRecord(record), asOf: asOf() };
    },
    askConfirmation: async ({ id, priority, caller }, client) => {
      const record = await readOwn(id);
      if (record === null) throw new SourceRefusal('record.unknown');
      const object = `${record.kind} ${record.number}, ${priority}`;
      await audit.append({ ...askedBy(caller, client), action: 'confirmation.ask', outcome: 'ok', object });
      return { ticket: await custodian.ask(record, priority, caller) };
    },
    confirmation: async ({ ticket }) => {
      try {
        return { state: await custodian.answer(ticket) };
      } catch (error) {
        throw error instanceof SourceFailure ? new SourceRefusal('ticket.unknown') : error;
      }
    },
    health: async () => ({ source, state: 'up', asOf: asOf(), records: (await store.counts())[source] }),
  };
};
