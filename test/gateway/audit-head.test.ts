/** The end of the audit log: its head in two places, rows that go with the next, and a thread that dies. */
import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAuditDatabase } from '../../gateway/adapters/audit/audit-database.ts';
import { HeadFile, readHead } from '../../gateway/adapters/audit/head.ts';
import { openAuditLog } from '../../gateway/adapters/audit/libsql-audit-log.ts';
import type { AuditEntry } from '../../gateway/ports/audit-log.ts';
import { movableClock } from './gateway-harness.ts';

const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const keys = { store: key(1), queryText: key(2), head: key(3) };
const SEARCH: AuditEntry = { action: 'search', outcome: 'ok', username: 'mrivera' };
const END: AuditEntry = { action: 'search.end', outcome: 'ok', username: 'mrivera' };
let folder = '';
const file = (name: string): string => join(folder, name);
const log = (check = true): ReturnType<typeof openAuditLog> =>
  openAuditLog({ file: file('audit.db'), headFile: file('audit.head'), clock: movableClock(), keys }, { check });

/** Each row in a batch of its own, so that each has had its head. */
const fill = async (rows: number): Promise<void> => {
  const audit = log();
  for (let n = 0; n < rows; n += 1) await audit.append(SEARCH);
  await audit.close();
};
const cutTo = (seq: number): void => {
  const database = openAuditDatabase(file('audit.db'), keys.store);
  database.exec(`DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE seq > ${seq}`);
  database.close();
};
const report = async (): Promise<unknown> => {
  const audit = log(false);
  try {
    return await audit.verify();
  } finally {
    await audit.close();
  }
};
const APART = 4096;
/** Changes the bytes of one place of the head. */
const spoil = (place: number, change: (file: Buffer, from: number) => void): void => {
  const bytes = readFileSync(file('audit.head'));
  change(bytes, place * APART);
  writeFileSync(file('audit.head'), bytes, { mode: 0o600 });
};
const blank = (bytes: Buffer, from: number): void => void bytes.fill(' ', from, from + 512);
const newerPlace = (): number => {
  const seqAt = (from: number): number =>
    Number(/"seq":(\d+)/.exec(readFileSync(file('audit.head')).toString('latin1', from))?.[1]);
  return seqAt(0) > seqAt(APART) ? 0 : 1;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-head-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the head', () => {
  it('is the newer of the two that were written last', () => {
    const head = new HeadFile(file('audit.head'), keys.head);
    for (let seq = 1; seq <= 5; seq += 1) {
      head.write({ seq, hash: `hash ${seq}` });
      expect(readHead(file('audit.head'), keys.head)).toEqual({ seq, hash: `hash ${seq}`, damaged: false });
    }
    head.close();
    expect(readHead(file('audit.head'), key(4))).toBe('forged');
  });

  it('AU-9: a newer head that is damaged leaves the older one, and a log that ends there has lost its last rows', async () => {
    await fill(4);
    spoil(newerPlace(), blank);
    // As when power failed while the head of row 4 was written: row 4 is there.
    expect(await report()).toMatchObject({ intact: true, rows: 4 });
    cutTo(3);
    expect(() => log()).toThrow(/tampered/);
    expect(await report()).toEqual({ intact: false, seq: 4, problem: 'cut' });
  });

  it('AU-9: the older head put over the newer one is no head', async () => {
    await fill(4);
    const newer = newerPlace();
    spoil(newer, (bytes, from) => void bytes.copy(bytes, from, APART - from, APART - from + 512));
    cutTo(3);
    expect(() => log()).toThrow(/tampered/);
    expect(await report()).toEqual({ intact: false, seq: 4, problem: 'cut' });
  });

  it('AU-9: the log put back to an older copy of itself does not open', async () => {
    await fill(3);
    const names = readdirSync(folder).filter((name) => name.startsWith('audit.db'));
    const older = names.map((name) => readFileSync(file(name)));
    await fill(2);
    for (const name of readdirSync(folder)) if (name.startsWith('audit.db')) rmSync(file(name));
    names.forEach((name, at) => writeFileSync(file(name), older[at] ?? ''));
    expect(() => log()).toThrow(/tampered.*missing at its end/);
    expect(await report()).toEqual({ intact: false, seq: 4, problem: 'cut' });
  });

  it('a head of the form before is read, and the next row writes the new one', async () => {
    await fill(3);
    const found = readHead(file('audit.head'), keys.head);
    if (typeof found === 'string') throw new Error(found);
    const { seq, hash } = found;
    const mac = createHmac('sha256', keys.head).update(`${seq}:${hash}`).digest('hex');
    writeFileSync(file('audit.head'), JSON.stringify({ seq, hash, mac }), { mode: 0o600 });
    await fill(1);
    expect(readFileSync(file('audit.head'))).toHaveLength(APART + 512);
    expect(await report()).toMatchObject({ intact: true, rows: 4 });
  });

  it('AU-9: one place alone, cut out of the file, is no head', async () => {
    await fill(3);
    const bytes = readFileSync(file('audit.head'));
    const from = newerPlace() * APART;
    writeFileSync(file('audit.head'), bytes.subarray(from, from + 512), { mode: 0o600 });
    expect(() => log()).toThrow(/tampered/);
  });

  it('taken away while the log is written, it is there again with the next row', async () => {
    const audit = log();
    await audit.append(SEARCH);
    rmSync(file('audit.head'));
    await audit.append(SEARCH);
    await audit.close();
    expect(await report()).toMatchObject({ intact: true, rows: 2 });
  });
});

