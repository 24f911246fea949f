/** Any bytes as a file give a report or a clear failure: never a crash, never a row written and not reported. */
import * as fc from 'fast-check';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importFile } from '../../gateway/adapters/import/import-file.ts';
import { ImportFailure } from '../../gateway/adapters/import/import-report.ts';
import { crashes, crashesCsv, personsCsv } from './collision-files.ts';
import { arrestRow, arrestsCsv, importBytes, memoryStore, temporaryFolder, TODAY } from './import-fixtures.ts';

async function holds(content: Uint8Array): Promise<void> {
  const path = join(temporaryFolder(), 'any.csv');
  writeFileSync(path, content);
  const store = memoryStore();
  const rejectsPath = join(dirname(path), 'rejects.csv');
  try {
    const report = await importFile({ store, path, rejectsPath, today: TODAY });
    expect(report.finished).toBe(true);
    expect(report.rows).toBe(report.stored + report.repeated + report.refused);
    expect(store.records.size).toBe(report.stored);
  } catch (error) {
    if (!(error instanceof ImportFailure)) throw error;
    expect(error.code).not.toBe('store');
    expect(store.records.size).toBe(error.report?.stored ?? 0);
  } finally {
    rmSync(dirname(path), { recursive: true });
  }
}

const text = (value: string): Uint8Array => Buffer.from(value, 'utf8');
const packed = (content: Uint8Array, gzip: boolean): Uint8Array => (gzip ? gzipSync(content) : content);

describe('any bytes', () => {
  it('as a whole file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.boolean(), (bytes, gzip) => holds(packed(bytes, gzip))),
      { numRuns: 150 },
    );
  });

  it('as rows below a known header', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 3000 }), fc.boolean(), (rows, gzip) =>
        holds(packed(text(arrestsCsv(arrestRow(), rows)), gzip)),
      ),
      { numRuns: 150 },
    );
  });

  it('as the cells of well-formed rows', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 60 }).map((value) => `"${value.replaceAll('"', '""')}"`);
    const row = fc.record({ key: cell, date: cell, offence: cell, precinct: cell, age: cell, lat: cell, lon: cell });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), (rows) =>
        holds(text(arrestsCsv(...rows.map((cells) => arrestRow(cells))))),
      ),
      { numRuns: 150 },
    );
  });

  it('as the rows of persons: each one is joined to its collision, or refused', async () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom('9900001', '9900002', '7'));
    const row = fc.record({ UNIQUE_ID: cell, COLLISION_ID: cell, PED_ROLE: cell, PERSON_AGE: cell, VEHICLE_ID: cell });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        const store = memoryStore();
        const first = await importBytes(crashesCsv(crashes(2)), { store });
        const { report, path } = await importBytes(personsCsv(rows), { store });
        for (const written of [first.path, path]) rmSync(dirname(written), { recursive: true });
        expect(report.rows).toBe(report.stored + report.repeated + report.refused);
        const joined = [...store.records.values()].flatMap(({ body }) => body['persons'] ?? []);
        expect(joined).toHaveLength(report.stored);
        expect(store.records.size).toBe(2);
      }),
      { numRuns: 60 },
    );
  });

  it('cut anywhere or with a byte changed anywhere, packed', async () => {
    const whole = gzipSync(arrestsCsv(...Array.from({ length: 200 }, (_, key) => arrestRow({ key: String(key + 1) }))));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const bytes = Buffer.from(cut ? whole.subarray(0, at) : whole);
        if (!cut) bytes[at] = byte;
        return holds(bytes);
      }),
      { numRuns: 150 },
    );
  });
});
