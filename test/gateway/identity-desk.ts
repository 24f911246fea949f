/** Everything of identity but HTTP, on stores in memory and a clock that tests move: for the rules that need many small steps. */
import { generateSync } from 'otplib';
import { readBannedLists } from '../../gateway/adapters/passwords/banned-lists.ts';
import { createBannedPasswords } from '../../gateway/core/banned-passwords/banned-passwords.ts';
import { DEFAULT_IDENTITY_POLICY, type IdentityPolicy } from '../../gateway/core/identity-policy.ts';
import { createAccessWatch } from '../../gateway/core/identity/access-watch.ts';
import { createDirectoryClock } from '../../gateway/core/identity/directory-clock.ts';
import { createIdentity } from '../../gateway/core/identity/identity.ts';
import type { Place } from '../../gateway/core/identity/place.ts';
import { createLockouts } from '../../gateway/core/lockouts.ts';
import { NOTICE } from '../../gateway/core/notice.ts';
import { createPeople } from '../../gateway/core/people.ts';
import { createSecondFactor } from '../../gateway/core/second-factor/second-factor.ts';
import { Sessions } from '../../gateway/core/sessions.ts';
import type { AuditEntry, AuditLog } from '../../gateway/ports/audit-log.ts';
import type { Clock } from '../../gateway/ports/clock.ts';
import type { FactorRecords, FactorStore } from '../../gateway/ports/factor-store.ts';
import { FaultError } from '../../shared/faults/faults.ts';
import { PASSWORD, practiceDirectory } from './practice-directory.ts';

export const SECONDS = 1000;
export const MINUTES = 60 * SECONDS;
export const HOURS = 60 * MINUTES;

export const place = (id = 'ws-desk-0001', area: Place['workstation']['area'] = 'on-site'): Place => ({
  workstation: { id, name: id, command: 113, area },
  ...{ thumbprint: `key-of-${id}`, address: '127.0.0.1' },
});
/** On-site, where no code is asked for by default. */
export const DESK = place();
export const LAPTOP = place('ws-laptop-0001', 'remote');

const auditInMemory = (clock: Clock): AuditLog & { readonly rows: AuditEntry[]; isDown: boolean } => {
  const rows: AuditEntry[] = [];
  const log = {
    rows,
    isDown: false,
    append: async (entry: AuditEntry) => {
      if (log.isDown) throw new FaultError('audit.unavailable');
      rows.push(entry);
      return { seq: rows.length, at: new Date(clock.now()).toISOString() };
    },
    page: () => Promise.reject(new Error('not read here')),
    openQuery: () => Promise.reject(new Error('not read here')),
    verify: () => Promise.reject(new Error('not read here')),
    health: async () => (log.isDown ? ('down' as const) : ('up' as const)),
  };
  return log;
};

const factorsInMemory = (): FactorStore => {
  let kept: FactorRecords = new Map();
  return {
    load: () => kept,
    save: (records) => {
      kept = records;
    },
  };
};

const build = (over: Partial<IdentityPolicy>) => {
  const policy: IdentityPolicy = { ...DEFAULT_IDENTITY_POLICY, ...over };
  let moved = 0;
  const clock = { now: () => Date.UTC(2026, 10, 23, 13) + moved, monotonic: () => moved };
  const audit = auditInMemory(clock);
  const directory = practiceDirectory();
  const factor = createSecondFactor({ store: factorsInMemory(), clock, issuer: 'Sample' });
  const lockouts = createLockouts({ load: () => new Map(), save: () => undefined }, clock);
  const keys = { tokenHash: new Uint8Array(32), vaultHalf: new Uint8Array(32) };
  const sessions = new Sessions({ audit, clock, directory, keys, policy });
  const agreement = createDirectoryClock(directory, clock);
  const banned = createBannedPasswords(readBannedLists(null));
  const identity = createIdentity({ agreement, audit, banned, clock, directory, factor, lockouts, sessions });
  const failures: unknown[] = [];
  const watch = createAccessWatch({ clock, directory, sessions, onFailure: (error) => failures.push(error) });
  const people = createPeople({ audit, directory, factor, lockouts, sessions });

  const code = (secret: string): string => generateSync({ secret, epoch: Math.floor(clock.now() / 1000) });
  const desk = {
    ...{ audit, clock, directory, factor, failures, identity, lockouts, people, policy, sessions, watch, code },
    advance: (milliseconds: number) => {
      moved += milliseconds;
    },
    rows: (action: AuditEntry['action']) => audit.rows.filter((row) => row.action === action),
    /** Sets a factor up; its secret. */
    enrol: async (username: string) => {
      const id = `id-${username}`;
      const { secret } = factor.begin(id, username);
      const first = code(secret);
      moved += 30 * SECONDS;
      const done = await factor.confirm(id, first, code(secret));
      if (done.result !== 'enrolled') throw new Error(done.result);
      moved += 30 * SECONDS;
      return { secret, recoveryCodes: done.recoveryCodes };
    },
    signIn: (username: string, at = DESK, password = PASSWORD) =>
      identity.signIn.signIn({ username, password, noticeHash: NOTICE.hash }, at),
    unlock: (sessionId: string, username: string, at = DESK, password = PASSWORD) =>
      identity.signIn.unlock({ sessionId, username, password }, at),
    /** A session, as the gateway keeps it. */
    active: async (username: string, at = DESK) => {
      const answer = await desk.signIn(username, at);
      if (answer.outcome !== 'active') throw new Error(`${username}: ${JSON.stringify(answer)}`);
      const session = sessions.find(answer.session.sessionId);
      if (!session) throw new Error('no session');
      return { ...answer, live: session, asker: sessions.askerOf(session) };
    },
    /** The challenge after the right password. */
    challenged: async (username: string, at = DESK) => {
      const answer = await desk.signIn(username, at);
      if (answer.outcome !== 'challenge') throw new Error(`${username}: ${JSON.stringify(answer)}`);
      return answer;
    },
  };
  return desk;
};

export type IdentityDesk = ReturnType<typeof build>;
export const identityDesk = (over: Partial<IdentityPolicy> = {}): IdentityDesk => build(over);

/** The fault code something was refused with. */
export const faultOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof FaultError) return error.fault.code;
    throw error;
  }
};
