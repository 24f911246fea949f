/**
 * Opens the records of a data folder: its own encrypted file, or a department's PostgreSQL server where one was named. The
 * server's password comes from a file of mode 0600 or the environment, never from an argument.
 */
import { readPrivateFile } from './adapters/keys/private-file.ts';
import { openLibsqlStore } from './adapters/store/libsql/open.ts';
import { openPostgresStore } from './adapters/store/postgres/open.ts';
import { StartupRefusal } from './core/startup-refusal.ts';
import type { RecordStore } from './ports/record-store.ts';

export interface PostgresChoice {
  /** `postgres://USER@HOST:PORT/DATABASE?sslmode=verify-full&sslrootcert=FILE`. */
  readonly url: string;
  /** Mode 0600, one line. Absent: the password of the address, if it has one. */
  readonly passwordFile?: string;
}

const passwordIn = (file: string): string => {
  const password = readPrivateFile(file)?.toString('utf8').trimEnd();
  if (!password) throw new StartupRefusal(`The PostgreSQL password ${file} is missing or empty`);
  return password;
};

/** `key`: of the records; the same one gives the same ids and opens the same contents. Throws `StartupRefusal`. */
export const openStore = (file: string, key: Uint8Array, postgres: PostgresChoice | null): Promise<RecordStore> => {
  if (postgres === null) return openLibsqlStore({ file, key });
  const { url, passwordFile } = postgres;
  return openPostgresStore({ url, key, ...(passwordFile === undefined ? {} : { password: passwordIn(passwordFile) }) });
};
