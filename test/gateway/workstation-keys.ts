/** Keys and certificates of workstations as the tests need them: real ones, and forged ones of every kind. */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import {
  makeAuthority,
  makeServerCertificate,
  makeWorkstationCertificate,
  type Certificate,
} from '../../gateway/adapters/tls/certificates.ts';
import type { RouteBody } from '../../shared/wire/routes.ts';
import { canonicalCode, proofText } from '../../shared/wire/workstations.ts';

/** What a client presents in the handshake, PEM both. */
export interface Credentials {
  readonly key: string;
  readonly cert: string;
}

export interface WorkstationKeys {
  readonly privateKey: KeyObject;
  /** PKCS #8, PEM. */
  readonly key: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
}

const exported = (pair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }): WorkstationKeys => ({
  privateKey: pair.privateKey,
  key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
});

export const newKeys = (namedCurve = 'P-256'): WorkstationKeys => exported(generateKeyPairSync('ec', { namedCurve }));
export const newRsaKeys = (): WorkstationKeys => exported(generateKeyPairSync('rsa', { modulusLength: 2048 }));

export const prove = (keys: WorkstationKeys, about: string): string =>
  sign('sha256', Buffer.from(proofText(about)), keys.privateKey).toString('base64');

/** The body of an enrolment. `prover`: whose key makes the proof. */
export const enrolment = (code: string, keys: WorkstationKeys, prover = keys): RouteBody<'enrol'> => ({
  code,
  publicKey: keys.publicKey,
  proof: prove(prover, canonicalCode(code)),
});

export const renewal = (id: string, keys: WorkstationKeys, prover = keys): RouteBody<'renewWorkstation'> => ({
  publicKey: keys.publicKey,
  proof: prove(prover, id),
});

/** A certificate for a workstation by whatever authority. */
export const certified = async (
  authority: Certificate,
  id: string,
  keys: WorkstationKeys,
  now = Date.now(),
): Promise<Credentials> => {
  const { certificate } = await makeWorkstationCertificate(authority, id, keys.publicKey, now);
  return { key: keys.key, cert: certificate };
};

/** Of an authority of somebody's own, named as they like. */
export const ofOtherAuthority = async (id: string, keys: WorkstationKeys): Promise<Credentials> =>
  certified(await makeAuthority(Date.now()), id, keys);

/** Its own authority, with its own key. */
export const selfSigned = async (): Promise<Credentials> => makeAuthority(Date.now());

/** A certificate for servers, misused by a client. */
export const forServers = async (authority: Certificate): Promise<Credentials> =>
  makeServerCertificate(authority, ['localhost'], Date.now());
