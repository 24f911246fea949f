/** Makes the local certificate authority and its certificates for server and workstations (EC P-256, X.509 v3). Keeps nothing itself. */
import './reflect-metadata.ts';
import { randomBytes } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { WorkstationCertificate } from '../../ports/workstation-certificates.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;
const CA_DAYS = 3650;
export const SERVER_DAYS = 90;
export const WORKSTATION_DAYS = 90;
/** Clocks of workstations differ a little. */
const BACKDATE_MS = 3_600_000;

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM (PKCS #8). */
  readonly key: string;
}

const keyPair = () => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
type KeyPair = Awaited<ReturnType<typeof keyPair>>;
const serial = (): string => `01${randomBytes(15).toString('hex')}`;

const privatePem = async (keys: KeyPair): Promise<string> =>
  x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');

export const makeAuthority = async (now: number): Promise<Certificate> => {
  const keys = await keyPair();
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=Precinct Workstation local CA ${randomBytes(4).toString('hex')}`,
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: new Date(now + CA_DAYS * DAY_MS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: `${cert.toString('pem')}\n`, key: `${await privatePem(keys)}\n` };
};

const alternativeName = (host: string): x509.JsonGeneralName => ({
  type: /^[\d.]+$|:/.test(host) ? 'ip' : 'dns',
  value: host,
});

const signingKeyOf = (authority: Certificate) => {
  const [pem] = x509.PemConverter.decode(authority.key);
  if (!pem) throw new Error('the authority has no key');
  return crypto.subtle.importKey('pkcs8', pem, ALGORITHM, false, ['sign']);
};

interface Request {
  readonly subject: string;
  readonly publicKey: KeyPair['publicKey'];
  readonly days: number;
  readonly use: x509.ExtendedKeyUsage;
  readonly more?: readonly x509.Extension[];
}

const issue = async (authority: Certificate, asked: Request, now: number): Promise<x509.X509Certificate> => {
  const issuer = new x509.X509Certificate(authority.cert);
  return x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: asked.subject,
    issuer: issuer.subject,
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: new Date(now + asked.days * DAY_MS),
    publicKey: asked.publicKey,
    signingKey: await signingKeyOf(authority),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([asked.use]),
      ...(asked.more ?? []),
      await x509.SubjectKeyIdentifierExtension.create(asked.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
};

export const makeServerCertificate = async (
  authority: Certificate,
  hosts: readonly string[],
  now: number,
): Promise<Certificate> => {
  const keys = await keyPair();
  const asked: Request = {
    subject: 'CN=Precinct Workstation gateway',
    publicKey: keys.publicKey,
    days: SERVER_DAYS,
    use: x509.ExtendedKeyUsage.serverAuth,
    more: [new x509.SubjectAlternativeNameExtension(hosts.map(alternativeName))],
  };
  const cert = await issue(authority, asked, now);
  return { cert: `${cert.toString('pem')}\n`, key: `${await privatePem(keys)}\n` };
};

/** For TLS clients only. `publicKey`: SPKI, PEM, EC P-256. */
export const makeWorkstationCertificate = async (
  authority: Certificate,
  id: string,
  publicKey: string,
  now: number,
): Promise<WorkstationCertificate> => {
  const [spki] = x509.PemConverter.decode(publicKey);
  if (!spki) throw new Error('a certificate without a key');
  const asked: Request = {
    subject: `CN=${id}`,
    publicKey: await crypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']),
    days: WORKSTATION_DAYS,
    use: x509.ExtendedKeyUsage.clientAuth,
  };
  const cert = await issue(authority, asked, now);
  return { certificate: `${cert.toString('pem')}\n`, notAfter: cert.notAfter.getTime() };
};
