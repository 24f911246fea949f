/**
 * A source behind a custodian's own service: asked over mutual TLS within its time limit and circuit breaker. A custodian
 * is told what finding and logging need, and nothing that identifies a victim or a child in somebody else's record.
 */
import type { SensitivityTag } from '../../../shared/policy/field-rules.ts';
import type { Mention, MentionType } from '../../../shared/records/definition.ts';
import type { SourceId } from '../../../shared/records/kind.ts';
import {
  MOST_LOOKED_UP,
  type SourceBody,
  type SourceOutput,
  type SourceRouteName,
} from '../../../shared/wire/source-contract.ts';
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
  /** Asked before each question: the certificates to use from now on. Null: those in use. */
  readonly renewed?: () => ClientTls | null;
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

const recordFrom = ({ archivedAt = null, ...record }: WireRecord): StoredRecord => ({
  ...record,
  archivedAt,
  mentions: record.mentions.map(mentionFrom),
});

interface Told {
  readonly of: SourceBody<'linked'>['of'];
  /** Things and links that it is not told of, because there are more than are looked up. */
  readonly left: number;
}

/** What a custodian is told of a record to find its neighbours: never who was harmed, never a child's. */
const toldOf = (record: StoredRecord, types: readonly MentionType[]): Told => {
  const isTold = ({ type, tags }: Mention): boolean =>
    types.includes(type) && tags.length > 0 && tags.every((tag) => TOLD.includes(tag));
  const isFirst = (mine: Mention, at: number, all: readonly Mention[]): boolean =>
    all.findIndex(({ type, value }) => type === mine.type && value === mine.value) === at;
  const mentions = record.juvenile || record.sexCrime ? [] : record.mentions.filter(isTold).filter(isFirst);
  const left = Math.max(0, mentions.length - MOST_LOOKED_UP) + Math.max(0, record.links.length - MOST_LOOKED_UP);
  const of = {
    kind: record.kind,
    number: record.number,
    mentions: mentions.slice(0, MOST_LOOKED_UP).map(({ type, value, state, tags }) => ({
      ...{ type, value, tags: [...tags] },
      ...(state === undefined ? {} : { state }),
    })),
    links: record.links.slice(0, MOST_LOOKED_UP).map((link) => ({ ...link })),
  };
  return { of, left };
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
  const client = serviceClient(options.url, options.tls, options.renewed);
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
      const told = toldOf(of, types);
      const body = { of: told.of, types: [...types], limit, scope: scopeFor(scope), caller };
      const { links, more, notLookedUp: left = 0 } = await ask('linked', body, signal);
      const notLookedUp = told.left + left;
      return {
        more,
        ...(notLookedUp === 0 ? {} : { notLookedUp }),
        links: links.map((link): StoredLink => ({ ...link, record: recordFrom(link.record) })),
      };
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
