/**
 * What a gateway relies on in a source service, clause by clause, asked over the wire like any gateway would. A department
 * runs it against its own connector; it changes nothing there but its log and one request for confirmation when told to.
 */
import type * as z from 'zod';
import { SOURCE_OF_KIND, type RecordKind, type SourceId } from '../../shared/records/kind.ts';
import { ID_LETTERS } from '../../shared/records/record-id.ts';
import type { Term } from '../../shared/records/query/term.ts';
import {
  SOURCE_BODY_BYTES,
  SOURCE_ANSWER_BYTES,
  SOURCE_ROUTES,
  type SourceBody,
  type SourceOutput,
  type SourceRouteName,
} from '../../shared/wire/source-contract.ts';
import {
  openPeer,
  postJson,
  type ClientTls,
  type HttpsAnswer,
  type HttpsPeer,
} from '../adapters/sources/https-call.ts';

interface ConformanceTarget {
  readonly url: string;
  readonly tls: ClientTls;
  readonly source: SourceId;
}

export interface ClauseResult {
  readonly clause: string;
  /** Null: it holds. */
  readonly failure: string | null;
}

const LIMIT_MS = 10_000;
const PAGE = 5;
const CALLER: SourceBody<'search'>['caller'] = {
  username: 'conformance.check',
  reason: 'Conformance test of the source',
  sessionId: 'conformance',
};

class Broken extends Error {}
const demand = (holds: boolean, failure: string): void => {
  if (!holds) throw new Broken(failure);
};

class Service {
  readonly #peer: HttpsPeer;
  readonly source: SourceId;
  readonly kind: RecordKind;
  constructor({ url, tls, source }: ConformanceTarget) {
    this.#peer = openPeer(url, tls);
    this.source = source;
    const kind = (Object.keys(SOURCE_OF_KIND) as RecordKind[]).find((one) => SOURCE_OF_KIND[one] === source);
    if (!kind) throw new Error('a source without a kind');
    this.kind = kind;
  }

