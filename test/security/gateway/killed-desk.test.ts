/** The gateway killed with saved searches, pins and a picture open: afterwards they are there again, and the disk says nothing of them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { atWork, PHOTOGRAPHED, question, REASONS, refusal, seed, told } from '../../gateway/desk-gateway.ts';
import { GatewayProcess } from './gateway-process.ts';

const process = new GatewayProcess();
const { gateway } = process.rig;
let id = '';
beforeAll(async () => {
  id = (await seed(gateway.folder)).get(PHOTOGRAPHED.number)!;
  await process.start();
});
afterAll(async () => {
  await process.end();
  await gateway.remove();
});

it('S6, S33: what was kept outlives a kill, what was open does not, and neither is on the disk in clear', async () => {
  const session = await atWork(gateway, 'mrivera', REASONS.officer);
  const body = { name: 'Zebrafinch watch', request: question('ZBR4477'), alert: true, arrival: { department: 1 } };
  const saved = await told(gateway, 'saveSearch', { session, body });
  await told(gateway, 'pin', { session, body: { record: id } });
  await gateway.call('search', { session, body: question('ZBR4477') });
  await told(gateway, 'record', { session, params: { id } });
  const place = { record: id, section: 'media', row: 0 };
  const { ticket } = await told(gateway, 'openMedia', { session, body: place });
  expect((await gateway.call('mediaPiece', { session, body: { ticket, offset: 0 } })).status).toBe(200);
  const secrets = ['Zebrafinch watch', 'ZBR4477', 'zebrafinch picture bytes', ticket, id];
  expect(process.places(secrets)).toEqual([]);

  await process.end('SIGKILL');
  expect(process.places(secrets)).toEqual([]);
  await process.start();
  const back = await atWork(gateway, 'mrivera', REASONS.officer);
  expect(await told(gateway, 'savedSearches', { session: back })).toEqual({ searches: [saved] });
  expect((await told(gateway, 'pins', { session: back })).pins.map(({ record }) => record)).toEqual([id]);
  expect((await told(gateway, 'tourSearches', { session: back })).searches).toMatchObject([
    { request: { terms: question('ZBR4477').terms }, count: 0 },
  ]);
  expect((await told(gateway, 'record', { session: back, params: { id } })).changed).toMatchObject({ cells: [] });
  const piece = await gateway.call('mediaPiece', { session: back, body: { ticket, offset: 0 } });
  expect(refusal(piece)).toEqual([410, 'media.closed', 'S6']);
});
