/** The audit log on a real encrypted file: the chain finds every tampering, and a log that fails stops the answers. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAuditDatabase } from '../../gateway/adapters/audit/audit-database.ts';
import { openAuditLog } from '../../gateway/adapters/audit/libsql-audit-log.ts';
import { masterKey } from '../../gateway/adapters/keys/master-key.ts';
import { subkey } from '../../gateway/adapters/keys/subkeys.ts';
import { movableClock, TestGateway } from './gateway-harness.ts';

const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const keys = { store: key(1), queryText: key(2), head: key(3) };
const clock = movableClock();
let folder = '';
const log = (check = true): ReturnType<typeof openAuditLog> =>
  openAuditLog({ file: join(folder, 'audit.db'), headFile: join(folder, 'audit.head'), clock, keys }, { check });
/** What somebody with the key and SQL could do: the triggers dropped first. */
const tamper = (sql: string): void => {
  const database = openAuditDatabase(join(folder, 'audit.db'), keys.store);
  database.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;');
  database.exec(sql);
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

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fill = async (rows: number): Promise<void> => {
  const audit = log();
  for (let n = 1; n <= rows; n += 1) {
    await audit.append({
      action: 'search',
      outcome: 'ok',
      username: 'mrivera',
      command: 113,
      queryText: `{"plate":"QZX${n}417"}`,
    });
  }
  await audit.close();
};

describe('chain', () => {
  it('is intact after appends one by one, many at once, and a reopening', async () => {
    await fill(3);
    const audit = log();
    const receipts = await Promise.all(
      Array.from({ length: 50 }, () => audit.append({ action: 'lock', outcome: 'ok' })),
    );
    expect(receipts.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => n + 4));
    await audit.close();
    expect(await report()).toMatchObject({ intact: true, rows: 53 });
  });

  it.each([
    ['a changed column', "UPDATE audit SET username = 'jokafor' WHERE seq = 4", 4, 'changed'],
    ['a changed time', "UPDATE audit SET at = '2020-01-01T00:00:00.00Z' WHERE seq = 4", 4, 'changed'],
    ['a changed hash', "UPDATE audit SET hash = 'ff' WHERE seq = 4", 4, 'changed'],
    [
      'an exchanged query text',
      'UPDATE audit SET query_sealed = (SELECT query_sealed FROM audit WHERE seq = 2) WHERE seq = 5',
      5,
      'changed',
    ],
    ['an emptied query text', 'UPDATE audit SET query_sealed = NULL WHERE seq = 5', 5, 'changed'],
    ['a removed row', 'DELETE FROM audit WHERE seq = 4', 4, 'missing'],
    ['a removed first row', 'DELETE FROM audit WHERE seq = 1', 1, 'missing'],
    [
      'two rows exchanged',
      'UPDATE audit SET seq = 99 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 99',
      3,
      'reordered',
    ],
    ['rows cut off the end', 'DELETE FROM audit WHERE seq > 5', 6, 'cut'],
    ['all rows removed', 'DELETE FROM audit', 1, 'cut'],
  ])('AU-9: %s is found and named', async (_what, sql, seq, problem) => {
    await fill(8);
    tamper(sql);
    expect(await report()).toEqual({ intact: false, seq, problem });
  });

  it('AU-9: a removed row with the rest renumbered is found', async () => {
    await fill(8);
    tamper('DELETE FROM audit WHERE seq = 4; UPDATE audit SET seq = seq - 1 WHERE seq > 4');
    expect(await report()).toMatchObject({ intact: false, seq: 4 });
  });

  it('AU-9: a log cut at its end, or without its head, does not open for more rows', async () => {
    await fill(4);
    rmSync(join(folder, 'audit.head'));
    expect(() => log()).toThrow(/tampered/);
    expect(await report()).toEqual({ intact: false, seq: 5, problem: 'cut' });
  });

  it('a head that lags behind, as after a kill between commit and head, is not taken for tampering', async () => {
    await fill(3);
    const head = readFileSync(join(folder, 'audit.head'));
    await fill(2);
    writeFileSync(join(folder, 'audit.head'), head);
    expect(await report()).toMatchObject({ intact: true, rows: 5 });
    await fill(1);
    expect(await report()).toMatchObject({ intact: true, rows: 6 });
  });

  it('AU-9: the database itself refuses to change or remove a row', async () => {
    await fill(2);
    const database = openAuditDatabase(join(folder, 'audit.db'), keys.store);
    expect(() => database.exec("UPDATE audit SET username = 'x'")).toThrow(/not changed/);
    expect(() => database.exec('DELETE FROM audit')).toThrow(/not removed/);
    database.close();
  });

  it('AU-8: times are UTC to 1/100 s and never run backwards, even when the clock does', async () => {
    const audit = log();
    const first = await audit.append({ action: 'lock', outcome: 'ok' });
    clock.advance(-3_600_000);
    const second = await audit.append({ action: 'lock', outcome: 'ok' });
    clock.advance(3_600_000);
    expect(first.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\dZ$/);
    expect(second.at >= first.at).toBe(true);
    await audit.close();
    expect(await report()).toMatchObject({ intact: true });
  });
});

