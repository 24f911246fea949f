/** The generated load: the same from the same seed, whole, linked, fictional, and neither lost nor doubled by a kill. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import { openDepartment } from '../../gateway/department.ts';
import { generateRecords, openLoad } from '../../gateway/generate/generate-records.ts';
import { loadStore } from '../../gateway/generate/load-store.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import { readDigits, readRecordNumber } from '../../shared/records/query/record-numbers.ts';
import { memoryStore, type MemoryStore } from './import-fixtures.ts';

const MAIN = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
const COUNT = 20_000;
let records: readonly NewRecord[];
beforeAll(async () => {
  records = [...(await generateRecords('test', COUNT))];
});

const print = (of: Iterable<NewRecord>): string => {
  const hash = createHash('sha256');
  for (const record of of) hash.update(JSON.stringify(record));
  return hash.digest('hex');
};
const printStore = (store: MemoryStore): string =>
  print([...store.records.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record));

describe('the load', () => {
  it('is the same from the same seed and number, and another from another seed', async () => {
    expect(print(await generateRecords('test', COUNT))).toBe(print(records));
    expect(print(await generateRecords('other', COUNT))).not.toBe(print(records));
  });

  it('makes any batch alone, so that nothing of the others need be kept', async () => {
    const load = await openLoad('test', COUNT);
    expect(print(load.batch(7))).toBe(print(records.slice(14_000, 16_000)));
  });

  it('has exactly as many as asked for, no number twice, every kind, and all labelled as sample', () => {
    expect(records).toHaveLength(COUNT);
    expect(new Set(records.map(({ kind, number }) => `${kind} ${number}`)).size).toBe(COUNT);
    for (const kind of RECORD_KINDS)
      expect(records.filter((record) => record.kind === kind).length).toBeGreaterThan(50);
    expect(new Set(records.map(({ origin }) => origin))).toEqual(new Set(['sample']));
  });

  it('writes numbers that are read as those of their kind', () => {
    for (const { kind, number } of records) {
      const read = readRecordNumber(number);
      const kinds = read === null ? readDigits(number).map((each) => each.kind) : [read.kind];
      expect(read?.value ?? number, number).toBe(number);
      expect(kinds, number).toContain(kind);
    }
  });

  it('lies over twenty years in the order of time, nothing of it in the future', () => {
    const years = Map.groupBy(records, ({ occurredAt }) => (occurredAt ?? '').slice(0, 4));
    expect([...years.keys()].sort()).toEqual(Array.from({ length: 21 }, (_, at) => String(2006 + at)));
    expect(years.get('2025')?.length ?? 0).toBeGreaterThan((years.get('2006')?.length ?? 0) * 1.3);
    expect(records.every(({ occurredAt }) => (occurredAt ?? '') < '2026-11-23T10:43')).toBe(true);
  });

  it('links the records of an incident, and names the same persons again and again', () => {
    const keys = new Set(records.map(({ kind, number }) => `${kind} ${number}`));
    const links = records.flatMap((record) => record.links);
    const found = links.filter(({ kind, number }) => keys.has(`${kind} ${number}`));
    expect(found.length / links.length).toBeGreaterThan(0.99);
    const persons = Map.groupBy(
      records.flatMap(({ mentions }) => mentions.filter(({ type }) => type === 'phone')),
      ({ value }) => value,
    );
    expect([...persons.values()].filter((mentions) => mentions.length > 3).length).toBeGreaterThan(500);
  });

  it('has sealed, juvenile and sex-crime records, a small share each', () => {
    for (const mark of ['sealed', 'juvenile', 'sexCrime'] as const) {
      const share = records.filter((record) => record[mark]).length / COUNT;
      expect(share, mark).toBeGreaterThan(0.001);
      expect(share, mark).toBeLessThan(0.05);
    }
  });

  it('tells each complaint in 30 to 60 words', () => {
    for (const { kind, body } of records) {
      if (kind !== 'complaint') continue;
      const words = String(body['narrative']?.[0]?.['text']).split(' ').length;
      expect(words).toBeGreaterThanOrEqual(27);
      expect(words).toBeLessThanOrEqual(60);
    }
  });
});

describe('writing it', () => {
  it('stopped and begun again, is the same as never stopped; once done, does nothing', async () => {
    const whole = memoryStore();
    await loadStore({ store: whole, seed: 'test', records: 9000 });
    const halting = memoryStore();
    const stop = new AbortController();
    const onProgress = (done: number): void => {
      if (done === 6000) stop.abort();
    };
    const stopped = loadStore({ store: halting, seed: 'test', records: 9000, onProgress, signal: stop.signal });
    await expect(stopped).rejects.toThrow();
    expect(halting.records.size).toBeLessThan(9000);
    const { resumedAt } = await loadStore({ store: halting, seed: 'test', records: 9000 });
    expect(resumedAt).toBeGreaterThan(0);
    expect(printStore(halting)).toBe(printStore(whole));
    expect(await loadStore({ store: halting, seed: 'test', records: 9000 })).toEqual({ resumedAt: 9000 });
  });

  it('killed in the middle, goes on after the last whole batch and ends with exactly as many records', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'generate-'));
    const run = (until: RegExp | null): Promise<string> =>
      new Promise((resolve) => {
        const flags = ['generate', '--records', '9000', '--data', folder];
        const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ['ignore', 'pipe', 'ignore'] });
        let out = '';
        child.stdout.on('data', (chunk: Buffer) => {
          out += chunk.toString();
          if (until?.test(out) === true) child.kill('SIGKILL');
        });
        child.on('close', () => {
          resolve(out);
        });
      });
    try {
      expect(await run(/\d of/)).not.toContain('9,000 of 9,000');
      expect(await run(null)).toContain('9,000 of 9,000');
      const department = await openDepartment({ dataFolder: folder, clock: systemClock, keyStore: 'auto' });
      const counts = await department.store.counts();
      await department.close();
      const load = await openLoad('1', 9000);
      const made = Array.from({ length: load.batches }, (_, at) => load.batch(at)).flat();
      const open = made.filter(({ sealed }) => !sealed).length;
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(open);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
