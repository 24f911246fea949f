/** Ten codes on paper for the day the phone is gone, each good once (look-up secrets, IA-5 j). Never shown a second time. */
import { randomBytes } from 'node:crypto';
import type { HashedCodes } from '../../ports/factor-store.ts';
import { isBlocked, type FactorBook } from './factor-book.ts';
import { hashCodes, hashOf, randomCode, without } from './one-time-codes.ts';

const CODES = 10;
/** Twice five characters: 50 random bits. */
const GROUPS = 2;
const GROUP_SIZE = 5;

export type RecoveryResult =
  | { readonly result: 'ok'; readonly left: number }
  | { readonly result: 'wrong' }
  /** See {@link FactorVerification}. */
  | { readonly result: 'blocked' };

export interface Recovery {
  /**
   * Case, dashes and look-alike letters do not matter. The code is used, durably, before it answers `ok`. Where nobody
   * is enrolled every code is `wrong`, after the same work.
   */
  recover(accountId: string, code: string): Promise<RecoveryResult>;
  /** Ten new ones, to be shown this once; the old ones count no more. Null: not enrolled. */
  newRecoveryCodes(accountId: string): Promise<readonly string[] | null>;
}

export const makeRecoveryCodes = async (): Promise<{
  readonly codes: readonly string[];
  readonly hashed: HashedCodes;
}> => {
  const codes = Array.from({ length: CODES }, () => randomCode(GROUPS, GROUP_SIZE));
  return { codes, hashed: await hashCodes(codes) };
};

export const createRecovery = (book: FactorBook): Recovery => ({
  recover: async (accountId, code) => {
    const { live } = book.of(accountId);
    if (live && isBlocked(live)) return { result: 'blocked' };
    // SECURITY: counted before the slow part, so that many guesses at once are no more guesses than one after the other.
    if (live) book.change(accountId, { live: { ...live, failures: live.failures + 1 } });
    const salt = live?.recovery.salt ?? randomBytes(16).toString('hex');
    const hash = await hashOf(code, GROUPS * GROUP_SIZE, salt);
    const current = book.of(accountId).live;
    if (current?.recovery.salt !== salt) return { result: 'wrong' };
    const recovery = without(current.recovery, hash);
    if (recovery === null) return { result: 'wrong' };
    book.change(accountId, { live: { ...current, failures: 0, recovery } });
    return { result: 'ok', left: recovery.hashes.length };
  },
  newRecoveryCodes: async (accountId) => {
    const { codes, hashed } = await makeRecoveryCodes();
    const { live } = book.of(accountId);
    if (live === null) return null;
    book.change(accountId, { live: { ...live, recovery: hashed } });
    return codes;
  },
});
