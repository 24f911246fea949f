/** Builds the gateway with everything registered in sight, in order. Opens nothing and listens to nothing itself. */
import { constants, randomBytes } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import fastify, { type FastifyInstance } from 'fastify';
import { FaultError } from '../shared/faults/faults.ts';
import { composeDesk, startAlerts, type DeskPorts } from './compose-desk.ts';
import type { BannedPasswords } from './core/banned-passwords/banned-passwords.ts';
import { CONFIRMATION_LOOK_MS, createConfirmations } from './core/confirmations.ts';
import { checkIdentityPolicy, type IdentityPolicy } from './core/identity-policy.ts';
import { createAccessWatch, WATCH_MS } from './core/identity/access-watch.ts';
import { createDirectoryClock } from './core/identity/directory-clock.ts';
import { createIdentity } from './core/identity/identity.ts';
import { createLockouts } from './core/lockouts.ts';
import { NOTICE } from './core/notice.ts';
import { createPeople } from './core/people.ts';
import { createReasons } from './core/reasons.ts';
import { createRecordOpening } from './core/record-opening.ts';
import { createRecords } from './core/records.ts';
import { createSearchCount } from './core/search-count.ts';
import { createSearch } from './core/search.ts';
import { createSourceTimes } from './core/source-times.ts';
import { createSecondFactor } from './core/second-factor/second-factor.ts';
import { Sessions } from './core/sessions.ts';
import { createWorkstations, type Workstations } from './core/workstations/workstations.ts';
import { createHandlers } from './http/handlers.ts';
import { sendProblem } from './http/problem.ts';
import { addRateLimits, RATE_LIMITS, type RateLimits } from './http/rate-limits.ts';
import { demandDeclaredAccess, registerRoutes, useZod } from './http/register-routes.ts';
import { addSecurityHeaders, SECURITY_HEADERS } from './http/security-headers.ts';
import { createProvenKey } from './http/workstation-certificate.ts';
import type { AuditLog } from './ports/audit-log.ts';
import type { Clock } from './ports/clock.ts';
import type { ConfirmationStore } from './ports/confirmation-store.ts';
import type { Directory } from './ports/directory.ts';
import type { FactorStore } from './ports/factor-store.ts';
import type { Journal } from './ports/journal.ts';
import type { LockoutStore } from './ports/lockout-store.ts';
import type { RecordSources } from './ports/record-source.ts';
import type { RecordStore } from './ports/record-store.ts';
import type { Repeat } from './ports/repeat.ts';
import type { WorkstationCertificates } from './ports/workstation-certificates.ts';
import type { WorkstationStore } from './ports/workstation-store.ts';

/** PEM all. `ca`: the authority of the workstations' certificates. */
export interface TlsParts {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

export interface GatewayDeps extends Omit<DeskPorts, 'keys'> {
  readonly tls: TlsParts;
  readonly version: string;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly journal: Journal;
  readonly lockoutStore: LockoutStore;
  readonly factorStore: FactorStore;
  readonly banned: BannedPasswords;
  readonly repeat: Repeat;
  readonly store: RecordStore;
  readonly sources: RecordSources;
  readonly confirmationStore: ConfirmationStore;
  readonly workstationStore: WorkstationStore;
  readonly certificates: WorkstationCertificates;
  readonly policy: IdentityPolicy;
  readonly keys: Readonly<Record<'tokenHash' | 'vaultHalf' | 'cursor' | 'enrolmentCode' | 'seen', Uint8Array>>;
  readonly limits?: RateLimits;
}

/**
 * TLS of the gateway, also when its certificate is replaced. Every client is asked for a certificate and none is turned
 * away without one: who is not proven is told so by a fault. No renegotiation: a connection stays one workstation's.
 */
export const tlsOptions = ({ cert, key, ca }: TlsParts): ServerOptions => ({
  ...{ cert, key, ca, minVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: false },
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
});

const server = ({ tls, journal }: GatewayDeps): FastifyInstance =>
  fastify({
    https: tlsOptions(tls),
    genReqId: () => randomBytes(9).toString('base64url'),
    requestIdHeader: false,
    bodyLimit: 16 * 1024,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 64 },
    forceCloseConnections: true,
    // A path that no router reads passes no hook: without this the framework answers in its own words, the path among them.
    frameworkErrors: (error, request, reply) =>
      void sendProblem(request, reply.headers(SECURITY_HEADERS).header('x-request-id', request.id), error, journal),
    // What is not HTTP over TLS gets no word, only a closed connection.
    clientErrorHandler: (_error, socket) => void socket.destroy(),
  });

