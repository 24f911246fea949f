/** A running gateway with a few fictional records, pictures among them, and people at work: what the tests of a person's working things stand on. */
import { join } from 'node:path';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import { subkey } from '../../gateway/adapters/keys/subkeys.ts';
import { openSealedMediaStore } from '../../gateway/adapters/media/sealed-media-store.ts';
import { openDepartment } from '../../gateway/department.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import type { RouteName, RouteOutput } from '../../shared/wire/routes.ts';
import { workstation, type Answer, type TestGateway } from './gateway-harness.ts';
import { COMPLAINT, record, RECORDS, SEX_CRIME } from './store-records.ts';

const REF = 'test/scene';
const mediaRows = (title: string) => [{ kind: 'Photograph', title, recording: 'PHO-1', mediaRef: REF }];
const mediaIn = (of: NewRecord, title: string): NewRecord => ({ ...of, body: { ...of.body, media: mediaRows(title) } });

/** A picture of more than two pieces; what is in it is searched for on the disk. */
export const PICTURE = Buffer.from('zebrafinch picture bytes '.repeat(20_000));
export const PHOTOGRAPHED = mediaIn(COMPLAINT, 'Empty driveway');
export const PUBLIC = record({ kind: 'public', number: 'DMV-REG-77120', title: 'Registration of a sedan' });
/** One media row without a file, and a file named where no media is. */
export const CALL = record({
  ...{ kind: 'call911', number: 'J26-113-000001' },
  body: { media: [{ recording: 'REC-1' }], narrative: [{ text: 'Remarks', mediaRef: REF }] },
});

export const REASONS = {
  officer: { purpose: 'job-in-progress', reference: { kind: 'job', value: 'J26-113-001873' } },
  business: { purpose: 'other-official-business', text: 'Found plate on the street' },
  detective: { purpose: 'criminal-investigation', reference: { kind: 'complaint', value: COMPLAINT.number } },
  clerk: { purpose: 'records-request', reference: { kind: 'request', value: 'FOIL-2026-00123' } },
} as const;

/** Puts records, and the picture, while no gateway runs. Answers the ids of what can be found, by number. */
export async function seed(folder: string, records: readonly NewRecord[] = []): Promise<ReadonlyMap<string, string>> {
  const department = await openDepartment({ dataFolder: folder, clock: systemClock, keyStore: 'file' });
  // Each number once, its last form: what is put again unchanged is no news.
  const every = [...RECORDS, mediaIn(SEX_CRIME, 'Room'), PHOTOGRAPHED, PUBLIC, CALL, ...records];
  const all = [...new Map(every.map((one) => [`${one.kind} ${one.number}`, one])).values()];
  await department.store.put(all);
  const media = openSealedMediaStore(join(folder, 'media'), subkey(department.master, 'media'));
  await media.put(REF, 'image/png', PICTURE);
  const ids = new Map<string, string>();
  for (const { kind, number } of all) {
    const found = await department.store.find(kind, number);
    if (found) ids.set(number, found.id);
  }
  await department.close();
  return ids;
}

export const state = async (gateway: TestGateway, session: SignedIn, reason: object): Promise<void> => {
  const stated = await gateway.call('setReason', { session, body: reason });
  if (stated.status !== 200) throw new Error(`the reason was not taken: ${stated.text}`);
};

/** Signs in at a workstation of the person's own and states a reason. */
export async function atWork(gateway: TestGateway, username: string, reason: object): Promise<SignedIn> {
  const session = await gateway.signIn(username, workstation(`ws-${username}-1`));
  await state(gateway, session, reason);
  return session;
}

type Options = Parameters<TestGateway['call']>[1];

/** The answer of a call that must be answered. */
export async function told<N extends RouteName>(
  gateway: TestGateway,
  name: N,
  options: Options,
): Promise<RouteOutput<N>> {
  const answer = await gateway.call(name, options);
  if (answer.status !== 200) throw new Error(`${name}: ${answer.text}`);
  return JSON.parse(answer.text) as RouteOutput<N>;
}

/** The rules of the last refusals, the first of them first. */
export const lastRules = async (gateway: TestGateway, howMany: number): Promise<readonly (string | null)[]> =>
  (await gateway.auditRows('access.denied'))
    .slice(0, howMany)
    .map(({ rule }) => rule)
    .toReversed();

/** Status, code and rule of a refusal. */
export const refusal = ({ status, json }: Answer): readonly unknown[] => [status, json.code, json.rule];

export const question = (value: string): { readonly terms: readonly object[] } => ({
  terms: [{ type: 'plate', value, match: 'exact' }],
});
