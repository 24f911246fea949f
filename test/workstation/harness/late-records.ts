/** Records that arrive while the department works: written beside the running gateway, as an import would. All fictional. */
import { join } from 'node:path';
import { masterKey } from '../../../gateway/adapters/keys/master-key.ts';
import { subkey } from '../../../gateway/adapters/keys/subkeys.ts';
import { openLibsqlStore } from '../../../gateway/adapters/store/libsql/open.ts';
import { openPostgresStore } from '../../../gateway/adapters/store/postgres/open.ts';
import type { NewRecord } from '../../../shared/records/definition.ts';

/** A complaint about one vehicle. */
export const complaintOf = (number: string, plate: string): NewRecord => ({
  kind: 'complaint',
  number,
  title: 'Grand larceny of motor vehicle (fictional)',
  occurredAt: '2026-11-23T09:40',
  precinct: 113,
  offence: 'GRAND LARCENY OF MOTOR VEHICLE',
  state: { label: 'Open', tone: 'neutral' },
  cautions: [],
  point: null,
  address: null,
  sealed: false,
  juvenile: false,
  sexCrime: false,
  body: { vehicles: [{ role: 'Stolen', plate: `NY ${plate}`, make: 'HONDA' }] },
  mentions: [{ type: 'plate', value: plate, tags: ['identifying'], state: 'NY' }],
  links: [],
  origin: 'sample',
});

/** @param postgres Address of the database that holds the records instead of the data folder. */
export async function putLate(dataFolder: string, records: readonly NewRecord[], postgres?: string): Promise<void> {
  const key = subkey(await masterKey(dataFolder, 'file'), 'record-store');
  const store = await (postgres === undefined
    ? openLibsqlStore({ file: join(dataFolder, 'records.db'), key, readers: 1 })
    : openPostgresStore({ url: postgres, key, readers: 1 }));
  try {
    await store.put(records);
  } finally {
    await store.close();
  }
}
