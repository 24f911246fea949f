/** Certificates between a gateway and a source service, renewed while both run: new connections use them, old ones are believed no longer. */
import { X509Certificate } from 'node:crypto';
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import { watchClientFiles, type ClientFiles } from '../../gateway/adapters/sources/client-files.ts';
import type { RecordSource } from '../../gateway/ports/record-source.ts';
import { HERO } from '../../gateway/sample/hero.ts';
import { issueClient, withdrawClient } from '../../gateway/source/clients.ts';
import { movableClock } from './gateway-harness.ts';
import { CALLER, CITY, NEVER, openSourceBench, query, temporary, tlsFrom, type SourceBench } from './sources-bench.ts';

const DAY_MS = 86_400_000;
const NAMES = ['client.key', 'client.pem', 'ca.pem'] as const;
const TERM = { type: 'identifier', value: HERO.warrant } as const;

const ended: (() => Promise<void> | void)[] = [];
let folder: string;
beforeEach(() => {
  folder = temporary();
  ended.push(() => rmSync(folder, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const end of ended.splice(0).toReversed()) await end();
});

const opened = async (options: Parameters<typeof openSourceBench>[0] = {}): Promise<SourceBench> => {
  const bench = await openSourceBench(options);
  ended.push(() => bench.remove());
  return bench;
};
const counted = async (source: RecordSource): Promise<number> =>
  (await source.search(query([TERM]), CITY, CALLER, NEVER)).count;
const files: () => ClientFiles = () => ({
  ...{ ca: join(folder, 'ca.pem'), cert: join(folder, 'client.pem'), key: join(folder, 'client.key') },
});
/** Puts a client's files in the place of the gateway's; each name alone, as a person would. */
const bring = (from: string, ...names: readonly (typeof NAMES)[number][]): void => {
  for (const name of names) copyFileSync(join(from, name), join(folder, name));
};
/** Where the bench leaves a client's files. */
const ofBench = (bench: SourceBench, name: string): string => join(bench.folder, '..', name);

/** A gateway that reads its certificate from the files, at each question. */
const reading = (bench: SourceBench): RecordSource => {
  bring(ofBench(bench, 'gateway'), ...NAMES);
  return bench.source({ renewed: watchClientFiles(files(), systemClock, 0) });
};

it('a gateway’s certificate that was replaced on disk is shown from then on; files that do not fit together are not taken', async () => {
  const bench = await opened();
  const source = reading(bench);
  expect(await counted(source)).toBe(1);
  await bench.letIn('renewed');
  bring(ofBench(bench, 'renewed'), 'client.key');
  expect(await counted(source)).toBe(1); // still the old one: the key alone is nothing
  withdrawClient(bench.folder, 'gateway', systemClock);
  await expect(counted(source)).rejects.toMatchObject({ reason: 'refused' });
  bring(ofBench(bench, 'renewed'), 'client.pem');
  expect(await counted(source)).toBe(1);
});

it('an authority that was replaced is believed no longer, also where a connection to its service was open', async () => {
  const [bench, other] = await Promise.all([opened(), opened()]);
  const source = reading(bench);
  expect(await counted(source)).toBe(1);
  bring(ofBench(other, 'gateway'), ...NAMES);
  await expect(counted(source)).rejects.toMatchObject({ reason: 'refused' });
});

it('a certificate that has ended is answered no more, also over a connection that is open', async () => {
  const clock = movableClock();
  const bench = await opened({ clock });
  const source = bench.source();
  expect(await counted(source)).toBe(1);
  clock.advance(89 * DAY_MS);
  expect(await counted(source)).toBe(1);
  clock.advance(2 * DAY_MS);
  await expect(counted(source)).rejects.toMatchObject({ reason: 'refused' });
});

it('a service renews its own certificate while it runs: new connections are shown it, an open one goes on', async () => {
  const clock = movableClock();
  // Made 70 days ago: 20 days are left of the certificate, which is too few.
  clock.advance(-70 * DAY_MS);
  const data = join(folder, 'data');
  await issueClient({ dataFolder: data, name: 'gateway', out: join(folder, 'out'), clock });
  const bench = await opened({ dataFolder: data, clock, certificateCheckMs: 10 });
  const tls = tlsFrom(join(folder, 'out'));
  const shown = (): Promise<TLSSocket> =>
    new Promise((resolve, reject) => {
      const socket: TLSSocket = connect({ port: bench.service.port, host: 'localhost', ...tls }, () => resolve(socket));
      socket.once('error', reject);
      ended.push(() => void socket.destroy());
    });
  const held = await shown();
  const before = held.getPeerX509Certificate()?.fingerprint256;
  expect(before).toBe(fingerprintIn(data));
  const source = bench.source({ tls });
  expect(await source.health()).toEqual({ state: 'up' });
  clock.advance(70 * DAY_MS);
  let now = before;
  // Looked at so often, it may be made twice at once: the one that stands in the folder is shown in the end.
  while (now === before || now !== fingerprintIn(data)) now = (await shown()).getPeerX509Certificate()?.fingerprint256;
  expect(held.destroyed).toBe(false);
  expect(await source.health()).toEqual({ state: 'up' });
  expect(await counted(bench.source({ tls }))).toBe(1);
});

const fingerprintIn = (data: string): string =>
  new X509Certificate(readFileSync(join(data, 'server.pem'))).fingerprint256;
