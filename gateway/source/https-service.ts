/**
 * The listener of a source service: TLS both ways, POST and JSON only, everything bounded. Whoever has no certificate of the
 * service's own authority gets no word; a refusal says its code and nothing of what was asked.
 */
import { constants } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { TLSSocket, type SecureContextOptions } from 'node:tls';
import type * as z from 'zod';
import {
  SOURCE_BODY_BYTES,
  SOURCE_REFUSALS,
  SOURCE_ROUTE_NAMES,
  SOURCE_ROUTES,
  type SourceRouteName,
} from '../../shared/wire/source-contract.ts';
import type { Certificate } from '../adapters/tls/certificates.ts';
import type { Journal } from '../ports/journal.ts';
import { SourceRefusal, type Answers } from './answers.ts';
import type { SourceClient } from './clients.ts';

interface ServiceParts {
  readonly tls: Certificate;
  /** PEM of the authority whose certificates are looked at. */
  readonly authority: string;
  readonly answers: Answers;
  /** The client of a certificate's fingerprint; null: nobody who is answered. */
  readonly clientBy: (fingerprint: string | undefined) => SourceClient | null;
  readonly journal: Journal;
}

const QUESTION_MS = 10_000;

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > SOURCE_BODY_BYTES) throw new SourceRefusal('request.too-large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new SourceRefusal('request.malformed');
  }
};

type AnyAnswer = (body: unknown, client: SourceClient) => Promise<unknown>;

const answered = async (parts: ServiceParts, request: IncomingMessage): Promise<unknown> => {
  const { socket } = request;
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  const client = parts.clientBy(certificate?.fingerprint256);
  if (client === null) throw new SourceRefusal('client.unknown');
  const name = SOURCE_ROUTE_NAMES.find((one: SourceRouteName) => SOURCE_ROUTES[one].path === request.url);
  if (name === undefined || request.method !== 'POST') throw new SourceRefusal('route.unknown');
  const { body, output }: { readonly body: z.ZodType; readonly output: z.ZodType } = SOURCE_ROUTES[name];
  const parsed = body.safeParse(await bodyOf(request));
  if (!parsed.success) throw new SourceRefusal('request.malformed');
  const answer = parts.answers[name] as AnyAnswer; // the table ties each answer to its row
  return output.parse(await answer(parsed.data, client));
};

const send = (response: ServerResponse, status: number, document: unknown): void => {
  const text = JSON.stringify(document);
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(text);
};

const refuse = (response: ServerResponse, error: unknown, journal: Journal): void => {
  const code = error instanceof SourceRefusal ? error.code : 'internal';
  if (!(error instanceof SourceRefusal)) journal.failure('source-service', error);
  // What was not read to its end is not read: the connection is of no further use.
  if (code === 'request.too-large') response.setHeader('connection', 'close');
  send(response, SOURCE_REFUSALS[code], { code });
};

/** What each new connection is opened with; `authority` as in {@link ServiceParts}. */
export const serviceTls = (tls: Certificate, authority: string): SecureContextOptions => ({
  ...{ cert: tls.cert, key: tls.key, ca: authority, minVersion: 'TLSv1.2' },
  // No tickets: each connection shows its certificate.
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_TICKET,
});

/** Does not listen yet. */
export const createSourceServer = (parts: ServiceParts): Server => {
  const { tls, authority, journal } = parts;
  const server = createServer(
    {
      ...serviceTls(tls, authority),
      ...{ requestCert: true, rejectUnauthorized: true },
      requestTimeout: QUESTION_MS,
      headersTimeout: QUESTION_MS / 2,
      maxHeaderSize: 8192,
    },
    (request, response) => {
      answered(parts, request).then(
        (document) => {
          send(response, 200, document);
        },
        (error: unknown) => {
          refuse(response, error, journal);
        },
      );
    },
  );
  server.on('clientError', (_error, socket) => void socket.destroy());
  return server;
};
