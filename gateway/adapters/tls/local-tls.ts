/**
 * The certificates of a data folder: the authority that workstations pin (`ca.pem`) and the server's own, replaced
 * well before it ends; it also certifies workstations. Private keys are files of mode 0600.
 */
import { X509Certificate } from 'node:crypto';
import { StartupRefusal } from '../../core/startup-refusal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { WorkstationCertificates } from '../../ports/workstation-certificates.ts';
import { readPrivateFile, writePrivateFile } from '../keys/private-file.ts';
import { makeAuthority, makeServerCertificate, makeWorkstationCertificate, type Certificate } from './certificates.ts';

const RENEW_BEFORE_MS = 30 * 86_400_000;
export const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '::1'] as const;

const stored = (file: (name: string) => string, name: string): Certificate | null => {
  const cert = readPrivateFile(file(`${name}.pem`))?.toString('utf8');
  const key = readPrivateFile(file(`${name}.key`))?.toString('utf8');
  return cert === undefined || key === undefined ? null : { cert, key };
};

const keep = (file: (name: string) => string, name: string, certificate: Certificate): Certificate => {
  writePrivateFile(file(`${name}.key`), certificate.key);
  writePrivateFile(file(`${name}.pem`), certificate.cert);
  return certificate;
};

const covers = (certificate: X509Certificate, host: string): boolean =>
  (certificate.checkHost(host) ?? certificate.checkIP(host)) !== undefined;

/** Whether the certificate is from this authority, for these hosts, and lasts another 30 days. */
const fits = (server: Certificate, authority: Certificate, hosts: readonly string[], now: number): boolean => {
  const certificate = new X509Certificate(server.cert);
  return (
    certificate.checkIssued(new X509Certificate(authority.cert)) &&
    certificate.validToDate.getTime() - now > RENEW_BEFORE_MS &&
    hosts.every((host) => covers(certificate, host))
  );
};

export interface LocalTls extends WorkstationCertificates {
  readonly caFile: string;
  /** PEM of the authority, as it was when opened: of whose certificates workstations are believed. */
  readonly authority: string;
  /** The server's certificate and key; made anew when due, so ask again from time to time. */
  current(): Promise<Certificate>;
}

/** Throws {@link StartupRefusal} when a certificate or key in the folder is damaged. */
export const openLocalTls = async (file: (name: string) => string, host: string, clock: Clock): Promise<LocalTls> => {
  const hosts = [...new Set<string>([...LOOPBACK_HOSTS, host])].filter((name) => name !== '0.0.0.0' && name !== '::');
  const current = async (): Promise<Certificate> => {
    const authority = stored(file, 'ca') ?? keep(file, 'ca', await makeAuthority(clock.now()));
    const server = stored(file, 'server');
    if (server && fits(server, authority, hosts, clock.now())) return server;
    return keep(file, 'server', await makeServerCertificate(authority, hosts, clock.now()));
  };
  let authority: Certificate | null = null;
  try {
    await current();
    authority = stored(file, 'ca');
  } catch (error) {
    if (error instanceof StartupRefusal) throw error;
    throw new StartupRefusal('The certificates in the data folder are damaged');
  }
  if (!authority) throw new StartupRefusal('The certificates in the data folder are damaged');
  const { cert, key } = authority;
  return {
    caFile: file('ca.pem'),
    authority: cert,
    current,
    certify: (id, publicKey) => makeWorkstationCertificate({ cert, key }, id, publicKey, clock.now()),
  };
};
