import { beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../ports/clock.ts';
import type { DirectoryAccount } from '../../ports/directory.ts';
import { ATTEMPT_MS, ATTEMPT_STEPS, createAttempts, type Attempts, type AttemptStep } from './attempts.ts';
import type { Place } from './place.ts';

const account: DirectoryAccount = {
  ...{ id: 'a1', username: 'sample', name: 'Sample Person', rank: 'PO', command: 113, commandLabel: '113 Pct' },
  ...{ roles: ['police-officer'], state: 'active' },
};
const place = (id = 'ws-00000001', thumbprint = 'key-1'): Place => ({
  workstation: { id, name: 'Desk 1', command: 113, area: 'on-site' },
  ...{ thumbprint, address: '127.0.0.1' },
});

let time = 0;
let wall = 0;
const clock: Clock = { now: () => wall + time, monotonic: () => time };
let attempts: Attempts;
const begin = (step: AttemptStep, at = place()) =>
  attempts.begin({ account, place: at, step, sessionId: null, provenAt: 0 });

beforeEach(() => {
  [time, wall] = [0, Date.UTC(2026, 10, 23)];
  attempts = createAttempts(clock);
});

describe('IA-5: an attempt answers only to the step it waits for', () => {
  const cells = ATTEMPT_STEPS.flatMap((waits) => ATTEMPT_STEPS.map((asked) => [waits, asked] as const));
  it.each(cells)('waiting for %s, asked for %s', (waits, asked) => {
    const { id } = begin(waits);
    const first = attempts.take(id, place(), [asked]);
    expect(first.result).toBe(waits === asked ? 'taken' : 'misused');
    // Out of order, it is over; in order, nobody else may work on it meanwhile.
    expect(attempts.take(id, place(), [waits]).result).toBe('none');
  });

  it.each(ATTEMPT_STEPS)('an id is of no use once the attempt went on from %s', (step) => {
    const { id } = begin(step);
    const taken = attempts.take(id, place(), [step]);
    if (taken.result !== 'taken') throw new Error('not taken');
    const next = attempts.advance(taken.attempt, 'ready');
    expect(next).not.toBe(id);
    expect(attempts.take(id, place(), ATTEMPT_STEPS).result).toBe('none');
    expect(attempts.take(next!, place(), ['ready']).result).toBe('taken');
  });

  it('let go of at the same step, it can be taken again under the same id', () => {
    const { id, attempt } = begin('code');
    attempts.take(id, place(), ['code']);
    attempts.release(attempt);
    expect(attempts.take(id, place(), ['code']).result).toBe('taken');
  });
});

describe('S48: an attempt belongs to its workstation and key', () => {
  it.each([
    ['another workstation', place('ws-00000002')],
    ['another key', place('ws-00000001', 'key-2')],
    ['another workstation with the same key', place('ws-00000002', 'key-1')],
  ])('%s ends it', (_name, elsewhere) => {
    const { id } = begin('code');
    expect(attempts.take(id, elsewhere, ['code'])).toMatchObject({ result: 'misused', because: 'other-workstation' });
    expect(attempts.take(id, place(), ['code']).result).toBe('none');
  });

  it('a workstation has one: a new one ends the older, also while a call is at work on it', () => {
    const older = begin('code');
    attempts.take(older.id, place(), ['code']);
    const newer = begin('code');
    expect(attempts.isLive(older.attempt)).toBe(false);
    expect(attempts.advance(older.attempt, 'ready')).toBeNull();
    attempts.release(older.attempt);
    expect(attempts.take(older.id, place(), ATTEMPT_STEPS).result).toBe('none');
    expect(attempts.take(newer.id, place(), ['code']).result).toBe('taken');
  });

  it('another workstation’s attempt stays', () => {
    const here = begin('code');
    begin('code', place('ws-00000002', 'key-2'));
    expect(attempts.take(here.id, place(), ['code']).result).toBe('taken');
  });
});

describe('ten minutes', () => {
  it('are over on the clock that nobody can set back', () => {
    const { id } = begin('code');
    time = ATTEMPT_MS;
    wall -= 3_600_000;
    expect(attempts.take(id, place(), ['code']).result).toBe('none');
  });

  it('are not prolonged by going on', () => {
    const { id, attempt } = begin('new-password');
    time = ATTEMPT_MS - 1;
    attempts.take(id, place(), ['new-password']);
    const next = attempts.advance(attempt, 'code');
    time = ATTEMPT_MS;
    expect(attempts.take(next!, place(), ['code']).result).toBe('none');
  });

  it('a moment before the end it is still there, whatever the wall clock says', () => {
    const { id } = begin('code');
    time = ATTEMPT_MS - 1;
    wall += 86_400_000;
    expect(attempts.take(id, place(), ['code']).result).toBe('taken');
  });
});
