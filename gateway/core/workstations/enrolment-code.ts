/** Enrolment codes: 80 random bits for a person to read out and type. Kept as a keyed hash only. */
import { createHmac, randomBytes } from 'node:crypto';
import { canonicalCode } from '../../../shared/wire/workstations.ts';
import type { OpenEnrolmentCode } from '../../ports/workstation-store.ts';

/** Crockford's base32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LETTERS = 16;
export const CODE_MS = 24 * 3_600_000;
/** By how much the clock may have been set back before a code is not believed to be issued yet. */
const SET_BACK_MS = 5 * 60_000;

/** Four groups of four. */
export const newEnrolmentCode = (): string => {
  // 256 is a multiple of 32, so that every letter is as likely as any other.
  const letters = [...randomBytes(CODE_LETTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.replaceAll(/.{4}(?=.)/g, '$&-');
};

export const codeHash = (key: Uint8Array, code: string): string =>
  createHmac('sha256', key).update(canonicalCode(code)).digest('base64url');

export const isInForce = ({ issuedAt, expiresAt }: OpenEnrolmentCode, now: number): boolean =>
  now > issuedAt - SET_BACK_MS && now < expiresAt;
