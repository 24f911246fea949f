/** Reads a workstation's public key and the proof that whoever sent it holds the private one. EC P-256 only; keeps nothing. */
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { proofText } from '../../../shared/wire/workstations.ts';

export interface WorkstationKey {
  /** SPKI, PEM, in the one form this gateway certifies. */
  readonly pem: string;
  /** SHA-256 of the SPKI (DER), base64url. */
  readonly thumbprint: string;
}

const read = (pem: string): KeyObject | null => {
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
};

/** One key, one thumbprint: a point may be written in more than one way, so it is written anew. Null for any other kind of key. */
export const keyOf = (given: KeyObject): WorkstationKey | null => {
  if (given.asymmetricKeyType !== 'ec' || given.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return null;
  const key = createPublicKey({ key: given.export({ format: 'jwk' }), format: 'jwk' });
  const thumbprint = createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64url');
  return { pem: key.export({ type: 'spki', format: 'pem' }).toString(), thumbprint };
};

/** Null when it is no EC P-256 key, or the proof was not made with it over {@link proofText} of `about`. */
export const provenKey = (publicKey: string, proof: string, about: string): WorkstationKey | null => {
  const given = read(publicKey);
  const key = given && keyOf(given);
  if (!given || !key) return null;
  const signature = Buffer.from(proof, 'base64');
  return verify('sha256', Buffer.from(proofText(about)), { key: given, dsaEncoding: 'der' }, signature) ? key : null;
};
