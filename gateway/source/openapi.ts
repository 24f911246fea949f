/** The OpenAPI 3.1 document of source services, generated from their contract: what it says is what is parsed at both ends. */
import * as z from 'zod';
import {
  SOURCE_REFUSALS,
  SOURCE_ROUTE_NAMES,
  SOURCE_ROUTES,
  sourceRefusalSchema,
} from '../../shared/wire/source-contract.ts';

type Json = Readonly<Record<string, unknown>>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const document: Record<string, unknown> = { ...z.toJSONSchema(schema, { io, unrepresentable: 'any' }) };
  delete document['$schema']; // the document as a whole declares its dialect
  return document;
};

const json = (schema: Json): Json => ({ 'application/json': { schema } });

const refusals = (): Json => {
  const byStatus = Map.groupBy(Object.entries(SOURCE_REFUSALS), ([, status]) => String(status));
  const content = json({ $ref: '#/components/schemas/Refusal' });
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, { description: codes.map(([code]) => code).join(', '), content }]),
  );
};

const sourceOpenApi = (): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Precinct Workstation source service',
    version: '1',
    description:
      'What a gateway asks of a custodian’s service. Mutual TLS only; POST and JSON only; nothing here writes a record.',
  },
  security: [{ gateway: [] }],
  paths: Object.fromEntries(
    SOURCE_ROUTE_NAMES.map((name) => {
      const { path, summary, body, output } = SOURCE_ROUTES[name];
      const post = {
        operationId: name,
        summary,
        requestBody: { required: true, content: json(schemaOf(body, 'input')) },
        responses: { 200: { description: summary, content: json(schemaOf(output, 'output')) }, ...refusals() },
      };
      return [path, { post }];
    }),
  ),
  components: {
    schemas: { Refusal: schemaOf(sourceRefusalSchema, 'output') },
    securitySchemes: {
      gateway: { type: 'mutualTLS', description: 'Certificate that the service issued to this gateway' },
    },
  },
});

/** The same document as docs/openapi-source.json. */
export const sourceOpenApiText = (): string => `${JSON.stringify(sourceOpenApi(), null, 2)}\n`;
