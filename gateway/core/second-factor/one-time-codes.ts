/**
 * Random codes to read, print and type once (recovery, release), and their hashes. Keeps no code: what was made here is
 * shown once and known afterwards by its salted scrypt hash only.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { HashedCodes } from '../../ports/factor-store.ts';

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS = new RegExp(`^[${ALPHABET}]*$`);
const COST = { N: 16_384, r: 8, p: 1 } as const;

/** `groups` of `size` characters, 5 random bits each, with dashes between. */
export const randomCode = (groups: number, size: number): string => {
  const group = (): string => Array.from(randomBytes(size), (byte) => ALPHABET.charAt(byte & 31)).join('');
  return Array.from({ length: groups }, group).join('-');
};

/** What the person meant, without dashes, whatever the case and with look-alikes; null when it cannot be such a code. */
const readLeniently = (text: string, length: number): string | null => {
  if (text.length > 64) return null;
  const plain = text
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return plain.length === length && LETTERS.test(plain) ? plain : null;
};

const hash = (plain: string, salt: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(plain, Buffer.from(salt, 'hex'), 32, COST, (failed, derived) => {
      if (failed) reject(failed);
      else resolve(derived);
    });
  });

/**
 * One salt (128 bits) for the codes of one issue, so that trying a code costs one derivation. One after the other: each
 * takes 16 MB.
 */
export const hashCodes = async (codes: readonly string[]): Promise<HashedCodes> => {
  const salt = randomBytes(16).toString('hex');
  const hashes: string[] = [];
  for (const code of codes) hashes.push((await hash(code.replaceAll('-', ''), salt)).toString('hex'));
  return { salt, hashes };
};

/** The hash under which a code of `length` characters would be kept; null, after the same work, for any other text. */
export const hashOf = async (text: string, length: number, salt: string): Promise<Buffer | null> => {
  const plain = readLeniently(text, length);
  const derived = await hash(plain ?? '', salt);
  return plain === null ? null : derived;
};

/** These codes without the one of this hash; null when it is none of them. All are compared, in constant time each. */
export const without = (codes: HashedCodes, used: Buffer | null): HashedCodes | null => {
  if (used === null) return null;
  const left = codes.hashes.filter((kept) => !timingSafeEqual(Buffer.from(kept, 'hex'), used));
  return left.length === codes.hashes.length ? null : { ...codes, hashes: left };
};