const workOf = (deps: GatewayDeps, sessions: Sessions, workstations: Workstations) => {
  const { audit, clock, directory, sources, store } = deps;
  const opening = createRecordOpening({ sources, audit });
  const lockouts = createLockouts(deps.lockoutStore, clock);
  const factor = createSecondFactor({ store: deps.factorStore, clock, issuer: NOTICE.departmentName });
  const agreement = createDirectoryClock(directory, clock);
  const { banned } = deps;
  const times = createSourceTimes(clock);
  const search = createSearch({ sources, audit, clock, times, cursorKey: deps.keys.cursor });
  const confirmations = createConfirmations({ opening, sources, store: deps.confirmationStore, audit, clock });
  const work = composeDesk(deps, opening);
  const stopAlerts = startAlerts(deps, search, sessions, work.desk);
  const handlers = createHandlers({
    ...work,
    version: deps.version,
    audit,
    clock,
    directory,
    store,
    sources,
    sessions,
    workstations,
    policy: deps.policy,
    identity: createIdentity({ agreement, audit, banned, clock, directory, factor, lockouts, sessions }),
    reasons: createReasons({ store, sources, audit, clock }),
    people: createPeople({ audit, directory, factor, lockouts, sessions }),
    search,
    times,
    searchCount: createSearchCount({ sources, audit }),
    confirmations,
    records: createRecords({ opening, sources, confirmations, audit, clock }),
  });
  const stopLooking = deps.repeat.every(CONFIRMATION_LOOK_MS, () => confirmations.look());
  return { handlers, stopAlerts, stopLooking };
};

export interface BuiltGateway {
  readonly app: FastifyInstance;
  /** For whoever runs the gateway: codes and withdrawals at its console. */
  readonly workstations: Workstations;
}

export const buildGateway = async (deps: GatewayDeps): Promise<BuiltGateway> => {
  const { audit, clock, directory, journal, limits = RATE_LIMITS } = deps;
  checkIdentityPolicy(deps.policy);
  const sessions = new Sessions({ audit, clock, directory, keys: deps.keys, policy: deps.policy });
  const workstations = createWorkstations({
    ...{ audit, clock, sessions, certificates: deps.certificates },
    ...{ store: deps.workstationStore, codeKey: deps.keys.enrolmentCode },
  });
  const app = server(deps);
  app.removeContentTypeParser('text/plain');
  demandDeclaredAccess(app);
  useZod(app);
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error, journal));

  addSecurityHeaders(app);
  await addRateLimits(app, limits);
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  const { handlers, stopAlerts, stopLooking } = workOf(deps, sessions, workstations);
  const provenKey = createProvenKey(deps.tls.ca, clock);
  registerRoutes(app, { handlers, audit, sessions, workstations, provenKey, journal, limits });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
    sendProblem(request, reply, new FaultError('route.unknown'), journal),
  );
  const watch = createAccessWatch({
    clock,
    directory,
    sessions,
    onFailure: (error) => {
      journal.failure('access-watch', error);
    },
  });
  const stopWatching = deps.repeat.every(WATCH_MS, () => watch.look());
  app.addHook('onClose', async () => {
    stopWatching();
    stopAlerts();
    stopLooking();
  });
  await app.ready();
  return { app, workstations };
};
