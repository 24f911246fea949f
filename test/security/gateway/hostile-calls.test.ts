/** Hostile calls to a running gateway over TLS: whatever is sent is answered or refused in form, bounded, and changes nothing. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '../../../shared/faults/faults.ts';
import { termSchema } from '../../../shared/records/query/term.ts';
import { searchEventSchema, SORTS } from '../../../shared/records/search.ts';
import type { SignedIn } from '../../../shared/wire/identity-routes.ts';
import { ROUTE_NAMES, ROUTES, type RouteName } from '../../../shared/wire/routes.ts';
import type { Answer } from '../../gateway/gateway-harness.ts';
import { COMPLAINT, SEALED } from '../../gateway/store-records.ts';
import { atWork, REASONS, seededGateway, type SeededGateway } from './seeded-gateway.ts';

const LIMIT = 5;
/** Bytes: five rows of five sources with their facets are far below this. */
const LARGEST_ANSWER = 512 * 1024;

const HOSTILE = [
  `' OR 1=1 --`,
  `"; DROP TABLE record; --`,
  `a" OR "b`,
  `NEAR(a b, 2) AND NOT (x) OR {t0 t1} : y ^z *`,
  `%_%`,
  `tag : "sdepartment"`,
  `*" OR tag:sealed OR "`,
  `${SEALED.number}' OR number LIKE '%`,
  'SEALEDPERSON',
  'zebrafinch',
  `\u202Egnirts desrever\u202C`,
  `\uD800 lone`,
  'nul\u0000byte',
  '🚔'.repeat(20),
  'a '.repeat(30),
  '${jndi:ldap://x}',
  '../../etc/passwd',
  '__proto__',
];

let seeded: SeededGateway;
let session: SignedIn;
beforeAll(async () => {
  seeded = await seededGateway();
  session = await atWork(seeded.gateway, 'jokafor', REASONS.detective);
});
afterAll(() => seeded.gateway.remove());

const search = (body: object): Promise<Answer> => seeded.gateway.call('search', { session, body });

