/**
 * Opens the directory a gateway was started with: Active Directory by its configuration file, else the embedded one. The
 * service account's secret comes from the machine's key store or a file of mode 0600, never from the configuration.
 */
import { readFileSync } from 'node:fs';
import { ensureDirectoryFile, openEmbeddedDirectory } from './adapters/directory/embedded/embedded-directory.ts';
import { SAMPLE_ACCOUNTS } from './adapters/directory/embedded/sample-accounts.ts';
import { readLdapConfig, type LdapConfig } from './adapters/directory/ldap/ldap-config.ts';
import { openLdapDirectory } from './adapters/directory/ldap/ldap-directory.ts';
import { openOsKeyStore } from './adapters/keys/os-key-store.ts';
import { readPrivateFile } from './adapters/keys/private-file.ts';
import { StartupRefusal } from './core/startup-refusal.ts';
import type { Clock } from './ports/clock.ts';
import type { Directory } from './ports/directory.ts';

export interface DirectoryOptions {
  /** JSON, as `ldap-config.ts` describes it. */
  readonly configFile: string;
  /** Mode 0600, one line. Absent: the key store of this machine. */
  readonly secretFile?: string;
}

const readConfig = (file: string): LdapConfig => {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new StartupRefusal(`The directory's configuration ${file} is missing or not JSON`);
  }
  return readLdapConfig(value);
};

const secretInFile = (file: string): string => {
  const secret = readPrivateFile(file)?.toString('utf8').trimEnd();
  if (!secret) throw new StartupRefusal(`The directory's secret ${file} is missing or empty`);
  return secret;
};

/** Name of the secret in the machine's key store. */
const keyStoreAccount = (config: LdapConfig): string => `directory ${config.serviceAccount.dn}`;

const secretInKeyStore = async (config: LdapConfig): Promise<string> => {
  const secret = await (await openOsKeyStore())?.get(keyStoreAccount(config));
  if (!secret) {
    const name = keyStoreAccount(config);
    throw new StartupRefusal(
      `The directory's secret is not in the key store of this machine ("${name}"): put it there, or use --directory-secret-file`,
    );
  }
  return secret;
};

const openActiveDirectory = async (options: DirectoryOptions, clock: Clock): Promise<Directory> => {
  const { configFile, secretFile } = options;
  const config = readConfig(configFile);
  const secret = async (): Promise<string> =>
    secretFile === undefined ? secretInKeyStore(config) : secretInFile(secretFile);
  // Said at the start, not at the first sign-in.
  await secret();
  return openLdapDirectory(config, { clock, secret });
};

/** Puts the service account's secret where the gateway looks for it. Throws {@link StartupRefusal} with one clear line. */
export const keepDirectorySecret = async (configFile: string, secret: () => Promise<string>): Promise<void> => {
  const config = readConfig(configFile);
  const keyStore = await openOsKeyStore();
  if (keyStore === null)
    throw new StartupRefusal('This machine has no key store that answers: use a file of mode 0600');
  await keyStore.set(keyStoreAccount(config), await secret());
};

/** Throws {@link StartupRefusal} with one clear line. Asks no controller yet. */
export const openDirectory = async (
  options: DirectoryOptions | undefined,
  embeddedFile: string,
  clock: Clock,
): Promise<Directory> => {
  if (options) return openActiveDirectory(options, clock);
  await ensureDirectoryFile(embeddedFile, SAMPLE_ACCOUNTS);
  return openEmbeddedDirectory(embeddedFile);
};
