/** Passwords as scrypt (N = 2^15, r = 8, p = 1, 16 bytes of salt), the memory-hard function of RFC 7914. Never in clear. */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod';

export const passwordHashSchema = z.strictObject({
  n: z.literal(32_768),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
type PasswordHash = z.infer<typeof passwordHashSchema>;

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const OPTIONS = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;

const stretch = (password: string, salt: Buffer): Promise<Buffer> =>
  derive(password.normalize('NFC'), salt, 32, OPTIONS);

export const hashPassword = async (password: string): Promise<PasswordHash> => {
  const salt = randomBytes(16);
  return { n: 32_768, salt: salt.toString('hex'), hash: (await stretch(password, salt)).toString('hex') };
};

/** Stands in for the hash of a user who does not exist, so that the same work is done. */
const NOBODY: PasswordHash = { n: 32_768, salt: '0'.repeat(32), hash: '0'.repeat(64) };

/** Does the same work whether or not there is a hash. */
export const passwordFits = async (password: string, stored: PasswordHash | null): Promise<boolean> => {
  const { salt, hash } = stored ?? NOBODY;
  const derived = await stretch(password, Buffer.from(salt, 'hex'));
  return timingSafeEqual(derived, Buffer.from(hash, 'hex')) && stored !== null;
};
