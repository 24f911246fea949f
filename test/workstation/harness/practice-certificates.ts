/** A certificate authority and a server certificate for 127.0.0.1 made on the spot, for tests of the TLS link. */
import { webcrypto } from 'node:crypto';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

export interface PracticeCertificates {
  /** PEM. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** A certificate for a workstation's public key (SPKI, PEM), by this authority. */
  readonly issue: (publicKey: string, id: string, notAfter: Date) => Promise<string>;
}

/** The certificate package wants the metadata extension of Reflect to be there; its classes here carry none. */
async function loadX509(): Promise<typeof import('@peculiar/x509')> {
  const kept = new WeakMap<object, Map<unknown, unknown>>();
  const read = (key: unknown, target: object): unknown => kept.get(target)?.get(key);
  const reflect = Reflect as unknown as Record<string, unknown>;
  reflect['getMetadata'] ??= read;
  reflect['getOwnMetadata'] ??= read;
  reflect['defineMetadata'] ??= (key: unknown, value: unknown, target: object) => {
    kept.set(target, (kept.get(target) ?? new Map<unknown, unknown>()).set(key, value));
  };
  return import('@peculiar/x509');
}

const pem = (label: string, der: ArrayBuffer): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')}\n-----END ${label}-----\n`;

export async function makeCertificates(host = '127.0.0.1'): Promise<PracticeCertificates> {
  const x509 = await loadX509();
  const crypto = webcrypto as unknown as Crypto;
  x509.cryptoProvider.set(crypto);
  const caKeys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const notBefore = new Date(Date.now() - DAY_MS);
  const notAfter = new Date(Date.now() + DAY_MS);
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ name: 'CN=Practice CA', keys: caKeys, signingAlgorithm: ALGORITHM, notBefore, notAfter, serialNumber: '01' },
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  const cert = await x509.X509CertificateGenerator.create({
    ...{ subject: 'CN=Practice Gateway', issuer: ca.subject, serialNumber: '02', notBefore, notAfter },
    ...{ publicKey: keys.publicKey, signingKey: caKeys.privateKey, signingAlgorithm: ALGORITHM },
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: host.includes('.') && /\d$/.test(host) ? 'ip' : 'dns', value: host },
      ]),
    ],
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  const issue: PracticeCertificates['issue'] = async (publicKey, id, until) => {
    const subjectKey = await new x509.PublicKey(publicKey).export(ALGORITHM, ['verify']);
    const made = await x509.X509CertificateGenerator.create({
      ...{ subject: `CN=${id}`, issuer: ca.subject, notBefore, notAfter: until },
      ...{ publicKey: subjectKey, signingKey: caKeys.privateKey, signingAlgorithm: ALGORITHM },
      extensions: [new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.2'])],
    });
    return made.toString('pem');
  };
  return { ca: ca.toString('pem'), cert: cert.toString('pem'), key: pem('PRIVATE KEY', key), issue };
}
