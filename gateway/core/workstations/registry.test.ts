/** What the registry writes and when, and how little strangers can write into the audit log. */
import { expect, it } from 'vitest';
import type { AuditEntry, AuditLog } from '../../ports/audit-log.ts';
import type { WorkstationRecord, WorkstationRegister } from '../../ports/workstation-store.ts';
import { createRefusalLog } from './refusal-log.ts';
import { openRegistry } from './registry.ts';

const HOUR = 3_600_000;
const record: WorkstationRecord = {
  workstation: { id: 'ws-000000000001', name: 'Desk 1', command: 113, area: 'on-site' },
  ...{ state: 'enrolled', thumbprint: 'A'.repeat(43), next: null },
  ...{ enrolledAt: 0, enrolledBy: 'gateway', notAfter: 90 * 24 * HOUR, lastSeen: null },
};

const opened = () => {
  const time = { now: HOUR };
  const saves: WorkstationRegister[] = [];
  const store = {
    load: () => ({ workstations: [record], codes: [] }),
    save: (register: WorkstationRegister) => void saves.push(register),
  };
  return { time, saves, registry: openRegistry(store, { now: () => time.now, monotonic: () => time.now }) };
};

it('a workstation that calls all day is written to the disk once an hour at most', () => {
  const { time, saves, registry } = opened();
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    registry.seen(record.workstation.id);
    time.now += 60_000;
  }
  expect(saves.length).toBe(23);
  expect(saves.at(-1)?.workstations[0]?.lastSeen).toBeGreaterThan(22 * HOUR);
});

it('of more than two hundred open codes the oldest end', () => {
  const { saves, registry } = opened();
  const asked = { name: 'Desk', command: 113, area: 'on-site', replaces: null, issuedBy: 'gateway' } as const;
  for (let at = 0; at < 205; at += 1) {
    registry.addCode({ ...asked, hash: `hash ${String(at)}`, issuedAt: HOUR, expiresAt: 2 * HOUR });
  }
  expect(registry.codes().map(({ hash }) => hash)).toEqual(
    Array.from({ length: 200 }, (_, at) => `hash ${String(at + 5)}`),
  );
  expect(saves.at(-1)?.codes).toHaveLength(200);
});

it('IA-3: strangers from any number of addresses write sixty rows a minute at most, and the rest is counted', async () => {
  const rows: AuditEntry[] = [];
  const audit = {
    append: async (entry: AuditEntry) => ({ seq: rows.push(entry), at: '' }),
  } as Pick<AuditLog, 'append'> as AuditLog;
  let now = 0;
  const log = createRefusalLog(audit, { now: () => now, monotonic: () => now });
  const refused = (from: number) =>
    log.refused({
      action: 'access.denied',
      address: `10.0.${String(from >> 8)}.${String(from & 255)}`,
      object: 'GET /',
    });
  for (let from = 0; from < 1000; from += 1) await refused(from);
  expect(rows).toHaveLength(60);
  now += 60_000;
  await refused(5000);
  expect(rows.at(-1)?.object).toBe('GET / (940 more before)');
});
