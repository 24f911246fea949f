/**
 * Keeps the enrolment in step with the session: enrols, takes up refusals, looks at the gateway's word and at the
 * renewal once a day. It renews only while nobody is signed in: tokens are bound to the key.
 */
import { FaultError, type Fault } from '../../../shared/faults/faults.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { Session } from '../session/session.ts';
import type { Vault } from '../vault/vault.ts';
import type { Enrolment } from './enrolment.ts';

const DAY_MS = 86_400_000;
/** Until the next look when the gateway did not answer, or somebody was signed in (ms). */
const AGAIN_MS = 60_000;

export interface EnrolmentKeeper {
  /** Throws what the gateway says of the code. */
  enrol(code: string): Promise<void>;
  /** The gateway does not know the identity that is presented. */
  refused(fault: Fault): void;
  /** `code` is used once, when there is no enrolment. */
  start(code: string | null): void;
  stop(): void;
}

export function createEnrolmentKeeper(parts: {
  readonly enrolment: Enrolment;
  readonly session: () => Session;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly announce: () => void;
}): EnrolmentKeeper {
  const { enrolment, vault, clock, journal } = parts;
  let cancel: (() => void) | null = null;
  let running = false;
  let enrolling = false;

  const enrol = async (code: string): Promise<void> => {
    // One at a time: a code is good once, and each try makes a key.
    if (enrolling) throw new FaultError('bridge.rate');
    enrolling = true;
    try {
      const { sameAsBefore } = await enrolment.enrol(code);
      // Boxes of another workstation, or of a key store that is gone, are nobody's any more.
      if (!sameAsBefore || vault.kept() === 'memory-only') await vault.startAfresh();
      await parts.session().apply({ type: 'enrolled' });
    } finally {
      enrolling = false;
    }
  };
  const look = async (): Promise<number> => {
    if (enrolment.workstation() === null) return DAY_MS;
    if (await enrolment.refresh()) parts.announce();
    if (!enrolment.renewalDue()) return DAY_MS;
    const { phase } = parts.session().state();
    if (phase !== 'signedOut' && phase !== 'expired') return AGAIN_MS;
    await enrolment.renew();
    await enrolment.refresh();
    return DAY_MS;
  };
  const tend = async (): Promise<void> => {
    cancel = null;
    const wait = await look().catch((error: unknown) => {
      if (!(error instanceof FaultError)) journal.failure('workstation-tend', error);
      return AGAIN_MS;
    });
    if (running) cancel = clock.after(wait, () => void tend());
  };
  const enrolAtStart = async (code: string): Promise<void> => {
    try {
      await enrol(code);
    } catch (error) {
      const down = error instanceof FaultError && error.fault.code.startsWith('link.');
      // An outage does not use up a code; a refusal does not get better by asking again.
      if (down && running) cancel = clock.after(AGAIN_MS, () => void enrolAtStart(code));
      else journal.event('workstation-not-enrolled');
    }
  };

  return {
    enrol,
    refused: (fault) => {
      const cause = enrolment.refused(fault);
      if (cause !== null) void parts.session().apply({ type: 'unenrolled', cause });
    },
    start: (code) => {
      running = true;
      if (enrolment.workstation() === null && code !== null) void enrolAtStart(code).then(tend);
      else void tend();
    },
    stop: () => {
      running = false;
      cancel?.();
      cancel = null;
    },
  };
}
