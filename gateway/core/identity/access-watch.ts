/**
 * Carries changes of the directory into live sessions within seconds (S41): what was taken away is gone at once, also
 * where nobody makes a call. While the directory cannot be asked sessions go on, so that its outage does not stop the
 * work of a precinct, but for fifteen minutes at most: then they lock.
 */
import type { Clock } from '../../ports/clock.ts';
import type { Directory, DirectoryAccount } from '../../ports/directory.ts';
import type { Sessions } from '../sessions.ts';

export const WATCH_MS = 5000;

export interface AccessWatch {
  /** One look at the directory; one at a time. Never throws: what failed is tried again at the next look. */
  look(): Promise<void>;
}

interface WatchDeps {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly sessions: Sessions;
  /** Told of the first failed look after a good one; never of an account. */
  readonly onFailure: (error: unknown) => void;
}

export const createAccessWatch = ({ clock, directory, sessions, onFailure }: WatchDeps): AccessWatch => {
  let seen: string | null = null;
  let running: Promise<void> | null = null;
  let isFailing = false;
  const failed = (error: unknown): void => {
    if (!isFailing) onFailure(error);
    isFailing = true;
  };

  const confirmAll = (askedAt: number): void => {
    for (const session of sessions.all()) sessions.confirmed(session, askedAt);
  };

  const readAgain = async (): Promise<boolean> => {
    const accounts = new Map<string, { readonly account: DirectoryAccount | null; readonly askedAt: number }>();
    let isWhole = true;
    for (const session of sessions.all()) {
      const { username } = session.account;
      const askedAt = clock.monotonic();
      const read = accounts.get(username) ?? { account: await directory.find(username), askedAt };
      accounts.set(username, read);
      try {
        await sessions.accept(session, read.account, read.askedAt);
      } catch (error) {
        // The log could not be written: what was taken away is taken already, and the others have their turn.
        isWhole = false;
        failed(error);
      }
    }
    return isWhole;
  };

  const lookOnce = async (): Promise<void> => {
    try {
      const askedAt = clock.monotonic();
      const revision = await directory.revision();
      if (revision === seen) confirmAll(askedAt);
      // Read before the accounts: what changes meanwhile changes it again.
      else if (await readAgain()) seen = revision;
      isFailing = seen !== revision;
    } catch (error) {
      failed(error);
      for (const session of sessions.all()) await sessions.lockUnconfirmed(session).catch(failed);
    }
  };

  return {
    look: () => {
      running ??= lookOnce().finally(() => {
        running = null;
      });
      return running;
    },
  };
};
