/** The clauses a department runs against its own connector: ours keeps them all, and each wrong service is found out. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkConformance, type ClauseResult } from '../../gateway/source/conformance.ts';
import { sourceOpenApiText } from '../../gateway/source/openapi.ts';
import { record } from './store-records.ts';
import { openSourceBench, type SourceBench } from './sources-bench.ts';
import { answerOf, json, openWrongSource, wire, type Answering, type WrongSource } from './wrong-source.ts';

let bench: SourceBench;
let wrong: WrongSource;
beforeAll(async () => {
  [bench, wrong] = await Promise.all([openSourceBench({ sampleAnswerMs: null }), openWrongSource()]);
});
afterAll(async () => {
  await Promise.all([bench.remove(), wrong.stop()]);
});

const failed = (results: readonly ClauseResult[]): readonly string[] =>
  results.flatMap(({ clause, failure }) => (failure === null ? [] : [clause]));

it('our own service keeps every clause', async () => {
  const target = { url: bench.service.url, tls: bench.tls, source: 'warrants' } as const;
  const results = await checkConformance(target, { confirmations: true });
  expect(results.filter(({ failure }) => failure !== null)).toEqual([]);
  expect(results.length).toBeGreaterThanOrEqual(15);
});

describe('a service that breaks the contract fails the clause', () => {
  const GOOD = wire(record({ kind: 'warrant', number: 'W-1' }));
  /** Answers each route with the same document, whatever was asked. */
  const always =
    (documents: Readonly<Record<string, unknown>>): Answering =>
    (request, response) => {
      json(documents[request.url ?? ''] ?? {})(request, response);
    };
  const check = async (documents: Readonly<Record<string, unknown>>): Promise<readonly string[]> => {
    wrong.answer(always(documents));
    const target = { url: wrong.url, tls: wrong.tls, source: 'warrants' } as const;
    return failed(await checkConformance(target, { confirmations: true }));
  };
  const search = (...records: readonly (typeof GOOD)[]) => ({ '/v1/search': answerOf(records) });

  it('takes any question for one of its own', async () => {
    expect(await check(search(GOOD))).toEqual(
      expect.arrayContaining([
        'a question outside the contract is refused',
        'a question without a reason is refused (S26)',
        'a question that is too large is refused',
        'a ticket it never gave is refused',
      ]),
    );
  });

  it.each([
    ['health says whose records it keeps', { '/v1/health': { source: 'stolen', state: 'up', asOf: null, records: 1 } }],
    ['a search answers by the contract', { '/v1/search': { hits: [] } }],
    ['every record is of the source’s own kinds, with its letter, and not sealed', search({ ...GOOD, sealed: true })],
    [
      'every record is of the source’s own kinds, with its letter, and not sealed',
      search(wire(record({ kind: 'arrest', number: 'A-1' }))),
    ],
    [
      'hits come in falling order',
      { '/v1/search': { ...answerOf([GOOD, GOOD]), hits: answerOf([GOOD, GOOD]).hits.toReversed() } },
    ],
    ['outside the kinds of the scope nothing is found', search(GOOD)],
    ['outside the precinct of the scope nothing is found', search({ ...GOOD, precinct: 1 })],
    [
      'a record is found again by its id, and an unknown id finds none',
      { ...search(GOOD), '/v1/record': { record: GOOD, asOf: null } },
    ],
    [
      'neighbours stay inside the scope, and are not the record itself',
      { ...search(GOOD), '/v1/linked': { links: [{ record: GOOD, relation: 'same', shared: null }], more: 0 } },
    ],
    [
      'nothing is confirmed at the moment it is asked (S14, S15)',
      {
        ...search(GOOD),
        '/v1/confirmation-requests': { ticket: 'a-ticket-of-it' },
        '/v1/confirmation-answers': { state: 'confirmed' },
      },
    ],
  ])('%s', async (clause, documents) => {
    expect(await check(documents)).toContain(clause);
  });
});

it('the documented contract is the one in force', () => {
  // After a change of the contract: `gateway source contract` prints it.
  const written = readFileSync(new URL('../../docs/openapi-source.json', import.meta.url), 'utf8');
  expect(JSON.parse(written)).toEqual(JSON.parse(sourceOpenApiText()));
});
