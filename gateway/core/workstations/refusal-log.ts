/**
 * Records refusals of callers who are nobody to the department, without letting them flood the log: one row a minute
 * for each address and cause, which says how many came before it, and no more than sixty rows a minute in all.
 */
import type { AuditAction } from '../../../shared/wire/oversight.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';

const MINUTE_MS = 60_000;
const MAX_ROWS = 60;
/** Addresses and causes kept at most; the oldest go first. */
const MAX_KEPT = 10_000;

interface Silence {
  readonly until: number;
  unrecorded: number;
}

export interface StrangerRefusal {
  readonly action: AuditAction;
  readonly address: string;
  /** In our words; never what was sent. */
  readonly object: string;
  readonly workstation?: string;
}

export interface RefusalLog {
  /** Throws `audit.unavailable` when a row is due and cannot be written. */
  refused(refusal: StrangerRefusal): Promise<void>;
}

export const createRefusalLog = (audit: AuditLog, clock: Clock): RefusalLog => {
  const silences = new Map<string, Silence>();
  let minute = { until: 0, rows: 0, unrecorded: 0 };
  const mayWrite = (now: number): boolean => {
    if (now >= minute.until) minute = { ...minute, until: now + MINUTE_MS, rows: 0 };
    minute.rows += 1;
    return minute.rows <= MAX_ROWS;
  };
  const remember = (key: string, now: number): void => {
    silences.delete(key);
    silences.set(key, { until: now + MINUTE_MS, unrecorded: 0 });
    for (const oldest of silences.keys()) {
      if (silences.size <= MAX_KEPT) break;
      silences.delete(oldest);
    }
  };
  return {
    refused: async ({ action, address, object, workstation }) => {
      const now = clock.monotonic();
      const key = `${address} ${action} ${workstation ?? ''} ${object}`;
      const silence = silences.get(key);
      if (silence && now < silence.until) {
        silence.unrecorded += 1;
        return;
      }
      if (!mayWrite(now)) {
        minute.unrecorded += 1;
        return;
      }
      const before = (silence?.unrecorded ?? 0) + minute.unrecorded;
      minute.unrecorded = 0;
      remember(key, now);
      await audit.append({
        action,
        outcome: 'refused',
        address,
        object: `${object}${before > 0 ? ` (${String(before)} more before)` : ''}`,
        rule: 'IA-3',
        ...(workstation === undefined ? {} : { workstation }),
      });
    },
  };
};
