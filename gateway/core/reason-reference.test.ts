import { expect, it } from 'vitest';
import { FaultError } from '../../shared/faults/faults.ts';
import type { Reason } from '../../shared/session/view.ts';
import { storeSources } from '../adapters/sources/store-source.ts';
import type { AuditEntry, AuditLog } from '../ports/audit-log.ts';
import type { RecordSource } from '../ports/record-source.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { ReasonedAsker } from './asker.ts';
import { createReferenceCheck } from './reason-reference.ts';

const REFERENCE = { kind: 'warrant', value: 'W26-004411' } as const;
const reason: Reason = {
  ...{ id: 'r', purpose: 'warrant-check', purposeLabel: 'Warrant or order check', reference: REFERENCE },
  ...{ text: null, since: '2026-11-23T10:00:00.000Z' },
};
const OFFICER: ReasonedAsker = {
  ...{ sessionId: 's', roleId: 'police-officer', factorSources: [], address: '127.0.0.1', reason },
  capabilities: new Set(['record.search', 'source.government']),
  person: { username: 'test.officer', command: 113 } as ReasonedAsker['person'],
  workstation: { id: 'ws-1' } as ReasonedAsker['workstation'],
};

/** A custodian who counts who asks; what it then does is the test's. */
function bench(answer: () => Promise<never> = () => new Promise(() => undefined), isRecorded = true) {
  const rows: AuditEntry[] = [];
  const heard: string[] = [];
  const store = { find: async () => null } as unknown as RecordStore;
  const own = storeSources(store);
  const { inside, ...outside } = own.warrants;
  expect(inside).toBe(true);
  const warrants: RecordSource = {
    ...outside,
    ...{ boundary: 'warrants', timeLimitMs: 20 },
    search: (_query, _scope, caller) => {
      heard.push(caller.reason);
      return answer();
    },
  };
  const append = async (entry: AuditEntry) => {
    if (!isRecorded) throw new FaultError('audit.unavailable');
    rows.push(entry);
    return { seq: rows.length, at: '2026-11-23T10:00:00.00Z' };
  };
  const check = createReferenceCheck({
    ...{ store, sources: { ...own, warrants } },
    audit: { append } as unknown as AuditLog,
  });
  return { check, rows, heard };
}

it('S46: a source that is closed to the session is not asked for a number either', async () => {
  const { check, heard, rows } = bench();
  expect(await check({ ...OFFICER, factorSources: ['warrants'] }, REFERENCE)).toEqual({
    ...{ code: 'source.not-authorised', rule: 'S46' },
  });
  expect([heard, rows]).toEqual([[], []]);
});

it('AU-5: a custodian hears of no number whose look-up cannot be recorded', async () => {
  const { check, heard } = bench(undefined, false);
  await expect(check(OFFICER, REFERENCE)).rejects.toMatchObject({ fault: { code: 'audit.unavailable' } });
  expect(heard).toEqual([]);
});

it('S26: a number whose source does not answer in time is not accepted, and it is said what to do', async () => {
  const { check, heard, rows } = bench();
  const refusal = await check(OFFICER, REFERENCE);
  expect(refusal?.code).toBe('reason.reference-unchecked');
  expect(refusal?.help).toMatch(/^Warrants cannot be asked now\. Name another number/);
  expect(heard).toEqual(['Warrant or order check · W26-004411']);
  expect(rows.map(({ action, outcome, rule, of }) => [action, outcome, rule, of])).toEqual([
    ['reason.check', 'ok', undefined, undefined],
    ['reason.check', 'failed', 'time-out', 1],
  ]);
});
