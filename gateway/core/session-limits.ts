/** How long sessions and tokens live. Data that a department may shorten. */
import type { Workstation } from '../../shared/session/view.ts';

export const SESSION_LIMITS = {
  /** From sign-in to full sign-in again, whatever happens (IA-11: 12 h). */
  absoluteMs: 12 * 3_600_000,
  /** A token lives ten minutes; renewed before then. */
  tokenMs: 10 * 60_000,
  /** The directory is asked again at most this often, so that a disabled account ends within 30 s. */
  lookupMs: 10_000,
  /** How long a password just given is good for privileged work (IA-11). */
  stepUpMs: 5 * 60_000,
  /** How long a session goes on while the directory cannot be asked about its account. */
  unconfirmedMs: 15 * 60_000,
} as const;

/** Seconds without a call after which a session locks (AC-11; 30 minutes at most). */
export const IDLE_SECONDS: Readonly<Record<Workstation['area'], number>> = {
  'on-site': 600,
  'in-car': 600,
  remote: 300,
};
