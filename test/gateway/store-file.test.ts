/** The embedded store's file: what it shows to who has no key, and with what it opens. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibsqlStore } from '../../gateway/adapters/store/libsql/open.ts';
import { KEY, openStoreFolder, type StoreFolder } from './store-folder.ts';
import { RECORDS } from './store-records.ts';

let open: StoreFolder;
beforeAll(async () => {
  open = await openStoreFolder();
  await open.store.put(RECORDS);
});
afterAll(async () => open.remove());

describe('the file', () => {
  it('shows no known plaintext in database, log or shared memory', () => {
    const bytes = open.bytes();
    expect(bytes.length).toBeGreaterThan(10_000);
    for (const plain of ['GALLAGHER', 'KLR4821', '2026-113-004512', 'driveway', 'CREATE TABLE', 'SQLite format 3']) {
      expect(bytes.includes(plain)).toBe(false);
      expect(bytes.includes(Buffer.from(plain, 'utf16le'))).toBe(false);
    }
  });

  it('does not open with another key, says so in one line and leaves the file as it was', async () => {
    const failed = openLibsqlStore({ file: open.file, key: new Uint8Array(32).fill(8) });
    await expect(failed).rejects.toMatchObject({ name: 'StoreOpenError', reason: 'wrong-key-or-damaged' });
    await failed.catch((error: unknown) => expect(String(error)).not.toContain('\n'));
    expect((await open.store.counts()).department).toBe(5);
  });

  it('is refused when it is not a store at all', async () => {
    const file = join(open.folder, 'noise.db');
    writeFileSync(file, Buffer.alloc(8192, 65));
    await expect(openLibsqlStore({ file, key: KEY })).rejects.toMatchObject({ reason: 'wrong-key-or-damaged' });
  });

  it('opens again with everything in it', async () => {
    const again = await openLibsqlStore({ file: open.file, key: KEY, readers: 1 });
    expect(await again.counts()).toEqual(await open.store.counts());
    await again.close();
  });
});
