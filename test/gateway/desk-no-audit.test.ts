/** AU-5: no audit, no picture, no graph, no copy, no print, nothing saved or pinned. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import { openLibsqlDeskStore } from '../../gateway/adapters/desk/libsql-desk-store.ts';
import { openSealedMediaStore } from '../../gateway/adapters/media/sealed-media-store.ts';
import { createCopies } from '../../gateway/core/copies.ts';
import { createDesk } from '../../gateway/core/desk.ts';
import type { LiveSession } from '../../gateway/core/identity/live-session.ts';
import { createMedia } from '../../gateway/core/media.ts';
import { createNeighbourhoods } from '../../gateway/core/neighbourhood.ts';
import { createPrints } from '../../gateway/core/prints.ts';
import { createRecordOpening } from '../../gateway/core/record-opening.ts';
import type { DeskStore } from '../../gateway/ports/desk-store.ts';
import type { MediaStore } from '../../gateway/ports/media-store.ts';
import { saveSearchSchema } from '../../shared/session/desk.ts';
import { PHOTOGRAPHED, question } from './desk-gateway.ts';
import { OFFICER, openDesk, type Desk } from './records-desk.ts';

const KEY = new Uint8Array(32).fill(4);
const OWNER = 'account-one';
const folder = mkdtempSync(join(tmpdir(), 'desk-no-audit-'));
const session = { id: OFFICER.sessionId, locks: 0 } as LiveSession;
let records: Desk;
let deskStore: DeskStore;
let mediaStore: MediaStore;
let id = '';

beforeAll(async () => {
  records = await openDesk();
  await records.store.put([PHOTOGRAPHED]);
  id = await records.idOf(PHOTOGRAPHED.kind, PHOTOGRAPHED.number);
  deskStore = await openLibsqlDeskStore({ file: join(folder, 'desk.db'), key: KEY });
  mediaStore = openSealedMediaStore(join(folder, 'media'), KEY);
  await mediaStore.put('test/scene', 'image/png', Buffer.from('picture'));
});
afterAll(async () => {
  await deskStore.close();
  await records.remove();
  rmSync(folder, { recursive: true, force: true });
});

it('each is answered while rows can be written, and none when they cannot', async () => {
  const { audit, sources } = records;
  const opening = createRecordOpening({ sources, audit });
  const desk = createDesk({
    ...{ desk: deskStore, opening, sources, audit, clock: systemClock, seenKey: KEY },
    ...{ journal: { failure: () => undefined }, tourEnd: (now) => now + 2 * 3_600_000 },
  });
  const media = createMedia({ store: mediaStore, opening, audit, clock: systemClock });
  const asked = saveSearchSchema.parse({ name: 'Sedan', request: question('KLR4821'), alert: false, arrival: {} });
  const steps = {
    copy: () => createCopies({ opening, audit }).copy(OFFICER, { record: id, section: 'row', row: 0, field: 'number' }),
    print: () => createPrints({ opening, audit }).leave(OFFICER, [id]),
    graph: () => createNeighbourhoods({ opening, sources, audit }).around(OFFICER, id),
    media: () => media.open(OFFICER, session, { record: id, section: 'media', row: 0 }),
    pin: () => desk.pins.pin(OFFICER, OWNER, id),
    pins: () => desk.pins.of(OFFICER, OWNER),
    unpin: () => desk.pins.unpin(OFFICER, OWNER, 'D'.padEnd(22, 'A')),
    save: () => desk.saved.save(OFFICER, OWNER, asked),
    forget: () => desk.saved.forget(OFFICER, OWNER, kept),
  };
  const kept = (await desk.saved.save(OFFICER, OWNER, asked)).id;
  for (const step of ['copy', 'print', 'graph', 'media', 'pin', 'pins', 'unpin', 'save'] as const)
    await expect(steps[step](), step).resolves.toBeDefined();
  const before = [await deskStore.saved(OWNER), await deskStore.pins(OWNER, Date.now())];
  await records.closeAudit();
  for (const [name, step] of Object.entries(steps))
    await expect(step(), name).rejects.toMatchObject({ fault: { code: 'audit.unavailable' } });
  expect([await deskStore.saved(OWNER), await deskStore.pins(OWNER, Date.now())]).toEqual(before);
});
