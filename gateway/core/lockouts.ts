/**
 * Five bad passwords in fifteen minutes lock a user name, existing or not, until a person with the right releases it
 * (AC-7). Counts only; never sees a password.
 */
import type { Clock } from '../ports/clock.ts';
import type { LockoutRecord, LockoutStore } from '../ports/lockout-store.ts';

export const MAX_ATTEMPTS = 5;
const WINDOW_MS = 15 * 60_000;
/** Names kept at most; the oldest go first, so that guessing names cannot fill the disk. */
export const MAX_NAMES = 10_000;

export interface Lockouts {
  isLocked(username: string): boolean;
  /** Counts a bad password; the attempts left, 0 when this one locked the name. Durable when it returns. */
  failed(username: string, workstation: string): number;
  succeeded(username: string): void;
  /** False when the name was not locked. */
  release(username: string): boolean;
  locked(): ReadonlyMap<string, LockoutRecord & { readonly lockedAt: number }>;
}

const key = (username: string): string => username.trim().normalize('NFC').toLowerCase();

export const createLockouts = (store: LockoutStore, clock: Clock): Lockouts => {
  const records = new Map<string, LockoutRecord>(store.load());
  const prune = (): void => {
    const since = clock.now() - WINDOW_MS;
    for (const [name, { attempts, lockedAt }] of records) {
      if (lockedAt === null && attempts.every(({ at }) => at <= since)) records.delete(name);
    }
    if (records.size <= MAX_NAMES) return;
    // SECURITY: what is locked goes last, or inventing names would release whoever is locked out.
    const [locked, counted] = [new Set<string>(), new Set<string>()];
    for (const [name, { lockedAt }] of records) (lockedAt === null ? counted : locked).add(name);
    for (const name of [...counted, ...locked]) {
      if (records.size <= MAX_NAMES) break;
      records.delete(name);
    }
  };
  const forget = (username: string): boolean => {
    const had = records.delete(key(username));
    if (had) store.save(records);
    return had;
  };
  return {
    isLocked: (username) => (records.get(key(username))?.lockedAt ?? null) !== null,
    failed: (username, workstation) => {
      prune();
      const name = key(username);
      const now = clock.now();
      const before = records.get(name)?.attempts.filter(({ at }) => at > now - WINDOW_MS) ?? [];
      const attempts = [...before, { at: now, workstation }];
      const locks = attempts.length >= MAX_ATTEMPTS;
      records.set(name, { attempts, lockedAt: locks ? now : null });
      store.save(records);
      return Math.max(0, MAX_ATTEMPTS - attempts.length);
    },
    succeeded: (username) => {
      forget(username);
    },
    release: (username) => (records.get(key(username))?.lockedAt ?? null) !== null && forget(username),
    locked: () =>
      new Map(
        [...records].flatMap(([name, record]) =>
          record.lockedAt === null ? [] : [[name, { ...record, lockedAt: record.lockedAt }] as const],
        ),
      ),
  };
};
