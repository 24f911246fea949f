/** The database threads: a write holds up no read, and a failure crosses as a code without the values it was about. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ThreadChannel } from '../../gateway/adapters/store/libsql/channel.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import { KEY, openStoreFolder, type StoreFolder } from './store-folder.ts';
import { COMPLAINT, mention, record, RECORDS } from './store-records.ts';

let open: StoreFolder;
beforeAll(async () => {
  open = await openStoreFolder();
  await open.store.put(RECORDS);
});
afterAll(async () => open.remove());

it('a search is answered while a large write goes on, from what was written before', async () => {
  const many = Array.from({ length: 4_000 }, (_, at) =>
    record({ kind: 'call311', number: `2${String(at).padStart(7, '0')}`, mentions: [mention('plate', 'KLR4821')] }),
  );
  const ends: string[] = [];
  const writing = open.store.put(many).then(() => ends.push('write'));
  const query = { filters: {}, sort: 'best', limit: 10, after: null } as const;
  const scope = { kinds: RECORD_KINDS, precinct: null, hiddenTags: [], juvenile: true };
  const found = await open.store.search(
    'department',
    { ...query, terms: [{ type: 'plate', value: 'KLR4821', match: 'exact' }] },
    scope,
  );
  ends.push('search');
  await writing;
  expect(ends).toEqual(['search', 'write']);
  expect(found.count).toBe(2);
});

it('a refused write names the failure, not the record', async () => {
  const failed = open.store.put([{ ...COMPLAINT, offence: {} as unknown as string, precinct: 7 }]);
  const error = await failed.then(
    () => null,
    (caught: unknown) => (caught instanceof Error ? caught : null),
  );
  expect(error?.name).toBe('StoreFault');
  expect(`${error?.message ?? ''}${error?.stack ?? ''}`).not.toMatch(/GALLAGHER|KLR4821|4512/);
  expect((await open.store.find('complaint', COMPLAINT.number))?.precinct).toBe(113);
});

it('a reading thread cannot write, and a closed one answers with a fault', async () => {
  const reader = await ThreadChannel.open({ file: open.file, key: KEY, access: 'read' });
  await expect(reader.ask('put', [record({ kind: 'arrest', number: 'Q26999999' })])).rejects.toMatchObject({
    name: 'StoreFault',
  });
  expect(await open.store.find('arrest', 'Q26999999')).toBeNull();
  await reader.close();
  expect(reader.alive).toBe(false);
  await expect(reader.ask('counts')).rejects.toMatchObject({ name: 'StoreFault' });
});
