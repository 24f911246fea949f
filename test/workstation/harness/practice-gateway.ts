/**
 * A gateway to practise on: real mutual TLS and the real wire contract, with one fictional person and answers a test
 * can change. It decides nothing of policy; whatever tests policy uses the real gateway.
 */
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import { FAULTS, type FaultCode } from '../../../shared/faults/faults.ts';
import type { AccessChange, SessionView, Workstation } from '../../../shared/session/view.ts';
import type { RouteDefinition } from '../../../shared/wire/route.ts';
import { ROUTES, type RouteName } from '../../../shared/wire/routes.ts';
import { canonicalCode, proofText } from '../../../shared/wire/workstations.ts';
import { makeCertificates, type PracticeCertificates } from './practice-certificates.ts';

export const PRACTICE = { username: 'mrivera', password: 'Practice-Only-113!' } as const;
/** A code that the practice gateway always takes. */
export const PRACTICE_CODE = 'PRAC-T1CE-C0DE-0001';
export const NOTICE_HASH = 'a'.repeat(64);
export const DESK: Workstation = { id: 'desk-0001', name: 'Desk 1', command: 113, area: 'on-site' };
const DAY_MS = 86_400_000;

export interface Asked {
  readonly route: RouteName | null;
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
  readonly url: string;
  /** SHA-256 of the key the connection proved; null: none. */
  readonly thumbprint: string | null;
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
  /** What the next one is enrolled as. */
  workstation: Workstation;
  /** Days the next certificate is good for. */
  certificateDays: number;
  /** Keys that are known, by thumbprint. */
  readonly known: Set<string>;
  /** The key of a renewal until its first use, which ends the others. */
  renewed: string | null;
  /** Told by `sessionChanges`. */
  changes: AccessChange[];
  /** What the live session looks like; null: there is none. */
  session: SessionView | null;
  /** What a session begins as. */
  opened(): Record<string, unknown>;
  /** Stops answering, as in an outage. */
  stop(): Promise<void>;
  /** Answers again, on the same port. */
  resume(): Promise<void>;
}

const person = { username: PRACTICE.username, rank: 'PO', name: 'Maria Rivera', command: 113, commandLabel: '113 Pct' };
export const practiceAttempt = (): string => randomBytes(32).toString('base64url');
const token = practiceAttempt;
const thumbprintOf = (der: Buffer): string => createHash('sha256').update(der).digest('hex');

function sessionFor(gateway: PracticeGateway): SessionView {
  return {
    ...{ sessionId: `practice-${randomBytes(4).toString('hex')}`, person, role: 'police-officer' },
    ...{ roleLabel: 'Police officer', remote: gateway.workstation.area !== 'on-site' },
    roles: [{ role: 'police-officer', label: 'Police officer', privileged: false }],
    secondFactor: { verified: false, enrolled: false, sources: [] },
    ...{ capabilities: ['record.search', 'record.view'], sources: ['department'], reason: null },
    ...{ idleSeconds: gateway.idleSeconds, workstation: gateway.workstation },
    absoluteAt: new Date(Date.now() + 12 * 3_600_000).toISOString(),
    tour: {
      ...{ label: 'First platoon', from: '23:15', to: '07:50' },
      endsAt: new Date(Date.now() + 8 * 3_600_000).toISOString(),
    },
  };
}

/** A renewed key ends the old one when it is used first. */
function settleRenewal(gateway: PracticeGateway, thumbprint: string | null): void {
  if (thumbprint === null || thumbprint !== gateway.renewed) return;
  gateway.known.clear();
  gateway.known.add(thumbprint);
  gateway.renewed = null;
}

async function enrolled(gateway: PracticeGateway, asked: Asked, about: string): Promise<unknown> {
  const { publicKey, proof } = asked.body as { publicKey: string; proof: string };
  const key = createPublicKey(publicKey);
  if (!verify('sha256', Buffer.from(proofText(about)), key, Buffer.from(proof, 'base64'))) return 'enrolment.request';
  const notAfter = new Date(Date.now() + gateway.certificateDays * DAY_MS);
  const certificate = await gateway.certificates.issue(publicKey, gateway.workstation.id, notAfter);
  const thumbprint = thumbprintOf(key.export({ type: 'spki', format: 'der' }));
  if (asked.route === 'enrol') gateway.known.add(thumbprint);
  else gateway.renewed = thumbprint;
  return { workstation: gateway.workstation, certificate, notAfter: notAfter.toISOString() };
}

type Usual = Partial<Record<RouteName, (asked: Asked, bearer: string) => unknown>>;

