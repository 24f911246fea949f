/** A department that says after how many years its records are archived, through a running gateway: told wherever a record is. */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SearchEvent } from '../../shared/records/search.ts';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { atWork, question, REASONS, seed, told } from './desk-gateway.ts';
import { TestGateway } from './gateway-harness.ts';
import { mention, record } from './store-records.ts';

/** Whatever year it is. */
const ofYear = (yearsAgo: number): string => `${String(new Date().getUTCFullYear() - yearsAgo)}-01-02`;
const PLATE = 'ARC2010';
const named = { mentions: [mention('plate', PLATE)] };
const OLD = record({ kind: 'complaint', number: '2010-113-000010', occurredAt: `${ofYear(12)}T03:04`, ...named });
const RECENT = record({
  ...{ kind: 'arrest', number: 'Q24600010', occurredAt: ofYear(6), ...named },
  links: [{ kind: 'complaint', number: OLD.number, relation: 'complaint of this arrest' }],
});
const CALL = record({ kind: 'call911', number: 'J20-113-000010', occurredAt: `${ofYear(6)}T09:00`, ...named });
const UNDATED = record({ kind: 'case', number: 'C-113-000010', occurredAt: null, ...named });
const STOLEN = record({ kind: 'stolen', number: 'ST-000010', occurredAt: ofYear(30), ...named });
/** As the department below archives them. */
const SINCE = { [OLD.number]: ofYear(2), [CALL.number]: ofYear(1) };

let gateway: TestGateway;
let ids: ReadonlyMap<string, string>;
let officer: SignedIn;
beforeAll(async () => {
  gateway = new TestGateway();
  ids = await seed(gateway.folder, [OLD, RECENT, CALL, UNDATED, STOLEN]);
  const department = { archiveAfterYears: { default: 10, call911: 5 } };
  writeFileSync(gateway.file('sources.json'), JSON.stringify({ department }));
  await gateway.start();
  officer = await atWork(gateway, 'mrivera', REASONS.officer);
});
afterAll(() => gateway.remove());

interface Told {
  readonly number: string;
  readonly archivedAt?: string | null | undefined;
}
const archivedOf = (all: readonly Told[]): Record<string, string> =>
  Object.fromEntries(all.flatMap(({ number, archivedAt }) => (archivedAt == null ? [] : [[number, archivedAt]])));
const rowsNow = async (): Promise<readonly Told[]> => {
  const { text } = await gateway.call('search', { session: officer, body: question(PLATE) });
  const lines = text.trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as SearchEvent);
  return events.flatMap((event) => (event.event === 'rows' ? event.rows : []));
};
const open = (number: string) => told(gateway, 'record', { session: officer, params: { id: ids.get(number)! } });

it('S4: a row of the department says since when it is archived; younger, undated and foreign ones are live', async () => {
  const rows = await rowsNow();
  expect(rows).toHaveLength(5);
  expect(archivedOf(rows)).toEqual(SINCE);
});

it('S4: the opened record says so, and its links say it of the others', async () => {
  expect((await open(OLD.number)).archivedAt).toBe(SINCE[OLD.number]);
  const view = await open(RECENT.number);
  expect(view.archivedAt).toBeNull();
  expect(view.links.map(({ number }) => number)).toContain(STOLEN.number);
  expect(archivedOf(view.links)).toEqual(SINCE);
});

it('S4: every record of the drawing says so, the one in the middle too', async () => {
  const { nodes } = await told(gateway, 'neighbourhood', { session: officer, params: { id: ids.get(OLD.number)! } });
  expect(nodes[0]?.archivedAt).toBe(SINCE[OLD.number]);
  expect(archivedOf(nodes)).toEqual(SINCE);
});

it('S4: a department that says nothing archives nothing, and nothing was written to its records', async () => {
  await gateway.stop();
  writeFileSync(gateway.file('sources.json'), '{}');
  await gateway.start();
  officer = await atWork(gateway, 'mrivera', REASONS.officer);
  expect(archivedOf(await rowsNow())).toEqual({});
  expect((await open(OLD.number)).archivedAt).toBeNull();
});
