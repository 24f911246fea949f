/** The workstation's own key (EC P-256): made here, proven by a signature, never sent anywhere. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { proofText } from '../../../shared/wire/workstations.ts';

interface WorkstationKey {
  /** PKCS#8, DER: what the key store keeps. */
  readonly secret: Uint8Array;
  /** SPKI, PEM. */
  readonly publicKey: string;
}

export function makeKey(): WorkstationKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    secret: privateKey.export({ type: 'pkcs8', format: 'der' }),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

const read = (secret: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.from(secret), type: 'pkcs8', format: 'der' });

/** ECDSA with SHA-256 over the proof's text, DER, base64. `about`: a canonical enrolment code, or the workstation's id. */
export function prove(secret: Uint8Array, about: string): string {
  return sign('sha256', Buffer.from(proofText(about), 'utf8'), read(secret)).toString('base64');
}

/** Whether the certificate (PEM) is of this key. False for anything unreadable. */
export function keyFits(secret: Uint8Array, certificate: string): boolean {
  try {
    const mine = createPublicKey(read(secret)).export({ type: 'spki', format: 'der' });
    return mine.equals(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' }));
  } catch {
    return false;
  }
}

/** For the TLS layer, which takes PEM. */
export const keyPem = (secret: Uint8Array): string => read(secret).export({ type: 'pkcs8', format: 'pem' }).toString();
