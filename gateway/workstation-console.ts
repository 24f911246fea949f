/**
 * What whoever runs the gateway does about its workstations from the command line, whether or not a gateway has the data
 * folder open. Each deed is recorded as the gateway's own; a code is printed once and kept as a hash.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { systemClock } from './adapters/clock/system-clock.ts';
import { masterKey } from './adapters/keys/master-key.ts';
import { subkey } from './adapters/keys/subkeys.ts';
import { openConsoleDrop, type ConsoleDrop } from './adapters/workstations/console-drop.ts';
import { openSealedWorkstationStore } from './adapters/workstations/sealed-workstation-store.ts';
import { StartupRefusal } from './core/startup-refusal.ts';
import { createAdministration, type WorkstationAdministration } from './core/workstations/administration.ts';
import { openRegistry } from './core/workstations/registry.ts';
import { FolderInUse } from './data-folder.ts';
import { openDepartment } from './department.ts';
import { FaultError, FAULTS } from '../shared/faults/faults.ts';
import { workstationSchema } from '../shared/session/view.ts';
import { issueCodeSchema, issuedCodeSchema, workstationListSchema } from '../shared/wire/workstations.ts';

const requestSchema = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.literal('code'), asked: issueCodeSchema }),
  z.strictObject({ deed: z.literal('list') }),
  z.strictObject({ deed: z.literal('revoke'), id: workstationSchema.shape.id }),
]);
export type ConsoleRequest = z.infer<typeof requestSchema>;

const answerSchema = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('code'), issued: issuedCodeSchema }),
  z.object({ deed: z.literal('list'), list: workstationListSchema }),
  z.object({ deed: z.literal('revoke'), revokedAt: z.iso.datetime() }),
  z.object({ deed: z.literal('refused'), line: z.string() }),
]);
export type ConsoleAnswer = z.infer<typeof answerSchema>;

const perform = async (administration: WorkstationAdministration, request: ConsoleRequest): Promise<ConsoleAnswer> => {
  switch (request.deed) {
    case 'code':
      return { deed: 'code', issued: await administration.issueCode(request.asked, null) };
    case 'list':
      return { deed: 'list', list: await administration.list(null) };
    case 'revoke':
      return { deed: 'revoke', ...(await administration.revoke(request.id, null)) };
  }
};

/** Never throws. */
const answerTo = async (administration: WorkstationAdministration, asked: unknown): Promise<ConsoleAnswer> => {
  const request = requestSchema.safeParse(asked);
  if (!request.success) return { deed: 'refused', line: 'The gateway does not know what was asked: another version?' };
  try {
    return await perform(administration, request.data);
  } catch (error) {
    const line = error instanceof FaultError ? FAULTS[error.fault.code].title : 'The gateway failed';
    return { deed: 'refused', line };
  }
};

const dropOf = (folder: string, master: Uint8Array): ConsoleDrop =>
  openConsoleDrop(join(folder, 'console'), subkey(master, 'console'));

/** Lets commands reach a running gateway. */
export const serveConsole = (
  folder: string,
  master: Uint8Array,
  administration: WorkstationAdministration,
): { readonly stop: () => void } => dropOf(folder, master).serve((asked) => answerTo(administration, asked));

const viaGateway = async (folder: string, request: ConsoleRequest): Promise<ConsoleAnswer> => {
  const drop = dropOf(folder, await masterKey(folder, 'file'));
  const reply = await drop.ask(request);
  if (!reply)
    throw new StartupRefusal(`The program that has ${folder} open does not answer; try again when it is ready`);
  return answerSchema.parse(reply.answer);
};

/** Throws {@link StartupRefusal} with one clear line. */
export const atConsole = async (dataFolder: string, request: ConsoleRequest): Promise<ConsoleAnswer> => {
  if (!existsSync(join(dataFolder, 'gateway.json'))) {
    throw new StartupRefusal(`There is no gateway's data in ${resolve(dataFolder)}: start the gateway first`);
  }
  let department: Awaited<ReturnType<typeof openDepartment>>;
  try {
    department = await openDepartment({ dataFolder, clock: systemClock, keyStore: 'auto' });
  } catch (error) {
    if (error instanceof FolderInUse) return viaGateway(resolve(dataFolder), request);
    throw error;
  }
  try {
    const { audit, folder, master } = department;
    const store = openSealedWorkstationStore(folder.file('workstations.sealed'), subkey(master, 'workstations'));
    const administration = createAdministration({
      registry: openRegistry(store, systemClock),
      audit,
      clock: systemClock,
      // Sessions live in a running gateway only.
      sessions: { all: () => [], end: async () => {}, rebind: () => {} },
      codeKey: subkey(master, 'enrolment-code'),
    });
    return await answerTo(administration, request);
  } finally {
    await department.close();
  }
};
