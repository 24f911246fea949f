/** Fictional people at a desk with a real store and a real audit log: what the tests of searches and record views start from. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openAuditLog } from '../../gateway/adapters/audit/libsql-audit-log.ts';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import type { ReasonedAsker } from '../../gateway/core/asker.ts';
import { createRecords, type Records } from '../../gateway/core/records.ts';
import { createSearch, type Search } from '../../gateway/core/search.ts';
import { sampleCustodian } from '../../gateway/adapters/sources/custodian.ts';
import { storeSources } from '../../gateway/adapters/sources/store-source.ts';
import { createConfirmations } from '../../gateway/core/confirmations.ts';
import { createRecordOpening } from '../../gateway/core/record-opening.ts';
import type { AuditLog } from '../../gateway/ports/audit-log.ts';
import type { RecordSources } from '../../gateway/ports/record-source.ts';
import type { RecordStore } from '../../gateway/ports/record-store.ts';
import { PURPOSES, type PurposeId } from '../../shared/policy/purposes.ts';
import { role, type RoleId } from '../../shared/policy/roles.ts';
import type { RecordKind } from '../../shared/records/kind.ts';
import { searchRequestSchema, type SearchEvent, type SearchRequest } from '../../shared/records/search.ts';
import type { AuditRow } from '../../shared/wire/oversight.ts';
import { openStoreFolder } from './store-folder.ts';
import { RECORDS } from './store-records.ts';

const KEY = new Uint8Array(32).fill(9);

export interface Desk {
  readonly store: RecordStore;
  readonly sources: RecordSources;
  readonly audit: AuditLog;
  readonly search: Search;
  readonly records: Records;
  /** Newest first. */
  rows(): Promise<readonly AuditRow[]>;
  idOf(kind: RecordKind, number: string): Promise<string>;
  /** From now on no row can be written. */
  closeAudit(): Promise<void>;
  remove(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const { store, folder, remove } = await openStoreFolder();
  await store.put(RECORDS);
  const audit = openAuditLog({
    file: join(folder, 'audit.db'),
    headFile: join(folder, 'audit.head'),
    clock: systemClock,
    keys: { store: KEY, queryText: KEY, head: KEY },
  });
  let auditOpen = true;
  const closeAudit = async (): Promise<void> => {
    if (auditOpen) await audit.close();
    auditOpen = false;
  };
  const sources = storeSources(store, sampleCustodian(systemClock));
  const opening = createRecordOpening({ sources, audit });
  const confirmationStore = { load: () => [], save: () => undefined };
  const confirmations = createConfirmations({ opening, sources, store: confirmationStore, audit, clock: systemClock });
  return {
    store,
    audit,
    sources,
    search: createSearch({ sources, audit, clock: systemClock, cursorKey: KEY }),
    records: createRecords({ opening, sources, confirmations, audit, clock: systemClock }),
    rows: async () => (await audit.page({ limit: 200 }, null)).rows,
    async idOf(kind, number) {
      const record = await store.find(kind, number);
      if (!record) throw new Error(`no ${kind} ${number}`);
      return record.id;
    },
    closeAudit,
    async remove() {
      await closeAudit();
      await remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A person of a role in the 113 Precinct, with a reason in force. */
export const asker = (roleId: RoleId, purpose: PurposeId, change: Partial<ReasonedAsker> = {}): ReasonedAsker => ({
  sessionId: `session-of-${roleId}`,
  person: { username: `test.${roleId}`, rank: 'PO', name: 'Sample Person', command: 113, commandLabel: '113 Precinct' },
  roleId,
  capabilities: new Set(role(roleId).capabilities),
  factorSources: [],
  workstation: { id: 'workstation-1', name: 'Desk 1', command: 113, area: 'on-site' },
  address: '127.0.0.1',
  reason: {
    id: 'reason-1',
    purpose,
    purposeLabel: PURPOSES[purpose].label,
    reference: { kind: 'complaint', value: '2026-113-004512' },
    text: null,
    since: '2026-11-23T08:00:00Z',
  },
  ...change,
});

export const OFFICER = asker('police-officer', 'job-in-progress');
export const DETECTIVE = asker('investigator', 'criminal-investigation');
export const CLERK = asker('command-clerk', 'records-request');

export const request = (terms: SearchRequest['terms'], more: Partial<SearchRequest> = {}): SearchRequest =>
  searchRequestSchema.parse({ terms, ...more });

export async function collect(events: AsyncIterable<SearchEvent>): Promise<readonly SearchEvent[]> {
  const all: SearchEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}
