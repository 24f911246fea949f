/**
 * The certificate with which a gateway shows itself to a source service, as its files are now: whoever renews it replaces the
 * files, and nothing has to be started again. Files that do not fit together, or have ended, are not taken.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Clock } from '../../ports/clock.ts';
import { readPrivateFile } from '../keys/private-file.ts';
import type { ClientTls } from './https-call.ts';

export interface ClientFiles {
  readonly ca: string;
  readonly cert: string;
  /** Mode 0600. */
  readonly key: string;
}

const LOOK_EVERY_MS = 30_000;

/** Throws when a file is not there, or the key may be read by others. */
export const readClientFiles = ({ ca, cert, key }: ClientFiles): ClientTls => {
  const secret = readPrivateFile(key);
  if (secret === null) throw new Error('no key');
  return { ca: readFileSync(ca, 'utf8'), cert: readFileSync(cert, 'utf8'), key: secret.toString('utf8') };
};

/** While files are replaced one after the other, the old key stands beside the new certificate. */
const fits = ({ ca, cert, key }: ClientTls, now: number): boolean => {
  const certificate = new X509Certificate(cert);
  return (
    new X509Certificate(ca).ca &&
    certificate.checkPrivateKey(createPrivateKey(key)) &&
    certificate.validToDate.getTime() > now
  );
};

/** Answers what the files hold, looked at anew at most every `lookEveryMs`; null: nothing that can be used, or not yet. */
export const watchClientFiles = (
  files: ClientFiles,
  clock: Clock,
  lookEveryMs = LOOK_EVERY_MS,
): (() => ClientTls | null) => {
  let next = clock.now() + lookEveryMs;
  return () => {
    if (clock.now() < next) return null;
    next = clock.now() + lookEveryMs;
    try {
      const read = readClientFiles(files);
      return fits(read, clock.now()) ? read : null;
    } catch {
      return null; // what is in use stays in use
    }
  };
};
