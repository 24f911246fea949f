/** Source services on temporary folders, with a client let in, and the gateway's end of them: what the tests of sources stand on. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import { httpSource, type HttpSourceOptions } from '../../gateway/adapters/sources/http-source.ts';
import type { ClientTls } from '../../gateway/adapters/sources/https-call.ts';
import type { RecordSource, SourceCaller } from '../../gateway/ports/record-source.ts';
import type { RecordStore, SearchScope, StoreQuery } from '../../gateway/ports/record-store.ts';
import { heroRecords } from '../../gateway/sample/hero-records.ts';
import { issueClient } from '../../gateway/source/clients.ts';
import {
  startSource,
  type RunningSource,
  type SourceConnection,
  type SourceServiceOptions,
} from '../../gateway/source/start-source.ts';
import { RECORD_KINDS, SOURCE_OF_KIND, type SourceId } from '../../shared/records/kind.ts';
import type { Term } from '../../shared/records/query/term.ts';

export const CALLER: SourceCaller = {
  username: 'test.officer',
  reason: 'Criminal investigation · 2026-113-004512',
  sessionId: 'session-1',
};
export const CITY: SearchScope = { kinds: RECORD_KINDS, precinct: null, hiddenTags: [], juvenile: true };
export const NEVER = new AbortController().signal;

export const query = (terms: readonly Term[], more: Partial<StoreQuery> = {}): StoreQuery => ({
  ...{ terms, filters: {}, sort: 'best', limit: 50, after: null },
  ...more,
});

export const tlsFrom = (out: string): ClientTls => ({
  ca: readFileSync(join(out, 'ca.pem'), 'utf8'),
  cert: readFileSync(join(out, 'client.pem'), 'utf8'),
  key: readFileSync(join(out, 'client.key'), 'utf8'),
});

export interface SourceBench {
  readonly folder: string;
  readonly tls: ClientTls;
  readonly service: RunningSource;
  source(more?: Partial<HttpSourceOptions>): RecordSource;
  /** Another client of the same service. */
  letIn(name: string): Promise<ClientTls>;
  restart(more?: Partial<SourceServiceOptions>): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** A folder under the system's temporary folder. */
export const temporary = (): string => mkdtempSync(join(tmpdir(), 'source-test-'));

/** The agency's records of the scenario, without the city around it, which takes longer to make. */
const withScenario = async (store: RecordStore, source: SourceId): Promise<SourceConnection> => {
  await store.put(heroRecords().filter(({ kind }) => SOURCE_OF_KIND[kind] === source));
  return { asOf: () => null, close: async () => undefined };
};

export async function openSourceBench(options: Partial<SourceServiceOptions> = {}): Promise<SourceBench> {
  const root = temporary();
  const folder = join(root, 'data');
  const letIn = async (name: string): Promise<ClientTls> => {
    const out = join(root, name);
    await issueClient({ dataFolder: folder, name, out, clock: systemClock });
    return tlsFrom(out);
  };
  const base: SourceServiceOptions = {
    ...{ source: 'warrants', dataFolder: folder, port: 0, keyStore: 'file' },
    connect: ({ store }) => withScenario(store, options.source ?? 'warrants'),
    ...options,
  };
  const tls = await letIn('gateway');
  let service = await startSource(base);
  let stopped = false;
  const opened: RecordSource[] = [];
  const stop = async (): Promise<void> => {
    if (!stopped) await service.close();
    stopped = true;
  };
  return {
    folder,
    tls,
    get service() {
      return service;
    },
    source: (more = {}) => {
      const source = httpSource({
        ...{ id: base.source, url: service.url, tls, timeLimitMs: 5000, staleAfterMs: 0, clock: systemClock },
        breaker: { failures: 3, coolDownMs: 100 },
        ...more,
      });
      opened.push(source);
      return source;
    },
    letIn,
    restart: async (more = {}) => {
      await stop();
      service = await startSource({ ...base, port: service.port, ...more });
      stopped = false;
    },
    stop,
    remove: async () => {
      for (const source of opened) await source.close();
      await stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
