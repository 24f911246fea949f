import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSealedMediaStore } from '../adapters/media/sealed-media-store.ts';
import type { MediaStore } from '../ports/media-store.ts';
import { heroRecords } from './hero-records.ts';
import { HERO } from './hero.ts';
import { ensureSampleMedia, SAMPLE_MEDIA } from './media.ts';

const folder = mkdtempSync(join(tmpdir(), 'sample-media-'));
let store: MediaStore;
beforeAll(async () => {
  store = openSealedMediaStore(folder, new Uint8Array(32).fill(8));
  await ensureSampleMedia(store);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FIRST_BYTES = { 'image/png': '89504e47', 'audio/wav': '52494646', 'video/webm': '1a45dfa3' } as const;

it('the sample’s pictures and recordings are what they say, and small', async () => {
  let bytes = 0;
  for (const { ref, type } of Object.values(SAMPLE_MEDIA)) {
    const found = await store.find(ref);
    expect(found?.type, ref).toBe(type);
    expect(Buffer.from(await store.piece(ref, 0, 4)).toString('hex'), ref).toBe(FIRST_BYTES[type]);
    bytes += found?.bytes ?? 0;
  }
  expect(bytes).toBeLessThan(400 * 1024);
});

it('what the scenario’s records name is there, and told without saying where', async () => {
  const rows = heroRecords().flatMap(({ number, body }) => (body['media'] ?? []).map((row) => ({ number, row })));
  expect(rows.map(({ number }) => number)).toEqual([HERO.complaint, HERO.complaint, HERO.invoice]);
  for (const { row } of rows) {
    expect(await store.find(String(row['mediaRef']))).not.toBeNull();
    for (const key of ['kind', 'title', 'recording']) expect(typeof row[key], key).toBe('string');
  }
});
