/** The database threads: a write holds up no read, and a failure crosses as a code without the values it was about. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ThreadChannel } from '../../gateway/adapters/store/libsql/channel.ts';
import { ReadingPool } from '../../gateway/adapters/store/libsql/reading-pool.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import { KEY, openStoreFolder, type StoreFolder } from './store-folder.ts';
import { COMPLAINT, mention, record, RECORDS } from './store-records.ts';

const QUERY = { filters: {}, sort: 'best', limit: 10, after: null } as const;
const SCOPE = { kinds: RECORD_KINDS, precinct: null, hiddenTags: [], juvenile: true };
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
  const found = await open.store.search(
    'department',
    { ...QUERY, terms: [{ type: 'plate', value: 'KLR4821', match: 'exact' }] },
    SCOPE,
  );
  ends.push('search');
  await writing;
  expect(ends).toEqual(['search', 'write']);
  expect(found.count).toBe(2);
});

it('four threads search while records are put: a record is found by the next search after its put', async () => {
  const own = await openStoreFolder(4);
  let writing = true;
  const searching = Array.from({ length: 4 }, async () => {
    let answered = 0;
    for (; writing || answered === 0; answered += 1) {
      await own.store.search('department', { ...QUERY, terms: [{ type: 'kind', value: 'call311' }] }, SCOPE);
    }
    return answered;
  });
  for (let at = 0; at < 12; at += 1) {
    const plate = `NOW${String(at).padStart(4, '0')}`;
    const batch = Array.from({ length: 40 }, (_, nth) =>
      record({ kind: 'call311', number: `${String(at)}-${String(nth)}`, mentions: [mention('plate', plate)] }),
    );
    await own.store.put(batch);
    const terms = [{ type: 'plate', value: plate, match: 'exact' }] as const;
    expect((await own.store.search('department', { ...QUERY, terms }, SCOPE)).count).toBe(40);
  }
  writing = false;
  expect(Math.min(...(await Promise.all(searching)))).toBeGreaterThan(0);
  await own.remove();
});

it('a reading thread that ended is replaced; what it was asked is told as a fault', async () => {
  const ended = await ReadingPool.open({ file: open.file, key: KEY, access: 'read' }, 1);
  const first = ended.free;
  const asked = first?.ask('search', 'department', { ...QUERY, terms: [{ type: 'words', value: 'honda' }] }, SCOPE);
  const failed = expect(asked).rejects.toMatchObject({ name: 'StoreFault' });
  await first?.close();
  await failed;
  await expect.poll(() => ended.free, { timeout: 10_000 }).not.toBeNull();
  expect(ended.free).not.toBe(first);
  expect(await ended.free?.ask('find', 'complaint', COMPLAINT.number)).toMatchObject({ number: COMPLAINT.number });
  await ended.close();
});

it('however many count to the end, a thread stays for who searches', async () => {
  const pool = await ReadingPool.open({ file: open.file, key: KEY, access: 'read' }, 2);
  const query = { terms: [{ type: 'words', value: 'honda' }], filters: {} } as const;
  const counts = [1, 2, 3].map(async () => (await pool.counting?.ask('count', 'department', query, SCOPE))?.count);
  const searched = [1, 2, 3, 4].map(async () => {
    expect(pool.free).not.toBe(pool.counting);
    return (await pool.free?.ask('search', 'department', { ...QUERY, ...query }, SCOPE))?.count;
  });
  expect(pool.counting?.counting).toBe(3);
  expect(await Promise.all(counts)).toEqual([1, 1, 1]);
  expect(await Promise.all(searched)).toEqual([1, 1, 1, 1]);
  await pool.close();
});

it('a search whose caller left ends at once, and one that was waiting is never begun', async () => {
  const reader = await ThreadChannel.open({ file: open.file, key: KEY, access: 'read' });
  const left = new AbortController();
  const query = { ...QUERY, terms: [{ type: 'words', value: 'honda' }] } as const;
  const before = reader.ask('counts');
  const waiting = reader.askFor({ signal: left.signal }, 'search', 'department', query, SCOPE);
  const after = reader.askFor({ signal: new AbortController().signal }, 'search', 'department', query, SCOPE);
  left.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'StoreFault', code: 'CANCELLED' });
  await before;
  expect((await after).count).toBe(1);
  await expect(reader.askFor({ signal: left.signal }, 'counts')).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(reader.load).toBe(0);
  await reader.close();
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
