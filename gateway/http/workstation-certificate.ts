/**
 * The key a connection has proven: its client certificate is of the department's own authority, for clients, and in
 * force by the gateway's clock. Says nothing of whose key it is, and never breaks a connection: a fault says more.
 */
import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { keyOf } from '../core/workstations/workstation-key.ts';
import type { Clock } from '../ports/clock.ts';

const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
/** What the TLS library finds by the machine's clock is found again here, by the gateway's. */
const OF_TIME: readonly string[] = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];

interface Proof {
  readonly thumbprint: string;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly until: number;
}

/** SHA-256 of the key (SPKI), base64url; null when nothing, or nothing of worth, was presented. */
export type ProvenKey = (socket: Socket) => string | null;

/** The library's verdict is a text at run time, whatever its type says. */
const verdictOf = (socket: TLSSocket): string => {
  const { authorizationError } = socket as unknown as { readonly authorizationError?: unknown };
  return typeof authorizationError === 'string' ? authorizationError : '';
};

const proofOf = (socket: TLSSocket, authority: X509Certificate): Proof | null => {
  // SECURITY: a resumed TLS 1.3 connection counts as authorised without any certificate; only a certificate proves.
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return null;
  if (!socket.authorized && !OF_TIME.includes(verdictOf(socket))) return null;
  if (certificate.ca || !certificate.checkIssued(authority) || !certificate.verify(authority.publicKey)) return null;
  // The types leave out that a certificate may name no use at all.
  const uses = certificate.keyUsage as readonly string[] | undefined;
  const key = keyOf(certificate.publicKey);
  if (!uses?.includes(CLIENT_AUTH) || !key) return null;
  const [from, until] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()];
  return { thumbprint: key.thumbprint, from, until };
};

/** `authority`: PEM. What a connection presented is read once; whether it is still in force, at every call. */
export const createProvenKey = (authority: string, clock: Clock): ProvenKey => {
  const issuer = new X509Certificate(authority);
  const proofs = new WeakMap<Socket, Proof | null>();
  return (socket) => {
    if (!(socket instanceof TLSSocket)) return null;
    let proof = proofs.get(socket);
    if (proof === undefined) {
      proof = proofOf(socket, issuer);
      proofs.set(socket, proof);
    }
    const now = clock.now();
    return proof && now >= proof.from && now < proof.until ? proof.thumbprint : null;
  };
};
