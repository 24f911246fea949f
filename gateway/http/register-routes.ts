/** Registers every row of the route table with its handler, its validators and its access. Adds no route of its own. */
import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify';
import * as z from 'zod';
import { FaultError } from '../../shared/faults/faults.ts';
import type { RouteDefinition } from '../../shared/wire/route.ts';
import { ROUTE_NAMES, ROUTES, type RouteName } from '../../shared/wire/routes.ts';
import type { Asker } from '../core/asker.ts';
import type { LiveSession } from '../core/sessions.ts';
import type { Journal } from '../ports/journal.ts';
import type { EnrolledWorkstation } from '../core/workstations/enrolled-workstation.ts';
import { admit, type AccessDeps, type Admitted } from './access.ts';
import type { Handlers } from './handler.ts';
import { ndjsonAnswer } from './ndjson.ts';
import { faultFor } from './problem.ts';
import { rateLimitOf, type RateLimits } from './rate-limits.ts';

interface RegisterDeps extends AccessDeps {
  readonly handlers: Handlers;
  readonly journal: Journal;
  readonly limits: RateLimits;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Row of the route table behind the route; a route without one does not register. */
    readonly row?: RouteDefinition;
  }
}

/** The types of all handlers taken together; the table's own type has tied each to its row. */
type AnyHandler = (input: {
  readonly body: unknown;
  readonly params: unknown;
  readonly address: string;
  readonly workstation: EnrolledWorkstation | null;
  readonly asker: Asker | null;
  readonly session: LiveSession | null;
}) => unknown;

const nothing = z.strictObject({});

const schemaOf = (row: RouteDefinition): FastifySchema => ({
  querystring: nothing,
  ...(row.body ? { body: row.body } : {}),
  ...(row.params ? { params: row.params } : {}),
  ...(row.stream ? {} : { response: { '2xx': row.output } }),
});

/** Refuses a route that does not say who may call it. */
export const demandDeclaredAccess = (app: FastifyInstance): void => {
  app.addHook('onRoute', (route) => {
    const access = route.config?.row?.access;
    if (access === undefined)
      throw new Error(`The route ${String(route.method)} ${route.url} does not declare its access`);
  });
};

export const useZod = (app: FastifyInstance): void => {
  app.setValidatorCompiler<z.ZodType>(({ schema }) => (data: unknown) => {
    const parsed = schema.safeParse(data);
    return parsed.success ? { value: parsed.data } : { error: new FaultError('request.malformed') };
  });
  app.setSerializerCompiler<z.ZodType>(
    ({ schema }) =>
      (data: unknown) =>
        JSON.stringify(schema.parse(data)),
  );
};

const registerRow = (app: FastifyInstance, name: RouteName, deps: RegisterDeps): void => {
  const row: RouteDefinition = ROUTES[name];
  const handler = deps.handlers[name] as AnyHandler;
  const admitted = new WeakMap<FastifyRequest, Admitted>();
  app.route({
    method: row.method,
    url: row.path,
    schema: schemaOf(row),
    bodyLimit: Math.max(1, row.bodyLimit),
    exposeHeadRoute: false,
    config: { row, rateLimit: rateLimitOf(name, deps.limits) },
    onRequest: async (request) => {
      admitted.set(request, await admit(request, row, deps));
    },
    handler: async (request, reply) => {
      const entry = admitted.get(request);
      if (!entry) throw new Error('a call that passed no check');
      const { workstation, asker } = entry;
      const session = asker ? deps.sessions.find(asker.sessionId) : null;
      if (asker && !session) throw new FaultError('session.expired');
      const { body, params, ip: address } = request;
      const answer = await handler({ body, params, address, workstation, asker, session });
      if (!row.stream) return reply.send(answer);
      const told = (error: unknown) => faultFor(error, request.id, deps.journal);
      const lines = await ndjsonAnswer(answer as AsyncIterable<unknown>, row.output, told);
      return reply
        .header('content-type', 'application/x-ndjson')
        .send(typeof lines === 'string' ? Buffer.from(lines) : lines);
    },
  });
};

export const registerRoutes = (app: FastifyInstance, deps: RegisterDeps): void => {
  for (const name of ROUTE_NAMES) registerRow(app, name, deps);
};
