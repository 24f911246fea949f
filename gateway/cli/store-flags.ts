/** Where a command finds the records: the flags and the environment that name a PostgreSQL server. Refuses a password among the flags. */
import { StartupRefusal } from '../core/startup-refusal.ts';
import type { DepartmentOptions } from '../department.ts';

export const STORE_FLAGS = {
  postgres: { type: 'string' },
  'postgres-password-file': { type: 'string' },
} as const;

export const STORE_HELP = `  --postgres ADDRESS             records in PostgreSQL instead of the data folder's own file, for example
                                 postgres://records@db.example/records?sslmode=verify-full&sslrootcert=ca.pem
                                 (else PRECINCT_POSTGRES_URL of the environment)
  --postgres-password-file FILE  its password, in a file of mode 0600`;

const hasPassword = (address: string): boolean => URL.canParse(address) && new URL(address).password !== '';

export interface StoreFlags {
  readonly postgres?: string | undefined;
  readonly 'postgres-password-file'?: string | undefined;
}

/** Whoever lists this machine's processes reads their flags, so a password may stand in the environment only. */
export function storeOf(
  flags: StoreFlags,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Pick<DepartmentOptions, 'postgres'> {
  const { postgres, 'postgres-password-file': passwordFile } = flags;
  if (postgres !== undefined && hasPassword(postgres)) {
    throw new StartupRefusal(
      '--postgres must not hold a password: use --postgres-password-file or PRECINCT_POSTGRES_URL',
    );
  }
  const url = postgres ?? environment['PRECINCT_POSTGRES_URL'];
  if (url === undefined || url === '') {
    if (passwordFile !== undefined) throw new StartupRefusal('--postgres-password-file goes with --postgres');
    return {};
  }
  return { postgres: { url, ...(passwordFile === undefined ? {} : { passwordFile }) } };
}
