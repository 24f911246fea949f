/**
 * The client's core without a window, with the real key store and state file: enrols when it must and may, signs in at
 * the practice gateway, keeps a draft or gives it back, tells, and waits to be killed.
 */
import { readFileSync } from 'node:fs';
import type { Snapshot, Workspace } from '../../../shared/bridge/calls.ts';
import { createConfStateFile } from '../../../electron/hosts/node/conf-state-file.ts';
import { installationId } from '../../../electron/hosts/node/installation-id.ts';
import { createOsKeyStore } from '../../../electron/hosts/node/os-key-store.ts';
import { coreRig } from '../../workstation/harness/core-rig.ts';
import { PRACTICE_CODE, type PracticeGateway } from '../../workstation/harness/practice-gateway.ts';

/** What it tells. */
export interface Told {
  /** The phase it began in, and why when not enrolled. */
  readonly phase: Snapshot['phase'];
  readonly unenrolled: Snapshot['unenrolled'];
  readonly key: Snapshot['workstationKey'];
  /** After signing in: */
  readonly drafts?: Snapshot['drafts'];
  readonly refused?: Snapshot['draftsRefused'];
  /** The draft that was given back; null: none was. */
  readonly back?: string | null;
}

/** `enrol`: enrols when it is not. `write TEXT`: keeps that draft. */
const [url = '', caFile = '', stateDir = '', mode = 'read', text = ''] = process.argv.slice(2);
// It runs in another process: only its address and its authority are used here.
const elsewhere = { url, certificates: { ca: readFileSync(caFile, 'utf8') } } as PracticeGateway;
const rig = await coreRig({
  gateway: elsewhere,
  keyStore: createOsKeyStore(installationId(stateDir)),
  stateFile: createConfStateFile(stateDir),
  enrol: false,
});
const value = async (name: string, input: unknown = {}): Promise<unknown> => {
  const reply = await rig.call(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.fault.code}`);
  return reply.value;
};
const { phase, unenrolled, workstationKey: key } = await rig.snapshot();
let told: Told = { phase, unenrolled, key };
if (phase === 'unenrolled' && mode !== 'look') await value('workstation.enrol', { code: PRACTICE_CODE });
if ((await rig.snapshot()).phase === 'signedOut') {
  await rig.signIn();
  const { workspace } = (await value('workspace.get')) as { workspace: Workspace | null };
  const { drafts, draftsRefused } = await rig.snapshot();
  told = { ...told, drafts, refused: draftsRefused, back: workspace?.drafts['reason.text'] ?? null };
  if (mode === 'write') {
    const box = { text: '', request: null, selected: null, scroll: 0 };
    await value('workspace.save', { workspace: { room: 'search', box, drafts: { 'reason.text': text } } });
    rig.clock.advance(1_000);
    // The disk has it at once; the key store hears of it a moment later.
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
process.stdout.write(`client ${JSON.stringify(told)}\n`);
setInterval(() => undefined, 1000);
