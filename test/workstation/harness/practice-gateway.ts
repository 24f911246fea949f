/**
 * A gateway to practise on: real TLS and the real wire contract, with one fictional person and answers a test can
 * change. It decides nothing of policy; whatever tests policy uses the real gateway.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { FAULTS, type FaultCode } from '../../../shared/faults/faults.ts';
import type { SessionView } from '../../../shared/session/view.ts';
import { ROUTES, type RouteName } from '../../../shared/wire/routes.ts';
import { makeCertificates, type PracticeCertificates } from './practice-certificates.ts';

export const PRACTICE = { username: 'mrivera', password: 'Practice-Only-113!' } as const;
export const NOTICE_HASH = 'a'.repeat(64);

export interface Asked {
  readonly route: RouteName | null;
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
  readonly url: string;
}
/** Answers instead of the practice answer; `undefined` lets it answer as usual. */
export type Instead = (asked: Asked, response: ServerResponse) => unknown;

export interface PracticeGateway {
  readonly url: string;
  readonly port: number;
  readonly certificates: PracticeCertificates;
  readonly asked: Asked[];
  instead: Partial<Record<RouteName, Instead>>;
  idleSeconds: number;
  /** Milliseconds a token lives. */
  tokenMs: number;
  /** Stops answering, as in an outage. */
  stop(): Promise<void>;
  /** Answers again, on the same port. */
  resume(): Promise<void>;
}

const person = { username: PRACTICE.username, rank: 'PO', name: 'Maria Rivera', command: 113, commandLabel: '113 Pct' };
const token = (): string => randomBytes(32).toString('base64url');

export async function startPracticeGateway(): Promise<PracticeGateway> {
  const certificates = await makeCertificates();
  const live = new Set<string>();
  const half = randomBytes(32).toString('base64');
  let session: SessionView | null = null;
  const open = (): Record<string, unknown> => {
    session ??= {
      sessionId: 'practice-1',
      person,
      roleLabel: 'Police officer',
      capabilities: ['record.search', 'record.view'],
      sources: ['department'],
      reason: null,
      idleSeconds: gateway.idleSeconds,
      workstation: { id: 'desk-0001', name: 'Desk 1', command: 113, area: 'on-site' },
      absoluteAt: new Date(Date.now() + 12 * 3_600_000).toISOString(),
      tour: { label: 'First platoon', from: '23:15', to: '07:50' },
    };
    session = { ...session, idleSeconds: gateway.idleSeconds };
    const fresh = token();
    live.add(fresh);
    return { outcome: 'active', ...issued(fresh), vaultHalf: half, session };
  };
  const issued = (fresh: string): Record<string, unknown> => ({
    token: fresh,
    tokenExpiresAt: new Date(Date.now() + gateway.tokenMs).toISOString(),
  });
  const passwordRoute = (body: unknown): unknown =>
    (body as { password: string }).password === PRACTICE.password ? open() : { outcome: 'refused', attemptsLeft: 4 };

  const usual: Partial<Record<RouteName, (asked: Asked, bearer: string) => unknown>> = {
    health: () => ({
      ...{ status: 'ok', version: '0', time: new Date().toISOString(), directory: 'up', audit: 'up' },
    }),
    notice: () => ({ version: '1', hash: NOTICE_HASH, paragraphs: ['Practice only.'], departmentName: 'Practice' }),
    signIn: ({ body }) => passwordRoute(body),
    unlock: ({ body }) => passwordRoute(body),
    renew: (_, bearer) => {
      live.delete(bearer);
      const fresh = token();
      live.add(fresh);
      return issued(fresh);
    },
    lock: (_, bearer) => {
      live.delete(bearer);
      return { lockedAt: new Date().toISOString() };
    },
    signOut: (_, bearer) => {
      live.delete(bearer);
      session = null;
      return { endedAt: new Date().toISOString() };
    },
  };
  const respond = (request: IncomingMessage, response: ServerResponse, text: string): void => {
    const url = request.url ?? '';
    const asked: Asked = { route: routeOf(request.method, url), url, headers: request.headers, body: parse(text) };
    gateway.asked.push(asked);
    const bearer = (request.headers.authorization ?? '').replace('Bearer ', '');
    const needs = asked.route !== null && ROUTES[asked.route].access !== 'public';
    const special = asked.route === null ? undefined : gateway.instead[asked.route]?.(asked, response);
    if (response.headersSent || response.destroyed || special === 'handled') return;
    if (special !== undefined) return answer(response, special);
    if (needs && !live.has(bearer)) return answer(response, 'session.missing');
    const made = asked.route === null ? undefined : usual[asked.route]?.(asked, bearer);
    return answer(response, made ?? ('internal' satisfies FaultCode));
  };
  const listen = (port: number): Promise<Server> =>
    new Promise((resolve) => {
      const made = createServer(certificates, (request, response) => {
        const parts: Buffer[] = [];
        request.on('data', (part: Buffer) => parts.push(part));
        request.on('end', () => respond(request, response, Buffer.concat(parts).toString('utf8')));
      });
      made.listen(port, '127.0.0.1', () => resolve(made));
    });
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const gateway: PracticeGateway = {
    ...{ url: `https://127.0.0.1:${port}`, port, certificates, asked: [], instead: {}, idleSeconds: 600 },
    tokenMs: 600_000,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    resume: async () => {
      server = await listen(port);
    },
  };
  return gateway;
}

function routeOf(method: string | undefined, url: string): RouteName | null {
  const found = Object.entries(ROUTES).find(
    ([, row]) => row.method === method && new RegExp(`^${row.path.replace(/:[A-Za-z]+/g, '[^/]+')}$`).test(url),
  );
  return (found?.[0] ?? null) as RouteName | null;
}

function parse(text: string): unknown {
  return text === '' ? null : JSON.parse(text);
}

/** A fault code becomes a problem document, anything else an answer. */
function answer(response: ServerResponse, value: unknown): void {
  if (typeof value === 'string' && value in FAULTS) {
    const { status, title } = FAULTS[value as FaultCode];
    response.writeHead(status, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify({ type: 'about:blank', title, status, code: value }));
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
