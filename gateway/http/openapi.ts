/** The OpenAPI 3.1 document, generated from the route table: what it says is what is registered. */
import * as z from 'zod';
import { FAULTS, problemSchema, type FaultCode } from '../../shared/faults/faults.ts';
import type { RouteDefinition } from '../../shared/wire/route.ts';
import { ROUTE_NAMES, ROUTES } from '../../shared/wire/routes.ts';

type Json = Readonly<Record<string, unknown>>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const document: Record<string, unknown> = { ...z.toJSONSchema(schema, { io, unrepresentable: 'any' }) };
  delete document.$schema; // the document as a whole declares its dialect
  return document;
};

const pathOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

const parametersOf = (row: RouteDefinition): readonly Json[] => {
  const properties = row.params ? (schemaOf(row.params, 'input').properties as Json | undefined) : undefined;
  return Object.entries(properties ?? {}).map(([name, schema]) => ({ name, in: 'path', required: true, schema }));
};

const SESSION_FAULTS = [
  'session.missing',
  'session.expired',
  'session.locked',
  'session.revoked',
  'session.released',
  'session.other-workstation',
] as const;

const faultsOf = (row: RouteDefinition): readonly FaultCode[] => [
  ...row.faults,
  'rate.limited',
  'internal',
  'audit.unavailable',
  ...(row.body ? (['request.malformed', 'request.too-large', 'request.unsupported-type'] as const) : []),
  ...(row.workstation === 'any' ? [] : (['workstation.not-enrolled', 'workstation.revoked'] as const)),
  ...(row.access === 'public' ? [] : SESSION_FAULTS),
  ...(typeof row.access === 'object' ? (['capability.missing'] as const) : []),
  ...(row.stepUp ? (['session.step-up'] as const) : []),
];

const responsesOf = (row: RouteDefinition): Json => {
  const byStatus = Map.groupBy(new Set(faultsOf(row)), (code) => String(FAULTS[code].status));
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const type = row.stream ? 'application/x-ndjson' : 'application/json';
  return {
    200: { description: row.summary, content: { [type]: { schema: schemaOf(row.output, 'output') } } },
    ...Object.fromEntries(
      [...byStatus].map(([status, codes]) => [status, { description: codes.join(', '), content: problem }]),
    ),
  };
};

const operationOf = (name: string, row: RouteDefinition): Json => ({
  operationId: name,
  summary: row.summary,
  parameters: parametersOf(row),
  // One entry: all of its schemes together.
  security: row.workstation === 'any' ? [] : [{ workstation: [], ...(row.access === 'public' ? {} : { session: [] }) }],
  'x-access': row.access,
  'x-needs-reason': row.needsReason,
  ...(row.body
    ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(row.body, 'input') } } } }
    : {}),
  responses: responsesOf(row),
});

export const openApiDocument = (version: string): Record<string, unknown> => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const name of ROUTE_NAMES) {
    const row: RouteDefinition = ROUTES[name];
    const path = (paths[pathOf(row.path)] ??= {});
    path[row.method.toLowerCase()] = operationOf(name, row);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Precinct Workstation gateway', version },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      securitySchemes: {
        workstation: { type: 'mutualTLS', description: 'Certificate of an enrolled workstation (IA-3)' },
        session: { type: 'http', scheme: 'bearer', description: 'Works with the key of its own workstation only' },
      },
    },
  };
};
