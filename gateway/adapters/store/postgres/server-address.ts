/**
 * Reads where a PostgreSQL server is and how it is reached. A server on another machine is reached by verified TLS or
 * not at all; a password never stands in an argument of the command.
 */
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { StartupRefusal } from '../../../core/startup-refusal.ts';

export interface ServerAddress {
  /** Name or address of the server, or the folder of its socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password?: string;
  /** False on this machine only. */
  readonly ssl:
    | false
    | {
        readonly rejectUnauthorized: true;
        readonly minVersion: 'TLSv1.2';
        readonly ca?: string;
        readonly cert?: string;
        readonly key?: string;
      };
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const PARAMETERS = new Set(['host', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey']);
const FORM = 'postgres://USER@HOST:PORT/DATABASE?sslmode=verify-full&sslrootcert=FILE';

/** Says what is wrong without repeating the address, which may hold a password. */
const refuse = (because: string): never => {
  throw new StartupRefusal(`The PostgreSQL address ${because}. Its form is ${FORM}`);
};

function fileOf(parameters: URLSearchParams, name: string): string | undefined {
  const path = parameters.get(name);
  if (path === null) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return refuse(`names a file in ${name} that cannot be read`);
  }
}

function sslOf(parameters: URLSearchParams, onThisMachine: boolean): ServerAddress['ssl'] {
  const mode = parameters.get('sslmode');
  if (mode === null && onThisMachine) return false;
  // "require" encrypts without looking whose certificate it is: anyone in between could read and change records.
  if (mode !== 'verify-full') return refuse('of another machine must say sslmode=verify-full, and no other mode');
  const [ca, cert, key] = ['sslrootcert', 'sslcert', 'sslkey'].map((name) => fileOf(parameters, name));
  return {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

function urlOf(text: string): URL {
  try {
    return new URL(text);
  } catch {
    return refuse('cannot be read');
  }
}

/** Throws `StartupRefusal` with one clear line that never holds the password. */
export function serverAddress(text: string, password?: string): ServerAddress {
  const url = urlOf(text);
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') refuse('must begin with postgres://');
  const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined) refuse('has a parameter that is not known');
  const socket = url.searchParams.get('host');
  if (socket !== null && (url.hostname !== 'localhost' || !isAbsolute(socket)))
    refuse('gives with host= the folder of a socket, and localhost beside it');
  const host = socket ?? url.hostname;
  const database = decodeURIComponent(url.pathname.slice(1));
  const user = decodeURIComponent(url.username);
  if (host === '' || user === '' || database === '') refuse('must name host, user and database');
  const secret = password ?? decodeURIComponent(url.password);
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 5432 : Number(url.port),
    user,
    database,
    ...(secret === '' ? {} : { password: secret }),
    ssl: sslOf(url.searchParams, socket !== null || LOOPBACK.has(host)),
  };
}
