/** Where the department's workstations are kept, with the enrolment codes that are open. Whoever keeps them decides nothing. */
import type { Workstation } from '../../shared/session/view.ts';

export interface WorkstationRecord {
  readonly workstation: Workstation;
  readonly state: 'enrolled' | 'revoked';
  /** SHA-256 of the key (SPKI, DER), base64url. No two workstations have the same. */
  readonly thumbprint: string;
  /** A key it was given a certificate for and has not used yet; with its first use the old one ends. */
  readonly next: { readonly thumbprint: string; readonly notAfter: number } | null;
  /** All times in milliseconds since the epoch. */
  readonly enrolledAt: number;
  /** User name, or "gateway" for a code made at the gateway's console. */
  readonly enrolledBy: string;
  /** End of the newest certificate of the key. */
  readonly notAfter: number;
  /** Coarse: up to an hour behind. */
  readonly lastSeen: number | null;
}

export interface OpenEnrolmentCode {
  /** Keyed hash of the canonical code; the code itself is kept nowhere. */
  readonly hash: string;
  readonly name: string;
  readonly command: number;
  readonly area: Workstation['area'];
  /** Id of the workstation it replaces, or null. */
  readonly replaces: string | null;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly issuedBy: string;
}

export interface WorkstationRegister {
  readonly workstations: readonly WorkstationRecord[];
  readonly codes: readonly OpenEnrolmentCode[];
}

export interface WorkstationStore {
  load(): WorkstationRegister;
  /** All or nothing, durable when it returns: a code is used and its workstation enrolled, or neither. */
  save(register: WorkstationRegister): void;
}
