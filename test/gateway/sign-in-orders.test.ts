/** Any order of calls, with any mixture of right and wrong answers: a session comes of the one right order only (S46, IA-5). */
import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { FaultError } from '../../shared/faults/faults.ts';
import { DESK, identityDesk, LAPTOP, MINUTES, SECONDS } from './identity-desk.ts';
import { PASSWORD } from './practice-directory.ts';

const CALLS = [
  'password',
  'wrong password',
  'code',
  'same code',
  'wrong code',
  'code from elsewhere',
  'code for an older attempt',
  'new password',
  'release',
  'begin factor',
  'confirm factor',
  'finish',
  'cancel',
] as const;
type Call = (typeof CALLS)[number];

const desk = identityDesk();
let secret = '';
beforeAll(async () => {
  ({ secret } = await desk.enrol('officer'));
});

/** What a person with a password and a phone could do so far. */
interface Seen {
  attemptId: string;
  older: string;
  code: string;
}
const NONE = 'A'.repeat(43);

const calls = (seen: Seen): Readonly<Record<Call, () => Promise<unknown>>> => {
  const { steps } = desk.identity;
  const { attemptId } = seen;
  const enter = (id: string, code: string, at = LAPTOP) => {
    seen.code = code;
    return steps.enterCode({ attemptId: id, method: 'totp', code }, at);
  };
  const signIn = async (password: string): Promise<void> => {
    const answer = await desk.signIn('officer', LAPTOP, password);
    if (answer.outcome === 'challenge') [seen.older, seen.attemptId] = [attemptId, answer.attemptId];
  };
  return {
    password: () => signIn(PASSWORD),
    'wrong password': () => signIn('Wrong-Password-1!'),
    code: () => enter(attemptId, desk.code(secret)),
    'same code': () => enter(attemptId, seen.code),
    'wrong code': () => enter(attemptId, 'XXXXXX'),
    'code from elsewhere': () => enter(attemptId, desk.code(secret), DESK),
    'code for an older attempt': () => enter(seen.older, desk.code(secret)),
    'new password': () =>
      steps.newPassword({ attemptId, password: PASSWORD, newPassword: 'Violet-Teapot-7-x' }, LAPTOP),
    release: () => steps.useRelease({ attemptId, code: 'ABCD-EFGH' }, LAPTOP),
    'begin factor': () => steps.beginFactor({ attemptId }, LAPTOP),
    'confirm factor': () => steps.confirmFactor({ attemptId, first: '000000', second: '111111' }, LAPTOP),
    finish: () => steps.finish({ attemptId }, LAPTOP),
    cancel: () => steps.cancel({ attemptId }, LAPTOP),
  };
};

/** What leaves an attempt that waits for its code waiting. */
const LEAVES: readonly Call[] = ['wrong code', 'code for an older attempt'];

/** The only way in: the right password, and then its code with nothing between that ends the attempt. */
const mayLeadIn = (order: readonly Call[]): boolean => {
  let isWaiting = false;
  for (const call of order) {
    if (isWaiting && (call === 'code' || call === 'same code')) return true;
    isWaiting = call === 'password' || (isWaiting && LEAVES.includes(call));
  }
  return false;
};

const afresh = (): Seen => {
  for (const session of desk.sessions.all()) desk.sessions.drop(session);
  desk.lockouts.release('officer');
  desk.lockouts.succeeded('officer');
  desk.advance(20 * MINUTES);
  return { attemptId: NONE, older: NONE, code: 'nothing' };
};

it('S46: whatever is called in whatever order, only password and then an unused code make a session', async () => {
  const order = fc.array(fc.constantFrom(...CALLS), { maxLength: 7 });
  let sessions = 0;
  await fc.assert(
    fc.asyncProperty(order, async (names) => {
      const seen = afresh();
      for (const name of names) {
        try {
          await calls(seen)[name]();
        } catch (error) {
          if (!(error instanceof FaultError)) throw error;
        }
        desk.advance(name === 'code' ? 0 : 31 * SECONDS);
      }
      const isIn = desk.sessions.all().length > 0;
      if (isIn) sessions += 1;
      if (isIn) expect(mayLeadIn(names), names.join(', ')).toBe(true);
    }),
    { numRuns: 400, examples: [[['password', 'code']], [['code', 'password', 'wrong code', 'code']]] },
  );
  expect(sessions).toBeGreaterThan(1);
});
