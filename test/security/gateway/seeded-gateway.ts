/** A running gateway whose store holds a few fictional records, sealed and foreign ones among them, and their ids as a thief would have them. */
import { systemClock } from '../../../gateway/adapters/clock/system-clock.ts';
import { subkey } from '../../../gateway/adapters/keys/subkeys.ts';
import { deriveKey } from '../../../gateway/adapters/store/common/store-keys.ts';
import { idOf } from '../../../gateway/adapters/store/common/record-key.ts';
import { openDepartment } from '../../../gateway/department.ts';
import type { SignedIn } from '../../../shared/wire/identity-routes.ts';
import { TestGateway, workstation, type Answer } from '../../gateway/gateway-harness.ts';
import { ARREST, COMPLAINT, JUVENILE, record, RECORDS, SEALED, STOLEN } from '../../gateway/store-records.ts';

export const PUBLIC = record({ kind: 'public', number: 'DMV-REG-77120' });

export interface SeededGateway {
  readonly gateway: TestGateway;
  readonly ids: Readonly<Record<'complaint' | 'arrest' | 'stolen' | 'sealed' | 'elsewhere' | 'public', string>>;
}

/** Enough of one kind that a search has a second page. */
const NOISE = Array.from({ length: 7 }, (_, at) =>
  record({ kind: 'call311', number: `1000000${String(at)}`, offence: 'NOISE', title: 'Noise' }),
);

export async function seededGateway(): Promise<SeededGateway> {
  const gateway = new TestGateway();
  const department = await openDepartment({ dataFolder: gateway.folder, clock: systemClock, keyStore: 'file' });
  await department.store.put([...RECORDS, PUBLIC, ...NOISE]);
  // Sealed records are given to nobody, so their id is made here as the store makes it.
  const idKey = deriveKey(subkey(department.master, 'record-store'), 'record id');
  const ids = {
    complaint: idOf(idKey, 'complaint', COMPLAINT.number),
    arrest: idOf(idKey, 'arrest', ARREST.number),
    stolen: idOf(idKey, 'stolen', STOLEN.number),
    sealed: idOf(idKey, 'arrest', SEALED.number),
    elsewhere: idOf(idKey, 'complaint', JUVENILE.number),
    public: idOf(idKey, 'public', PUBLIC.number),
  };
  await department.close();
  await gateway.start();
  return { gateway, ids };
}

/** Signs in at a workstation of the person's own and states a reason. */
export async function atWork(gateway: TestGateway, username: string, reason: object): Promise<SignedIn> {
  const session = await gateway.signIn(username, workstation(`ws-${username}-1`));
  const stated: Answer = await gateway.call('setReason', { session, body: reason });
  if (stated.status !== 200) throw new Error(`${username} could not state a reason: ${stated.text}`);
  return session;
}

export const REASONS = {
  officer: { purpose: 'other-official-business', text: 'Found plate on the street' },
  detective: { purpose: 'criminal-investigation', reference: { kind: 'complaint', value: COMPLAINT.number } },
  clerk: { purpose: 'records-request', reference: { kind: 'request', value: 'FOIL-2026-00123' } },
} as const;
