/**
 * The connection to the gateway over TLS 1.2 or newer, trusting the department's own certificate authority and no
 * other. No proxy, no redirect, no retry, a limit on everything that comes back.
 */
import { Agent } from 'node:https';
import type { Readable } from 'node:stream';
import axios, { AxiosError, type AxiosRequestConfig } from 'axios';
import { FaultError, type FaultCode } from '../../../shared/faults/faults.ts';
import type { ClientIdentity, GatewayLink, LinkRequest } from '../../ports/gateway-link.ts';
import { linesOf, textOf } from './body-lines.ts';

const LARGEST_ANSWER = 8 * 1024 * 1024;
const SOCKETS = 8;

/** `url`: https only, without path, query or credentials; throws TypeError otherwise. `ca`: PEM of the pinned authority. */
export function createHttpsLink(options: { readonly url: string; readonly ca: string }): GatewayLink {
  const base = gatewayAddress(options.url);
  let agent = connections(options.ca, null);
  const http = axios.create({
    adapter: 'http',
    proxy: false,
    maxRedirects: 0,
    decompress: true,
    validateStatus: () => true,
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    maxBodyLength: LARGEST_ANSWER,
  });
  const config = (request: LinkRequest): AxiosRequestConfig => ({
    url: base.origin + request.path,
    httpsAgent: agent,
    method: request.method,
    headers: { ...request.headers },
    ...(request.body === null ? {} : { data: request.body }),
    ...(request.signal === null ? {} : { signal: request.signal }),
  });

  return {
    name: base.host,
    request: async (request) => {
      const answer = await http
        .request<string>({
          ...config(request),
          responseType: 'text',
          timeout: request.timeoutMs,
          maxContentLength: LARGEST_ANSWER,
        })
        .catch(asFault);
      return { status: answer.status, body: answer.data };
    },
    stream: async (request) => {
      // axios counts the time until the headers; the silence between lines is counted where they are read.
      const answer = await http
        .request<Readable>({ ...config(request), responseType: 'stream', timeout: request.timeoutMs })
        .catch(asFault);
      if (answer.status < 200 || answer.status > 299) {
        return { status: answer.status, body: await textOf(answer.data, LARGEST_ANSWER).catch(asFault) };
      }
      return { status: answer.status, lines: lines(answer.data, request.timeoutMs) };
    },
    present: (identity) => {
      const old = agent;
      agent = connections(options.ca, identity);
      if (identity === null) old.destroy();
      else retire(old);
    },
    close: () => agent.destroy(),
  };
}

/** SECURITY: row 31. `ca` replaces the machine's list of authorities; a certificate by anybody else is refused. */
function connections(ca: string, identity: ClientIdentity | null): Agent {
  return new Agent({
    ...{ ca, rejectUnauthorized: true, minVersion: 'TLSv1.2', keepAlive: true, maxSockets: SOCKETS },
    // A resumed TLS session would go on with the identity it began with.
    maxCachedSessions: 0,
    ...(identity === null ? {} : { cert: identity.certificate, key: identity.key }),
  });
}

/** Closes what is idle; what is in the middle of an answer ends with it. */
function retire(agent: Agent): void {
  agent.maxFreeSockets = 0;
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}

async function* lines(body: Readable, silenceMs: number): AsyncIterable<string> {
  try {
    yield* linesOf(body, silenceMs);
  } catch (error) {
    asFault(error);
  }
}

/** The gateway's address; anything but a bare https origin is a mistake of whoever configured it. */
export function gatewayAddress(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const bare = parsed?.pathname === '/' && parsed.search === '' && parsed.hash === '' && parsed.username === '';
  if (parsed?.protocol !== 'https:' || !bare) throw new TypeError('the gateway address must be https://host:port');
  return parsed;
}

const CERTIFICATE =
  /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|ERR_SSL_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|EPROTO)/;
const TIMEOUT = ['ECONNABORTED', 'ETIMEDOUT', 'ERR_LINK_SILENT'];

/** Words of the failure stay here: they may carry addresses and names. */
function asFault(error: unknown): never {
  if (error instanceof FaultError) throw error;
  const code = (error as { code?: unknown }).code;
  throw new FaultError(faultOf(typeof code === 'string' ? code : '', error));
}

function faultOf(code: string, error: unknown): FaultCode {
  if (CERTIFICATE.test(code)) return 'link.certificate';
  if (code === 'ERR_LINK_TOO_LARGE') return 'link.contract';
  if (error instanceof AxiosError && error.message.startsWith('maxContentLength')) return 'link.contract';
  return TIMEOUT.includes(code) ? 'link.timeout' : 'link.down';
}
