/**
 * A department whose warrants, orders and public records are other agencies': each a process of its own behind mutual TLS, one
 * from its own store, two from files. All fictional.
 */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masterKey } from '../../../gateway/adapters/keys/master-key.ts';
import { subkey } from '../../../gateway/adapters/keys/subkeys.ts';
import { HERO } from '../../../gateway/sample/hero.ts';
import { heroRecords } from '../../../gateway/sample/hero-records.ts';
import { leaveWord, readRequests } from '../../../gateway/source/custodian-desk.ts';
import { SOURCE_OF_KIND } from '../../../shared/records/kind.ts';
import { startDepartment, type Department } from './department.ts';
import { putLate } from './late-records.ts';
import { letIn, startSourceProcess, type SourceProcess } from './source-process.ts';

export const ORDER = 'OP-2026-113-90001';
export const REGISTRATION = 'DMV-REG-90001';
/** Questions a person may ask of the commercial source in a tour, and what one costs in cents. */
const QUOTA = { perTour: 5, cents: 25 } as const;

const HOUR_S = 3600;

const ORDERS_MAP = {
  ...{ kind: 'order', number: 'NO', title: 'Order of protection, {TYPE}', occurredAt: 'ISSUED', precinct: 'PCT' },
  state: { column: 'STATUS', values: { IN: { label: 'In force', tone: 'danger', cautions: ['order-of-protection'] } } },
  sections: { order: { orderType: 'TYPE' }, persons: { name: 'RESTRAINED' } },
  mentions: [{ type: 'person', column: 'RESTRAINED', role: 'restrained' }],
};
const PUBLIC_MAP = {
  ...{ kind: 'public', number: 'ID', title: 'Vehicle registration' },
  state: { column: 'STATUS', values: { C: { label: 'Current', tone: 'neutral' } } },
  sections: { entry: { category: 'CATEGORY' }, persons: { name: 'REGISTRANT' } },
  mentions: [{ type: 'person', column: 'REGISTRANT', role: 'registrant' }],
};

export interface Agencies {
  readonly department: Department;
  readonly warrants: SourceProcess;
  /** A person at the warrants service says yes to everything that was asked; answers what it was. */
  confirmed(): Promise<readonly { readonly number: string; readonly username: string; readonly priority: string }[]>;
  close(): Promise<void>;
}

async function fileService(
  folder: string,
  kind: 'orders' | 'public',
  map: object,
  rows: readonly string[],
): Promise<SourceProcess> {
  const [file, mapFile] = [join(folder, `${kind}.csv`), join(folder, `${kind}-map.json`)];
  writeFileSync(file, `${rows.join('\n')}\n`);
  writeFileSync(mapFile, JSON.stringify(map));
  const anHourAgo = Date.now() / 1000 - HOUR_S;
  utimesSync(file, anHourAgo, anHourAgo);
  return startSourceProcess(join(folder, kind), '--kind', kind, '--file', file, '--map', mapFile);
}

async function warrantService(folder: string): Promise<SourceProcess> {
  const data = join(folder, 'warrants');
  mkdirSync(data, { mode: 0o700 });
  await putLate(
    data,
    heroRecords().filter(({ kind }) => kind === 'warrant'),
  );
  return startSourceProcess(data, '--kind', 'warrants', '--no-sample', '--answer-after', 'never');
}

/** The gateway keeps none of the agencies' records: what is found of them is theirs. */
export async function startAgencies(): Promise<Agencies> {
  const folder = mkdtempSync(join(tmpdir(), 'agencies-'));
  const started: SourceProcess[] = [];
  const removed = async (): Promise<void> => {
    for (const one of started) await one.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [warrants, orders, registrations] = await Promise.all([
      warrantService(folder),
      fileService(folder, 'orders', ORDERS_MAP, [
        'NO,TYPE,RESTRAINED,ISSUED,PCT,STATUS',
        `${ORDER},TEMPORARY ORDER OF PROTECTION,"${HERO.subject}",2026-10-02,113,IN`,
      ]),
      fileService(folder, 'public', PUBLIC_MAP, [
        'ID,CATEGORY,REGISTRANT,STATUS',
        `${REGISTRATION},VEHICLE REGISTRATION,"${HERO.subject}",C`,
      ]),
    ]);
    started.push(warrants, orders, registrations);
    const department = await startDepartment({
      sample: false,
      prepare: async (dataFolder) => {
        const certificates = (name: string) => letIn(join(folder, name), join(dataFolder, name));
        const sources = {
          warrants: {
            ...{ url: warrants.url, breaker: { failures: 100, coolDownMs: 100 } },
            ...(await certificates('warrants')),
          },
          orders: { url: orders.url, ...(await certificates('orders')) },
          public: { url: registrations.url, quota: QUOTA, staleAfterMs: 7_200_000, ...(await certificates('public')) },
        };
        writeFileSync(join(dataFolder, 'sources.json'), JSON.stringify({ sources }));
        const own = heroRecords().filter(({ kind }) => ['department', 'stolen'].includes(SOURCE_OF_KIND[kind]));
        await putLate(dataFolder, own);
      },
    });
    return {
      ...{ department, warrants },
      confirmed: async () => {
        const data = join(folder, 'warrants');
        const key = subkey(await masterKey(data, 'file'), 'source-requests');
        const open = readRequests(data, key);
        for (const { ticket } of open) leaveWord(data, key, ticket, 'confirmed');
        return open;
      },
      close: async () => {
        await department.close();
        await removed();
      },
    };
  } catch (error) {
    await removed();
    throw error;
  }
}
