/**
 * A phone becomes a second factor: shown a secret, proven by two of its codes. Until then the factor in force stays as
 * it is; who may enrol from where is the caller's to decide.
 */
import { generateSecret, generateURI } from 'otplib';
import type { Clock } from '../../ports/clock.ts';
import type { Deadlines } from './deadlines.ts';
import type { FactorBook } from './factor-book.ts';
import { makeRecoveryCodes } from './recovery.ts';
import { nearest, readCode, secondsAhead, stepAt, STEP_SECONDS, stepsOf } from './time-steps.ts';
import { STEPS_ACCEPTED, STEPS_EXPLAINED } from './verification.ts';

const SECRET_BYTES = 20;
const PENDING_MS = 10 * 60_000;
/** How many steps the first code may be older than the second: two minutes to type both. */
const STEPS_BETWEEN = 4;

/** Characters of the whole address, as the contract takes it and a QR code shows it well. */
const ADDRESS_LENGTH = 300;

/** What the phone reads; of the label as much as fits, and nothing an address cannot hold. */
const addressOf = (issuer: string, label: string, secret: string): string => {
  const address = (shown: string): string =>
    generateURI({ issuer, label: shown, secret, period: STEP_SECONDS, digits: 6, algorithm: 'sha1' });
  const letters = Array.from(label.toWellFormed().slice(0, ADDRESS_LENGTH));
  while (letters.length > 1 && address(letters.join('').toWellFormed()).length > ADDRESS_LENGTH) letters.pop();
  return address(letters.join('').toWellFormed());
};

export interface PendingEnrolment {
  /** Base32, for typing. */
  readonly secret: string;
  /** `otpauth://`, for the QR code. */
  readonly uri: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export type Confirmation =
  /** Ten recovery codes, to be shown this once. */
  | { readonly result: 'enrolled'; readonly recoveryCodes: readonly string[] }
  | { readonly result: 'wrong' }
  /** The same code twice: the second must be a later one. */
  | { readonly result: 'same-code' }
  /** Both codes are the phone's, of another time; `seconds` its clock is ahead. Nothing is enrolled. */
  | { readonly result: 'drift'; readonly seconds: number }
  | { readonly result: 'nothing-pending' };

export interface Enrolment {
  /** Shows a new secret for 10 minutes; an older one not yet confirmed counts no more. */
  begin(accountId: string, label: string): PendingEnrolment;
  /** Two codes of different steps, the second later. Throws, and enrols nothing, when it cannot be stored. */
  confirm(accountId: string, first: string, second: string): Promise<Confirmation>;
}

interface EnrolmentDeps {
  readonly book: FactorBook;
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly issuer: string;
}

type Proof = { readonly result: 'proven'; readonly step: number } | Exclude<Confirmation, { result: 'enrolled' }>;

const prove = (secret: string, now: number, first: string, second: string): Proof => {
  const codes = [readCode(first), readCode(second)] as const;
  if (codes[0] === null || codes[1] === null) return { result: 'wrong' };
  const earlier = stepsOf(secret, codes[0], now, STEPS_EXPLAINED);
  const later = stepsOf(secret, codes[1], now, STEPS_EXPLAINED);
  if (codes[0] === codes[1]) return { result: later.length > 0 ? 'same-code' : 'wrong' };
  const fitting = later.filter((step) => earlier.some((before) => before < step && step - before <= STEPS_BETWEEN));
  const accepted = fitting.filter((step) => Math.abs(step - now) <= STEPS_ACCEPTED).at(-1);
  if (accepted !== undefined) return { result: 'proven', step: accepted };
  const explained = nearest(fitting, now);
  return explained === undefined ? { result: 'wrong' } : { result: 'drift', seconds: secondsAhead(explained, now) };
};

export const createEnrolment = ({ book, clock, deadlines, issuer }: EnrolmentDeps): Enrolment => ({
  begin: (accountId, label) => {
    const secret = generateSecret({ length: SECRET_BYTES });
    const deadline = deadlines.start(PENDING_MS);
    book.change(accountId, { pending: { secret, deadline } });
    return { secret, uri: addressOf(issuer, label, secret), expiresAt: deadline.until };
  },
  confirm: async (accountId, first, second) => {
    const { pending } = book.of(accountId);
    if (pending === null || deadlines.isOver(pending.deadline)) return { result: 'nothing-pending' };
    const now = clock.now();
    const proof = prove(pending.secret, stepAt(now), first, second);
    if (proof.result !== 'proven') return proof;
    const { codes, hashed } = await makeRecoveryCodes();
    if (book.of(accountId).pending !== pending) return { result: 'nothing-pending' };
    const { secret } = pending;
    const live = { secret, since: now, usedStep: proof.step, toldSteps: [], failures: 0, recovery: hashed };
    book.change(accountId, { live, pending: null, release: null });
    return { result: 'enrolled', recoveryCodes: codes };
  },
});
