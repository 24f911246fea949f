/**
 * A supervisor's code that lets one person enrol away from the command: told by voice or in person, never sent
 * (IA-5(1)(c)). Whether the supervisor has the right is the caller's to decide.
 */
import { FaultError } from '../../../shared/faults/faults.ts';
import type { Deadlines } from './deadlines.ts';
import type { FactorBook } from './factor-book.ts';
import { hashCodes, hashOf, randomCode, without } from './one-time-codes.ts';

const RELEASE_MS = 10 * 60_000;
const TRIES = 5;
/** Twice four characters: 40 random bits. */
const GROUPS = 2;
const GROUP_SIZE = 4;

export interface Releases {
  /**
   * Good for 10 minutes and one use; an older one counts no more. `by` is the id of the account that gives it. Throws
   * `account.own` for one's own (AC-5).
   */
  issueRelease(accountId: string, by: string): Promise<{ readonly code: string; readonly expiresAt: number }>;
  /** True once. The fifth wrong try ends the release. */
  useRelease(accountId: string, code: string): Promise<boolean>;
}

export const createReleases = (book: FactorBook, deadlines: Deadlines): Releases => ({
  issueRelease: async (accountId, by) => {
    if (by === accountId) throw new FaultError('account.own');
    const code = randomCode(GROUPS, GROUP_SIZE);
    const hashed = await hashCodes([code]);
    const deadline = deadlines.start(RELEASE_MS);
    book.change(accountId, { release: { code: hashed, deadline, triesLeft: TRIES } });
    return { code, expiresAt: deadline.until };
  },
  useRelease: async (accountId, code) => {
    const { release } = book.of(accountId);
    if (release === null) return false;
    if (deadlines.isOver(release.deadline) || release.triesLeft <= 0) {
      book.change(accountId, { release: null });
      return false;
    }
    // SECURITY: the try is taken before the slow part, so that tries at once are counted like tries one by one.
    book.change(accountId, { release: { ...release, triesLeft: release.triesLeft - 1 } });
    const hash = await hashOf(code, GROUPS * GROUP_SIZE, release.code.salt);
    const current = book.of(accountId).release;
    if (current?.code.salt !== release.code.salt) return false;
    const fits = without(current.code, hash) !== null;
    if (fits || current.triesLeft <= 0) book.change(accountId, { release: null });
    return fits;
  },
});
