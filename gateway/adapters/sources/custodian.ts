/**
 * Who says whether a hit is real: an agency's own people. The sample custodian stands in for them in the sample department:
 * it confirms fictional records after a while, and nothing else.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { SourceCaller } from '../../ports/record-source.ts';
import { SourceFailure } from '../../ports/record-source.ts';
import type { StoredRecord } from '../../ports/record-store.ts';

export type ConfirmationWord = 'asked' | 'confirmed' | 'refused';

export interface Custodian {
  /** Answers the ticket under which it was taken. Throws `SourceFailure`. */
  ask(of: StoredRecord, priority: 'urgent' | 'routine', caller: SourceCaller): Promise<string>;
  /** Throws `SourceFailure` for a ticket it does not know. */
  answer(ticket: string): Promise<ConfirmationWord>;
}

const TICKET = /^SAMPLE-(\d{13})-[A-Za-z0-9_-]{8}$/;
const SAMPLE_ANSWER_MS = 8000;

/** The ticket says when it was asked: nothing is kept, so a restart loses nothing. */
export const sampleCustodian = (clock: Clock, answerAfterMs = SAMPLE_ANSWER_MS): Custodian => ({
  ask: async ({ origin }) => {
    if (origin !== 'sample') throw new SourceFailure('refused');
    return `SAMPLE-${String(clock.now()).padStart(13, '0')}-${randomBytes(6).toString('base64url')}`;
  },
  answer: async (ticket) => {
    const askedAt = TICKET.exec(ticket)?.[1];
    if (askedAt === undefined) throw new SourceFailure('refused');
    return clock.now() - Number(askedAt) >= answerAfterMs ? 'confirmed' : 'asked';
  },
});