describe('secrecy', () => {
  it('T5, S106: query texts open with their row only, and no file holds them in clear', async () => {
    await fill(2);
    const audit = log();
    expect(await audit.openQuery(2, null)).toBe('{"plate":"QZX2417"}');
    expect(await audit.openQuery(2, 113)).toBe('{"plate":"QZX2417"}');
    await expect(audit.openQuery(2, 105)).rejects.toThrow('audit.unknown');
    await expect(audit.openQuery(77, null)).rejects.toThrow('audit.unknown');
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      expect(bytes.includes('QZX2417') || bytes.includes('mrivera'), name).toBe(false);
    }
    await audit.close();
  });

  it('a wrong key is refused in one line', async () => {
    await fill(1);
    expect(() =>
      openAuditLog({
        file: join(folder, 'audit.db'),
        headFile: join(folder, 'audit.head'),
        clock,
        keys: { ...keys, store: key(9) },
      }),
    ).toThrow(/wrong key or damaged/);
  });
});

describe('AU-5: no audit, no access', () => {
  it('an append that the disk refuses is answered audit.unavailable, and the log goes on when it can', async () => {
    await fill(1);
    const blocker = openAuditDatabase(join(folder, 'audit.db'), keys.store);
    blocker.exec(
      "CREATE TRIGGER full BEFORE INSERT ON audit WHEN NEW.action = 'explain' BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    const audit = log();
    await expect(audit.append({ action: 'explain', outcome: 'ok' })).rejects.toThrow('audit.unavailable');
    blocker.exec('DROP TRIGGER full');
    blocker.close();
    await audit.append({ action: 'explain', outcome: 'ok' });
    await audit.close();
    expect(await report()).toMatchObject({ intact: true, rows: 2 });
  });

  it('a gateway whose log is full answers nothing that must be recorded, and gives no session', async () => {
    const gateway = await new TestGateway().start();
    try {
      const session = await gateway.signIn('radmin');
      const master = await masterKey(gateway.folder, 'file');
      const database = openAuditDatabase(gateway.file('audit.db'), subkey(master, 'audit-store'));
      database.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'disk full'); END");
      for (const name of ['accounts', 'department'] as const) {
        const answer = await gateway.call(name, { session });
        expect([answer.status, answer.json.code, answer.json.rule]).toEqual([503, 'audit.unavailable', 'AU-5']);
        expect(answer.text).not.toContain('mrivera');
      }
      const refused = await gateway.call('auditRows', { session, body: {} });
      expect(refused.json.code).toBe('audit.unavailable');
      const signIn = await gateway.attempt('mrivera', 'Rivera-Desk-113!');
      expect([signIn.status, signIn.json.code]).toEqual([503, 'audit.unavailable']);
      expect(signIn.text).not.toContain('token');
      database.exec('DROP TRIGGER full');
      database.close();
      expect((await gateway.call('accounts', { session })).status).toBe(200);
    } finally {
      await gateway.remove();
    }
  });
});