/** An answered search: whole, in form, bounded, every source up, nothing sealed. */
function expectAnswered({ text }: Answer): void {
  const events = text
    .trimEnd()
    .split('\n')
    .map((line) => searchEventSchema.parse(JSON.parse(line)));
  expect(events.at(-1)?.event).toBe('done');
  for (const event of events) {
    if (event.event === 'rows') expect(event.rows.length).toBeLessThanOrEqual(LIMIT);
    if (event.event === 'source') expect(event.state).toBe('answered');
  }
  expect(Buffer.byteLength(text)).toBeLessThan(LARGEST_ANSWER);
  const rows = events.flatMap((event) => (event.event === 'rows' ? event.rows : []));
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${SEALED.number}|SEALEDPERSON|zebrafinch`, 'i'));
}

function expectRefused({ status, json, text }: Answer): void {
  expect([400, 403, 404, 413, 415, 422]).toContain(status);
  expect(problemSchema.safeParse(json).success).toBe(true);
  // The reference is random letters, which may spell any of these names.
  const told = text.replaceAll(/urn:reference:[\w-]+/g, '');
  expect(told).not.toMatch(/sqlite|libsql|zod|fastify|node_modules|syntax error/i);
}

const text = fc.oneof(
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.constantFrom(...HOSTILE),
  fc.tuple(fc.constantFrom(...HOSTILE), fc.constantFrom(...HOSTILE)).map(([a, b]) => `${a} ${b}`.slice(0, 80)),
);
const TERM_TYPES = termSchema.options.map((option) => option.shape.type.value);
const term = fc.oneof(
  fc.record({
    type: fc.constantFrom('identifier', 'address', 'words', 'phrase', 'offence', 'exclude'),
    value: text,
  }),
  fc.record({ type: fc.constant('name'), value: text, match: fc.constantFrom('prefix', 'sounds') }),
  fc.record({
    type: fc.constant('plate'),
    value: fc.stringMatching(/^[A-Z0-9]{2,10}$/),
    match: fc.constantFrom('exact', 'starts', 'contains'),
  }),
  fc.record({ type: fc.constant('when'), from: fc.constantFrom('0001-01-01', '2026-02-28', '9999-12-31') }),
  fc.record({ type: fc.constantFrom(...TERM_TYPES), value: fc.oneof(text, fc.integer(), fc.anything()) }),
);

describe('the language of searches', () => {
  it('any list of terms is answered whole or refused in form, never an error of the gateway', async () => {
    const seen = { answered: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(term, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...SORTS),
        async (terms, sort) => {
          const answer = await search({ terms, sort, limit: LIMIT });
          if (answer.status === 200) expectAnswered(answer);
          else expectRefused(answer);
          seen[answer.status === 200 ? 'answered' : 'refused'] += 1;
        },
      ),
      { numRuns: 250 },
    );
    // Both ways out were taken, so neither check was idle.
    expect(Math.min(seen.answered, seen.refused)).toBeGreaterThan(10);
  });

  it.each(HOSTILE.map((value, at) => [at, value] as const))(
    'text %i finds nothing and opens nothing',
    async (_, value) => {
      for (const type of ['identifier', 'phrase', 'address'] as const) {
        const answer = await search({ terms: [{ type, value }], limit: LIMIT });
        if (answer.status === 200) {
          expectAnswered(answer);
          expect(answer.text).not.toContain('"event":"rows"');
        } else expectRefused(answer);
      }
    },
  );

  it.each([
    ['a day that is not', { terms: [{ type: 'when', from: '2026-02-30' }] }],
    ['a thirteenth month', { terms: [{ type: 'when', from: '2026-13-01' }] }],
    ['a year before years', { filters: { years: [0] }, terms: [{ type: 'words', value: 'honda' }] }],
    ['a 10 kB text', { terms: [{ type: 'words', value: 'honda '.repeat(1700) }] }],
    ['thirteen terms', { terms: Array.from({ length: 13 }, () => ({ type: 'words', value: 'honda' })) }],
    [
      'a prototype as a filter',
      JSON.parse('{"terms":[{"type":"words","value":"x"}],"filters":{"__proto__":{"kinds":[]}}}') as object,
    ],
    ['a source nobody has', { terms: [{ type: 'words', value: 'x' }], cursors: { constructor: 'x' } }],
  ])('%s is refused', async (_what, body) => {
    const answer = await search(body);
    expect([answer.status, answer.json.code]).toEqual([400, 'request.malformed']);
  });

  it('days the wrong way round find nothing', async () => {
    const answer = await search({ terms: [{ type: 'when', from: '2026-12-31', to: '2026-01-01' }], limit: LIMIT });
    if (answer.status === 200) expect(answer.text).not.toContain('"event":"rows"');
    else expectRefused(answer);
  });

  it('and afterwards everything is where it was', async () => {
    const answer = await search({ terms: [{ type: 'identifier', value: COMPLAINT.number }], limit: LIMIT });
    expectAnswered(answer);
    expect(answer.text).toContain(COMPLAINT.number);
  });
});

describe('every other route', () => {
  const takesNothing = (name: RouteName): boolean => ROUTES[name].body?.safeParse({}).success === true;
  const sending = ROUTE_NAMES.filter((name) => ROUTES[name].body !== null && name !== 'search');

  it('any body is answered or refused in form', async () => {
    const bodies = fc.oneof(
      fc.json({ maxDepth: 3 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .record({ purpose: text, text, seq: fc.anything(), record: text, section: text, username: text })
        .map((one) => JSON.stringify(one)),
    );
    await fc.assert(
      // What takes an empty body does what it says, and locking ends the session the other calls are made with.
      fc.asyncProperty(
        fc.constantFrom(...sending.filter((name) => name !== 'lock' && !takesNothing(name))),
        bodies,
        async (name, raw) => {
          const answer = await seeded.gateway.call(name, { session, raw });
          expectRefused(answer);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('any id in a path finds no record', async () => {
    const ids = fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9_-]{22}$/),
      text.map((one) => encodeURIComponent(one.toWellFormed()) || 'x'),
      fc.constantFrom('..', '.', '%00', '%2e%2e', '%_%', '%c0%ae'),
    );
    await fc.assert(
      fc.asyncProperty(ids, async (id) => {
        const answer = await seeded.gateway.call('record', { session, params: { id } });
        expect([400, 404]).toContain(answer.status);
        expect(answer.headers['cache-control']).toBe('no-store');
        expect(answer.text).not.toContain('/v1/records');
        expect(problemSchema.safeParse(answer.json).success).toBe(true);
      }),
      { numRuns: 80 },
    );
  });
});
