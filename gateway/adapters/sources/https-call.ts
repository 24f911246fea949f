/**
 * One question to a source service over mutual TLS: sends JSON, reads a bounded answer, gives up when told. Never follows a
 * redirect, never speaks without TLS, and never takes an answer of another kind than JSON.
 */
import { Agent, request } from 'node:https';
import { SourceFailure } from '../../ports/record-source.ts';

/** PEM all. */
export interface ClientTls {
  /** The service's authority, and the only one believed. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

export interface HttpsPeer {
  readonly url: URL;
  readonly agent: Agent;
}

const MOST_SOCKETS = 16;

/** `url`: https only. */
export const openPeer = (url: string, tls: ClientTls): HttpsPeer => ({
  url: new URL(url),
  agent: new Agent({
    ...tls,
    keepAlive: true,
    maxSockets: MOST_SOCKETS,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
  }),
});

export interface HttpsAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** What the network or the handshake said: a certificate that does not fit is no outage. */
const failureOf = (error: unknown): Error => {
  if (error instanceof SourceFailure) return error;
  const { code = '' } = error as { readonly code?: string };
  const refused = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/.test(code) || code.includes('CERT');
  return new SourceFailure(refused ? 'refused' : 'unreachable');
};

/**
 * Throws `SourceFailure`: `unreachable`, or `refused` for a certificate that does not fit or more than `mostBytes`. When
 * the signal aborts, throws its reason.
 */
export const postJson = (
  { url, agent }: HttpsPeer,
  path: string,
  body: unknown,
  options: { readonly signal: AbortSignal; readonly mostBytes: number },
): Promise<HttpsAnswer> =>
  new Promise((resolve, reject) => {
    const { signal, mostBytes } = options;
    const payload = JSON.stringify(body);
    const fail = (error: unknown): void => {
      reject(signal.aborted ? (signal.reason as Error) : failureOf(error));
    };
    if (signal.aborted) {
      fail(signal.reason);
      return;
    }
    const call = request(new URL(path, url), {
      agent,
      signal,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) },
    });
    call.on('error', fail);
    call.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('error', fail);
      // A service killed in the middle of an answer: what came is not an answer.
      response.on('close', () => {
        if (!response.complete) fail(new SourceFailure('unreachable'));
      });
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > mostBytes) call.destroy(new SourceFailure('refused'));
      });
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text });
      });
    });
    call.end(payload);
  });
