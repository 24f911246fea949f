/**
 * The gateways a source service answers: each by a certificate of the service's own authority, and only while it is on the
 * list. A certificate that is not on the list, or was withdrawn, is nobody's.
 */
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readPrivateFile, writePrivateFile } from '../adapters/keys/private-file.ts';
import { openLocalTls } from '../adapters/tls/local-tls.ts';
import { StartupRefusal } from '../core/startup-refusal.ts';
import type { Clock } from '../ports/clock.ts';

const clientSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
  /** SHA-256 of the certificate, as Node writes it. */
  fingerprint: z.string().max(120),
  notAfter: z.iso.datetime(),
  withdrawnAt: z.iso.datetime().nullable(),
});
export type SourceClient = z.infer<typeof clientSchema>;

const FILE = 'clients.json';

/** Empty when nobody was let in yet. Throws `StartupRefusal` for a damaged list. */
const readClients = (folder: string): readonly SourceClient[] => {
  const content = readPrivateFile(join(folder, FILE));
  if (content === null) return [];
  try {
    return z.array(clientSchema).parse(JSON.parse(content.toString('utf8')));
  } catch {
    throw new StartupRefusal(`The list of clients in ${folder} cannot be read`);
  }
};

const saveClients = (folder: string, clients: readonly SourceClient[]): void => {
  writePrivateFile(join(folder, FILE), `${JSON.stringify(clients, null, 2)}\n`);
};

/**
 * The client behind a connection; null: nobody who is answered. Read anew each time, so that a withdrawal holds at once, and
 * the end of a certificate also over a connection that was opened before it. `now`: milliseconds since the epoch.
 */
export const clientBy = (folder: string, fingerprint: string | undefined, now: number): SourceClient | null => {
  const isIn = (one: SourceClient): boolean => one.withdrawnAt === null && Date.parse(one.notAfter) > now;
  return readClients(folder).find((one) => one.fingerprint === fingerprint && isIn(one)) ?? null;
};

interface IssuedClient {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly notAfter: string;
}

/** Writes `ca.pem`, `client.pem` and `client.key` (mode 0600) for one gateway into a folder; the key is kept nowhere else. */
export const issueClient = async (options: {
  readonly dataFolder: string;
  readonly name: string;
  readonly out: string;
  readonly clock: Clock;
}): Promise<IssuedClient> => {
  const { dataFolder, name, out, clock } = options;
  if (!clientSchema.shape.name.safeParse(name).success)
    throw new StartupRefusal('A client’s name is 1 to 40 letters, digits and hyphens');
  for (const folder of [dataFolder, out]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(join(out, 'client.key'))) throw new StartupRefusal(`${out} holds a client’s key already`);
  const tls = await openLocalTls((file) => join(dataFolder, file), 'localhost', clock);
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const { certificate } = await tls.certify(name, publicKey);
  const parsed = new X509Certificate(certificate);
  const notAfter = parsed.validToDate.toISOString();
  const client = { name, fingerprint: parsed.fingerprint256, notAfter, withdrawnAt: null };
  saveClients(dataFolder, [...readClients(dataFolder), client]);
  const files = { caFile: join(out, 'ca.pem'), certFile: join(out, 'client.pem'), keyFile: join(out, 'client.key') };
  writePrivateFile(files.keyFile, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writePrivateFile(files.certFile, certificate);
  writePrivateFile(files.caFile, tls.authority);
  return { ...files, notAfter };
};

/** Every certificate of that name; throws `StartupRefusal` when there is none in force. */
export const withdrawClient = (dataFolder: string, name: string, clock: Clock): void => {
  const clients = readClients(dataFolder);
  if (!clients.some((one) => one.name === name && one.withdrawnAt === null))
    throw new StartupRefusal(`No client "${name}" is let in`);
  const withdrawnAt = new Date(clock.now()).toISOString();
  saveClients(
    dataFolder,
    clients.map((one) => (one.name === name && one.withdrawnAt === null ? { ...one, withdrawnAt } : one)),
  );
};
