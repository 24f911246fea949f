/** What is different since a person last looked, through a running gateway: their own looks only, and never by what they may not see. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewRecord } from '../../shared/records/definition.ts';
import type { RecordView } from '../../shared/records/view.ts';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { atWork, PHOTOGRAPHED, REASONS, seed, state, told } from './desk-gateway.ts';
import { TestGateway } from './gateway-harness.ts';

let gateway: TestGateway;
let id = '';
beforeAll(async () => {
  gateway = new TestGateway();
  id = (await seed(gateway.folder)).get(PHOTOGRAPHED.number)!;
  await gateway.start();
});
afterAll(() => gateway.remove());

const look = async (session: SignedIn): Promise<RecordView['changed']> =>
  (await told(gateway, 'record', { session, params: { id } })).changed;

const rewritten = async (change: Partial<NewRecord['body']>): Promise<void> => {
  await gateway.stop();
  await seed(gateway.folder, [{ ...PHOTOGRAPHED, body: { ...PHOTOGRAPHED.body, ...change } as NewRecord['body'] }]);
  await gateway.start();
};
const victim = { ...PHOTOGRAPHED.body['victims']![0] };

it('names the cells that changed, came or went since the same person’s last look, and is remembered over a restart', async () => {
  const officer = await atWork(gateway, 'mrivera', REASONS.officer);
  expect(await look(officer)).toBeNull();
  expect(await look(officer)).toMatchObject({ cells: [] });
  await rewritten({
    offence: [{ ...PHOTOGRAPHED.body['offence']![0], status: 'Closed', completion: 'COMPLETED' }],
    vehicles: [{ role: 'Stolen', plate: 'NY KLR4821', year: 2019, make: 'HONDA', color: 'BLACK' }],
  });
  const back = await atWork(gateway, 'mrivera', REASONS.officer);
  const changed = await look(back);
  expect(new Set(changed?.cells.map(({ section, row, field }) => `${section}/${String(row)}/${field}`))).toEqual(
    new Set(['offence/0/status', 'offence/0/completion', 'vehicles/0/model']),
  );
  expect(Date.parse(changed!.since)).toBeLessThanOrEqual(gateway.clock.now());
  expect(await look(back)).toMatchObject({ cells: [] });
  // Somebody else has not looked yet.
  expect(await look(await atWork(gateway, 'jokafor', REASONS.detective))).toBeNull();
});

it('S36: a masked cell that changed is not told of, and seeing more or less is no change', async () => {
  const detective = await atWork(gateway, 'jokafor', REASONS.detective);
  await look(detective);
  // As an officer on a job the victim is masked; as a detective of the case she is shown.
  await state(gateway, detective, REASONS.business);
  expect(await look(detective)).toMatchObject({ cells: [] });
  await state(gateway, detective, REASONS.detective);
  expect(await look(detective)).toMatchObject({ cells: [] });
  const officer = await atWork(gateway, 'mrivera', REASONS.officer);
  await look(officer);
  await rewritten({ victims: [{ ...victim, name: 'GALLAGHER, MAEVE', injury: 'None' }] });
  expect((await look(await atWork(gateway, 'mrivera', REASONS.officer)))?.cells).not.toContainEqual(
    expect.objectContaining({ section: 'victims', field: 'name' }),
  );
  const cells = (await look(await atWork(gateway, 'jokafor', REASONS.detective)))?.cells;
  expect(cells).toContainEqual({ section: 'victims', row: 0, field: 'name' });
  expect(cells).not.toContainEqual(expect.objectContaining({ field: 'injury' }));
});

it('thirty days later it is a first look again', async () => {
  const officer = await atWork(gateway, 'mrivera', REASONS.officer);
  expect(await look(officer)).not.toBeNull();
  gateway.clock.advance(31 * 86_400_000);
  expect(await look(await atWork(gateway, 'mrivera', REASONS.officer))).toBeNull();
});