/** What it answers when a test says nothing else. `live`: tokens that are good now. */
function usualAnswers(gateway: PracticeGateway, live: Set<string>, open: () => Record<string, unknown>): Usual {
  const passwordRoute = ({ body }: Asked): unknown =>
    (body as { password: string }).password === PRACTICE.password ? open() : { outcome: 'refused', attemptsLeft: 4 };
  const endedAt = (): unknown => ({ endedAt: new Date().toISOString() });
  return {
    health: () => ({
      ...{ status: 'ok', version: '0', time: new Date().toISOString(), directory: 'up', clock: 'ok', audit: 'up' },
    }),
    notice: () => ({ version: '1', hash: NOTICE_HASH, paragraphs: ['Practice only.'], departmentName: 'Practice' }),
    enrol: (asked) => {
      const code = canonicalCode((asked.body as { code: string }).code);
      return code === canonicalCode(PRACTICE_CODE) ? enrolled(gateway, asked, code) : 'enrolment.refused';
    },
    renewWorkstation: (asked) => enrolled(gateway, asked, gateway.workstation.id),
    self: () => ({ workstation: gateway.workstation, remote: gateway.workstation.area !== 'on-site' }),
    signIn: passwordRoute,
    unlock: passwordRoute,
    cancelSignIn: endedAt,
    leaveLocked: () => {
      gateway.session = null;
      return endedAt();
    },
    sessionChanges: () => ({ session: gateway.session, changes: gateway.changes }),
    activity: () => ({ at: new Date().toISOString() }),
    renew: (_, bearer) => {
      live.delete(bearer);
      const fresh = token();
      live.add(fresh);
      return { token: fresh, tokenExpiresAt: new Date(Date.now() + gateway.tokenMs).toISOString() };
    },
    lock: (_, bearer) => {
      live.delete(bearer);
      return { lockedAt: new Date().toISOString() };
    },
    signOut: (_, bearer) => {
      live.delete(bearer);
      gateway.session = null;
      return endedAt();
    },
  };
}

export async function startPracticeGateway(): Promise<PracticeGateway> {
  const certificates = await makeCertificates();
  const live = new Set<string>();
  const half = randomBytes(32).toString('base64');
  const open = (): Record<string, unknown> => {
    gateway.session = { ...(gateway.session ?? sessionFor(gateway)), idleSeconds: gateway.idleSeconds };
    const fresh = token();
    live.add(fresh);
    const tokenExpiresAt = new Date(Date.now() + gateway.tokenMs).toISOString();
    return { outcome: 'active', token: fresh, tokenExpiresAt, vaultHalf: half, session: gateway.session };
  };
  const usualAnswer = async (asked: Asked, bearer: string): Promise<unknown> => {
    const { route, thumbprint } = asked;
    if (route === null) return 'internal' satisfies FaultCode;
    const row: RouteDefinition = ROUTES[route];
    settleRenewal(gateway, thumbprint);
    const isKnown = thumbprint !== null && gateway.known.has(thumbprint);
    if (row.workstation !== 'any' && !isKnown) return 'workstation.not-enrolled';
    if (row.access !== 'public' && !live.has(bearer)) return 'session.missing';
    return (await usual[route]?.(asked, bearer)) ?? ('internal' satisfies FaultCode);
  };
  const respond = async (request: IncomingMessage, response: ServerResponse, text: string): Promise<void> => {
    const url = request.url ?? '';
    const route = routeOf(request.method, url);
    const thumbprint = provenKey(request);
    const asked: Asked = { route, url, headers: request.headers, body: parse(text), thumbprint };
    gateway.asked.push(asked);
    const bearer = (request.headers.authorization ?? '').replace('Bearer ', '');
    const special = route === null ? undefined : await gateway.instead[route]?.(asked, response);
    if (response.headersSent || response.destroyed || special === 'handled') return;
    answer(response, special ?? (await usualAnswer(asked, bearer)));
  };
  const { cert, key, ca } = certificates;
  const listen = (port: number): Promise<Server> =>
    new Promise((resolve) => {
      const options = { cert, key, ca, requestCert: true, rejectUnauthorized: false };
      const made = createServer(options, (request, response) => {
        const parts: Buffer[] = [];
        request.on('data', (part: Buffer) => parts.push(part));
        request.on('end', () => void respond(request, response, Buffer.concat(parts).toString('utf8')));
      });
      made.listen(port, '127.0.0.1', () => resolve(made));
    });
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const gateway: PracticeGateway = {
    ...{ url: `https://127.0.0.1:${port}`, port, certificates, asked: [], instead: {}, idleSeconds: 600 },
    ...{
      tokenMs: 600_000,
      workstation: DESK,
      certificateDays: 90,
      known: new Set(),
      renewed: null,
      changes: [],
      session: null,
    },
    opened: open,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    resume: async () => {
      server = await listen(port);
    },
  };
  const usual = usualAnswers(gateway, live, open);
  return gateway;
}

function provenKey(request: IncomingMessage): string | null {
  const { socket } = request;
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return null;
  return thumbprintOf(certificate.publicKey.export({ type: 'spki', format: 'der' }));
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