describe('a row that goes with the next', () => {
  it('keeps its place before it, and is there for who reads', async () => {
    const audit = log();
    const begun = await audit.append(SEARCH);
    const ended = audit.append(END, 'with-next');
    const next = await audit.append(SEARCH);
    expect([(await ended).seq, next.seq]).toEqual([begun.seq + 1, begun.seq + 2]);
    void audit.append(END, 'with-next');
    expect((await audit.page({ limit: 1 }, null)).rows[0]).toMatchObject({ action: 'search.end', seq: next.seq + 1 });
    await audit.close();
  });

  it('comes to the disk without another, and when the log is closed', async () => {
    const audit = log();
    await audit.append(END, 'with-next');
    const last = audit.append(END, 'with-next');
    await audit.close();
    await last;
    expect(await report()).toMatchObject({ intact: true, rows: 2 });
  });
});

describe('AU-5: a thread that dies', () => {
  it('refuses what waits for it; the next row starts another, and the chain has each row once', async () => {
    const workers: Worker[] = [];
    const note = (worker: Worker): void => void workers.push(worker);
    process.on('worker', note);
    const audit = log();
    try {
      const appends = Array.from({ length: 3 }, () => audit.append(SEARCH));
      const late = new Promise<PromiseSettledResult<unknown>[]>((resolve) => {
        // The thread exists once this turn is over; it has not opened its file yet.
        setImmediate(() => {
          appends.push(audit.append(END, 'with-next'));
          void workers[0]?.terminate();
          resolve(Promise.allSettled(appends));
        });
      });
      const results = await late;
      const refused = results.filter(({ status }) => status === 'rejected');
      expect(workers).toHaveLength(2);
      // The row that was appended after them was under way in no thread: another has written it.
      expect([refused.length, results.length]).toEqual([3, 4]);
      for (const { reason } of refused as PromiseRejectedResult[])
        expect(reason).toMatchObject({ fault: { code: 'audit.unavailable' } });
      await audit.append(SEARCH);
      const rows = (await audit.page({ limit: 10 }, null)).rows.map(({ seq, action }) => [seq, action]);
      expect(rows).toEqual([
        [2, 'search'],
        [1, 'search.end'],
      ]);
      // Idle, it dies unnoticed.
      await workers[1]?.terminate();
      await audit.append(SEARCH);
      expect(workers).toHaveLength(3);
    } finally {
      process.off('worker', note);
      await audit.close();
    }
    expect(await report()).toMatchObject({ intact: true, rows: 3 });
  });
});
