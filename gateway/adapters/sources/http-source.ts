/**
 * A source behind a custodian's own service: asked over mutual TLS within its time limit and circuit breaker. A custodian
 * is told what finding and logging need, and nothing that identifies a victim or a child in somebody else's record.
 */
import type { SensitivityTag } from '../../../shared/policy/field-rules.ts';
import type { Mention, MentionType } from '../../../shared/records/definition.ts';
import type { SourceId } from '../../../shared/records/kind.ts';
import type { SourceBody, SourceOutput, SourceRouteName } from '../../../shared/wire/source-contract.ts';
import type { Clock } from '../../ports/clock.ts';
import { SourceFailure, type RecordSource } from '../../ports/record-source.ts';
import type { SearchScope, StoredLink, StoredRecord } from '../../ports/record-store.ts';
import { openCircuit, type BreakerLimits } from './circuit.ts';
import type { ClientTls } from './https-call.ts';
import { serviceClient } from './service-client.ts';

export interface HttpSourceOptions {
  readonly id: SourceId;
  /** https only. */
  readonly url: string;
  readonly tls: ClientTls;
  readonly timeLimitMs: number;
  readonly breaker: BreakerLimits;
  /** A copy younger than this counts as current. */
  readonly staleAfterMs: number;
  readonly clock: Clock;
}

/** The adapter gives up first; whoever asks only stands by. */
const MARGIN_MS = 500;
const HEALTH_MS = 2000;
/** Tags of what another agency is told for looking up links. */
const TOLD: readonly SensitivityTag[] = ['open', 'identifying'];

type Ask = <N extends SourceRouteName>(route: N, body: SourceBody<N>, signal: AbortSignal) => Promise<SourceOutput<N>>;
type WireRecord = NonNullable<SourceOutput<'read'>['record']>;
type WireMention = WireRecord['mentions'][number];

const scopeFor = ({ kinds, precinct, hiddenTags, juvenile }: SearchScope): SourceBody<'search'>['scope'] => ({
  kinds: [...kinds],
  precinct,
  hiddenTags: [...hiddenTags],
  juvenile,
});

const mentionFrom = ({ type, value, state, role, tags }: WireMention): Mention => ({
  ...{ type, value, tags },
  ...(state === undefined ? {} : { state }),
  ...(role === undefined ? {} : { role }),
});

const recordFrom = (record: WireRecord): StoredRecord => ({ ...record, mentions: record.mentions.map(mentionFrom) });

/** What a custodian is told of a record to find its neighbours: never who was harmed, never a child's. */
const toldOf = (record: StoredRecord, types: readonly MentionType[]): SourceBody<'linked'>['of'] => {
  const isTold = ({ type, tags }: Mention): boolean =>
    types.includes(type) && tags.length > 0 && tags.every((tag) => TOLD.includes(tag));
  const mentions = record.juvenile || record.sexCrime ? [] : record.mentions.filter(isTold);
  return {
    kind: record.kind,
    number: record.number,
    mentions: mentions.slice(0, 40).map(({ type, value, state, tags }) => ({
      ...{ type, value, tags: [...tags] },
      ...(state === undefined ? {} : { state }),
    })),
    links: record.links.slice(0, 40).map((link) => ({ ...link })),
  };
};

/** One call under the time limit, told apart from a caller who left. */
const limited =
  (ask: Ask, ms: number): Ask =>
  async (route, body, signal) => {
    const clock = AbortSignal.timeout(ms);
    try {
      return await ask(route, body, AbortSignal.any([signal, clock]));
    } catch (error) {
      throw clock.aborted && !signal.aborted ? new SourceFailure('time-out') : error;
    }
  };

export function httpSource(options: HttpSourceOptions): RecordSource {
  const { id, timeLimitMs, staleAfterMs, clock } = options;
  const client = serviceClient(options.url, options.tls);
  const circuit = openCircuit(options.breaker, clock);
  const once = limited((...call) => client.ask(...call), timeLimitMs);
  const ask: Ask = (...call) => circuit.run(() => once(...call));
  const never = new AbortController().signal;

  const asOfFrom = (asOf: string | null): string | null =>
    asOf !== null && clock.now() - Date.parse(asOf) > staleAfterMs ? asOf : null;

  return {
    id,
    boundary: id,
    timeLimitMs: timeLimitMs + MARGIN_MS,
    search: async ({ terms, filters, sort, columns, limit, after, since, newsOnly }, scope, caller, signal) => {
      const query = {
        ...{ terms: [...terms], filters, sort, limit, after },
        ...(columns === undefined ? {} : { columns: [...columns] }),
        ...(since === undefined ? {} : { since }),
        ...(newsOnly === undefined ? {} : { newsOnly }),
      };
      const answer = await ask('search', { query, scope: scopeFor(scope), caller }, signal);
      const hits = answer.hits.map((hit) => ({ ...hit, record: recordFrom(hit.record) }));
      return { ...answer, hits, asOf: asOfFrom(answer.asOf), cost: null };
    },
    count: ({ terms, filters }, scope, caller, signal) =>
      ask('count', { query: { terms: [...terms], filters }, scope: scopeFor(scope), caller }, signal),
    read: async (record, caller, signal) => {
      const answer = await ask('read', { id: record, caller }, signal);
      return answer.record === null ? null : { ...recordFrom(answer.record), asOf: asOfFrom(answer.asOf) };
    },
    linked: async (of, scope, types, limit, caller, signal) => {
      const body = { of: toldOf(of, types), types: [...types], limit, scope: scopeFor(scope), caller };
      const { links, more } = await ask('linked', body, signal);
      return { more, links: links.map((link): StoredLink => ({ ...link, record: recordFrom(link.record) })) };
    },
    askConfirmation: (of, priority, caller) => ask('askConfirmation', { id: of.id, priority, caller }, never),
    confirmation: async (ticket) => (await ask('confirmation', { ticket }, never)).state,
    health: async () => {
      if (circuit.isOpen()) return { state: 'down', because: 'circuit-open' };
      try {
        const { source } = await limited((...call) => client.ask(...call), HEALTH_MS)('health', {}, never);
        return source === id ? { state: 'up' } : { state: 'down', because: 'refused' };
      } catch (error) {
        return { state: 'down', because: error instanceof SourceFailure ? error.reason : 'unreachable' };
      }
    },
    close: async () => {
      client.close();
    },
  };
}
