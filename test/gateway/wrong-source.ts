/** A source service made by hand, to answer whatever a test wants: what a gateway must stand without harm. */
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import { httpSource, type HttpSourceOptions } from '../../gateway/adapters/sources/http-source.ts';
import type { ClientTls } from '../../gateway/adapters/sources/https-call.ts';
import { makeAuthority, makeServerCertificate } from '../../gateway/adapters/tls/certificates.ts';
import type { RecordSource } from '../../gateway/ports/record-source.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import { SOURCE_OF_KIND } from '../../shared/records/kind.ts';
import { recordIdOf } from '../../shared/records/record-id.ts';
import type { SourceOutput } from '../../shared/wire/source-contract.ts';

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

export interface WrongSource {
  readonly url: string;
  readonly tls: ClientTls;
  /** Questions that came in. */
  readonly asked: string[];
  /** From now on it answers so. */
  answer(how: Answering): void;
  source(more?: Partial<HttpSourceOptions>): RecordSource;
  stop(): Promise<void>;
}

export const json =
  (document: unknown, status = 200): Answering =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document));
  };

/** A record as it stands on the wire, with an id of its kind's source. */
export const wire = (record: NewRecord, at = 0): NonNullable<SourceOutput<'read'>['record']> =>
  ({
    ...record,
    id: recordIdOf(SOURCE_OF_KIND[record.kind], `0000000000000000000${String(at).padStart(2, '0')}A`),
  }) as NonNullable<SourceOutput<'read'>['record']>;

export const answerOf = (records: readonly NonNullable<SourceOutput<'read'>['record']>[]): SourceOutput<'search'> => ({
  hits: records.map((record, at) => ({
    ...{ record, order: `9${String(99 - at)}`, news: null },
    matched: { text: record.title, marks: [], why: 'exact', tags: [] },
  })),
  ...{ count: records.length, exact: true, after: null, ranked: true, widened: null, arrival: 1 },
  ...{ facets: null, asOf: null },
});

export async function openWrongSource(how: Answering = json({})): Promise<WrongSource> {
  const authority = await makeAuthority(Date.now());
  const certificate = await makeServerCertificate(authority, ['localhost', '127.0.0.1'], Date.now());
  const tls: ClientTls = { ca: authority.cert, cert: certificate.cert, key: certificate.key };
  const asked: string[] = [];
  let answering = how;
  const server = createServer({ cert: certificate.cert, key: certificate.key }, (request, response) => {
    asked.push(request.url ?? '');
    request.resume();
    answering(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const opened: RecordSource[] = [];
  return {
    url,
    tls,
    asked,
    answer: (next) => {
      answering = next;
    },
    source: (more = {}) => {
      const source = httpSource({
        ...{ id: 'warrants', url, tls, timeLimitMs: 3000, staleAfterMs: 0, clock: systemClock },
        breaker: { failures: 50, coolDownMs: 100 },
        ...more,
      });
      opened.push(source);
      return source;
    },
    stop: async () => {
      for (const source of opened) await source.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