  raw(path: string, body: unknown): Promise<HttpsAnswer> {
    return postJson(this.#peer, path, body, { signal: AbortSignal.timeout(LIMIT_MS), mostBytes: SOURCE_ANSWER_BYTES });
  }

  async ask<N extends SourceRouteName>(name: N, body: SourceBody<N>): Promise<SourceOutput<N>> {
    const answer = await this.raw(SOURCE_ROUTES[name].path, body);
    demand(answer.status === 200, `${name} answers ${String(answer.status)}`);
    const output: z.ZodType = SOURCE_ROUTES[name].output;
    const parsed = output.safeParse(JSON.parse(answer.text));
    const issue = parsed.error?.issues[0];
    demand(parsed.success, `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
    return parsed.data as SourceOutput<N>; // of the row's own schema
  }

  scope(more: Partial<SourceBody<'search'>['scope']> = {}): SourceBody<'search'>['scope'] {
    return { kinds: [this.kind], precinct: null, hiddenTags: [], juvenile: true, ...more };
  }

  search(
    more: Partial<SourceBody<'search'>['query']> = {},
    scope: SourceBody<'search'>['scope'] = this.scope(),
  ): Promise<SourceOutput<'search'>> {
    const terms: Term[] = [{ type: 'kind', value: this.kind }];
    const query = { terms, filters: {}, sort: 'newest', limit: PAGE, after: null, ...more } as const;
    return this.ask('search', { query: { ...query, terms: [...query.terms] }, scope, caller: CALLER });
  }

  close(): void {
    this.#peer.agent.destroy();
  }
}

type Hit = SourceOutput<'search'>['hits'][number];

const anyHit = async (service: Service): Promise<Hit> => {
  const [hit] = (await service.search()).hits;
  if (!hit) throw new Broken('it holds no record to test with');
  return hit;
};

const refuses = async (service: Service, body: unknown): Promise<void> => {
  const { status } = await service.raw(SOURCE_ROUTES.search.path, body);
  demand(status >= 400 && status < 500, `it answers ${String(status)}`);
};

/** Walks every page; a service that gives the same page for ever is stopped. */
const everyHit = async (service: Service, limit: number, most = 60): Promise<readonly Hit[]> => {
  const hits: Hit[] = [];
  let after: string | null = null;
  do {
    const page: SourceOutput<'search'> = await service.search({ limit, after });
    demand(page.hits.length <= limit, 'a page holds more than its limit');
    hits.push(...page.hits);
    after = page.after;
  } while (after !== null && hits.length < most);
  return hits.slice(0, most);
};

type Clause = readonly [text: string, check: (service: Service) => Promise<void>];

const IDENTITY: readonly Clause[] = [
  [
    'health says whose records it keeps',
    async (service) => {
      const { source } = await service.ask('health', {});
      demand(source === service.source, `it says "${source}"`);
    },
  ],
  [
    'a question outside the contract is refused',
    async (service) => {
      await refuses(service, { nothing: 'of the kind' });
    },
  ],
  [
    'a question without a reason is refused (S26)',
    async (service) => {
      const query = {
        terms: [{ type: 'kind', value: service.kind }],
        filters: {},
        sort: 'newest',
        limit: 1,
        after: null,
      };
      await refuses(service, { query, scope: service.scope(), caller: { ...CALLER, reason: '' } });
    },
  ],
  [
    'a question that is too large is refused',
    async (service) => {
      await refuses(service, { padding: 'x'.repeat(SOURCE_BODY_BYTES) });
    },
  ],
];

const SEARCH: readonly Clause[] = [
  [
    'a search answers by the contract',
    async (service) => {
      await anyHit(service);
    },
  ],
  [
    'every record is of the source’s own kinds, with its letter, and not sealed',
    async (service) => {
      for (const { record } of (await service.search({ limit: 200 })).hits) {
        demand(SOURCE_OF_KIND[record.kind] === service.source, `${record.kind} is of another source`);
        demand(record.id.startsWith(ID_LETTERS[service.source]), `the id of ${record.number} is of another source`);
        demand(!record.sealed, `${record.number} is sealed`);
      }
    },
  ],
  [
    'hits come in falling order',
    async (service) => {
      const orders = (await service.search({ limit: 50 })).hits.map(({ order }) => order);
      demand(
        orders.every((order, at) => at === 0 || (orders[at - 1] ?? '') >= order),
        'a hit stands before one of a greater order',
      );
    },
  ],
  [
    'pages give every hit once, as one page would',
    async (service) => {
      const [small, large] = [await everyHit(service, 2), await everyHit(service, 60)];
      const ids = (hits: readonly Hit[]): string => hits.map(({ record }) => record.id).join(' ');
      demand(ids(small) === ids(large), 'small pages give other hits than a large one');
    },
  ],
  [
    'an exact count is what is counted',
    async (service) => {
      const { count, exact } = await service.search();
      const terms: Term[] = [{ type: 'kind', value: service.kind }];
      const whole = await service.ask('count', {
        query: { terms, filters: {} },
        scope: service.scope(),
        caller: CALLER,
      });
      demand(!exact || whole.count === count, `search says ${String(count)}, count says ${String(whole.count)}`);
    },
  ],
];

const SCOPE: readonly Clause[] = [
  [
    'outside the kinds of the scope nothing is found',
    async (service) => {
      const { hits, count } = await service.search({}, service.scope({ kinds: [] }));
      demand(hits.length === 0 && count === 0, `${String(hits.length)} hits, count ${String(count)}`);
    },
  ],
  [
    'outside the precinct of the scope nothing is found',
    async (service) => {
      const { hits } = await service.search({ limit: 50 }, service.scope({ precinct: 113 }));
      demand(
        hits.every(({ record }) => record.precinct === 113),
        'a record of another precinct',
      );
    },
  ],
  [
    'a record is found again by its id, and an unknown id finds none',
    async (service) => {
      const { record } = await anyHit(service);
      const read = await service.ask('read', { id: record.id, caller: CALLER });
      demand(read.record?.number === record.number, 'another record, or none');
      const unknown = `${ID_LETTERS[service.source]}${'0'.repeat(20)}A`;
      demand(
        (await service.ask('read', { id: unknown, caller: CALLER })).record === null,
        'a record for an unknown id',
      );
    },
  ],
  [
    'neighbours stay inside the scope, and are not the record itself',
    async (service) => {
      const { record } = await anyHit(service);
      const of = { kind: record.kind, number: record.number, mentions: record.mentions.slice(0, 40), links: [] };
      const body = { of, types: ['person' as const], limit: 20, scope: service.scope(), caller: CALLER };
      for (const { record: other } of (await service.ask('linked', body)).links) {
        demand(other.id !== record.id, 'the record is its own neighbour');
        demand(SOURCE_OF_KIND[other.kind] === service.source && !other.sealed, `${other.number} is out of scope`);
      }
    },
  ],
];

const CONFIRMATION: readonly Clause[] = [
  [
    'a ticket it never gave is refused',
    async (service) => {
      const { status } = await service.raw(SOURCE_ROUTES.confirmation.path, { ticket: 'never-given-ticket' });
      demand(status >= 400 && status < 500, `it answers ${String(status)}`);
    },
  ],
  [
    'nothing is confirmed at the moment it is asked (S14, S15)',
    async (service) => {
      const { record } = await anyHit(service);
      const asked = { id: record.id, priority: 'routine', caller: CALLER } as const;
      const { ticket } = await service.ask('askConfirmation', asked);
      const { state } = await service.ask('confirmation', { ticket });
      demand(state === 'asked', `it says "${state}"`);
    },
  ],
];

const lineOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 200);

/** Every clause in order. `confirmations`: also those that leave a request with the custodian. */
export async function checkConformance(
  target: ConformanceTarget,
  { confirmations }: { readonly confirmations: boolean },
): Promise<readonly ClauseResult[]> {
  const service = new Service(target);
  const results: ClauseResult[] = [];
  try {
    for (const [clause, check] of [...IDENTITY, ...SEARCH, ...SCOPE, ...(confirmations ? CONFIRMATION : [])]) {
      let failure: string | null = null;
      try {
        await check(service);
      } catch (error) {
        failure = lineOf(error);
      }
      results.push({ clause, failure });
    }
  } finally {
    service.close();
  }
  return results;
}
