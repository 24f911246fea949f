/** The one time password verifier, rule by rule and over any text, drift and order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enrolOnce, FactorBench } from '../../../test/gateway/second-factor-bench.ts';
import { stepAt, stepsOf } from './time-steps.ts';

const enrolled = await enrolOnce();

const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
/** Appendix B of RFC 6238, SHA-1, the last six of its eight digits. */
const RFC_VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

describe('RFC 6238, appendix B', () => {
  it.each(RFC_VECTORS)('at %d s the code is %s', (seconds, code) => {
    const step = stepAt(seconds * 1000);
    expect(stepsOf(RFC_SECRET, code, step, 0)).toEqual([step]);
    expect(stepsOf(RFC_SECRET, code, step + 1, 0)).toEqual([]);
  });
});

describe('a code of now', () => {
  it.each([
    [0, 0],
    [30, 30],
    [-30, -30],
  ])('IA-5(1)(d): of a phone %d s ahead is accepted, and the drift is told as %d s', async (ahead, driftSeconds) => {
    const { bench, secret } = enrolled();
    expect(bench.factor.verify('a', bench.code(secret, ahead))).toEqual({ result: 'ok', driftSeconds });
  });

  it.each([60, -60, 300, -300, 600, -600])(
    'of a phone %d s ahead is refused, and the drift is told',
    async (seconds) => {
      const { bench, secret } = enrolled();
      bench.pass(1200);
      expect(bench.factor.verify('a', bench.code(secret, seconds))).toEqual({ result: 'drift', seconds });
    },
  );

  it.each([630, -630, 3600])('of a phone %d s ahead is wrong, and no more is told', async (seconds) => {
    const { bench, secret } = enrolled();
    bench.pass(7200);
    expect(bench.factor.verify('a', bench.code(secret, seconds))).toEqual({ result: 'wrong' });
  });

  it('is read with the space some phones show', async () => {
    const { bench, secret } = enrolled();
    const code = bench.code(secret);
    expect(bench.factor.verify('a', ` ${code.slice(0, 3)} ${code.slice(3)} `).result).toBe('ok');
  });

  it('of another person is wrong', async () => {
    const { bench, secret } = enrolled();
    const other = await bench.enrol('b');
    while (bench.codesNear(other.secret, 30).has(bench.code(secret))) bench.pass(30);
    expect(bench.factor.verify('b', bench.code(secret))).toEqual({ result: 'wrong' });
    expect(bench.factor.verify('a', bench.code(secret)).result).toBe('ok');
  });

  it('where nobody is enrolled says so', () => {
    expect(new FactorBench().factor.verify('a', '123456')).toEqual({ result: 'not-enrolled' });
  });

  it('of an enrolment not yet confirmed does not count', () => {
    const bench = new FactorBench();
    const secret = bench.begin('a');
    expect(bench.factor.verify('a', bench.code(secret))).toEqual({ result: 'not-enrolled' });
  });
});

describe('IA-5(1)(d): each code is accepted once', () => {
  it('the second time it is a replay, also after a restart', async () => {
    const { bench, secret } = enrolled();
    const code = bench.code(secret);
    expect(bench.factor.verify('a', code).result).toBe('ok');
    expect(bench.factor.verify('a', code)).toEqual({ result: 'replayed' });
    bench.restart();
    expect(bench.factor.verify('a', code)).toEqual({ result: 'replayed' });
  });

  it('one older than the last used is a replay', async () => {
    const { bench, secret } = enrolled();
    const older = bench.code(secret);
    expect(bench.factor.verify('a', bench.code(secret, 30)).result).toBe('ok');
    expect(bench.factor.verify('a', older)).toEqual({ result: 'replayed' });
  });

  it('the codes that proved an enrolment are used', async () => {
    const bench = new FactorBench();
    const secret = bench.begin('a');
    const [first, second] = [bench.code(secret, -30), bench.code(secret)];
    await bench.factor.confirm('a', first, second);
    expect(bench.factor.verify('a', second)).toEqual({ result: 'replayed' });
    expect(bench.factor.verify('a', first)).toEqual({ result: 'replayed' });
  });

  it('two at once: exactly one is accepted', async () => {
    const { bench, secret } = enrolled();
    const code = bench.code(secret);
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => Promise.resolve().then(() => bench.factor.verify('a', code).result)),
    );
    expect(answers.filter((result) => result === 'ok')).toHaveLength(1);
    expect(answers.filter((result) => result === 'replayed')).toHaveLength(7);
  });

  it.each([-30, -60, -3600, -86_400 * 365 * 30])('a clock set back by %d s makes no used code good', async (back) => {
    const { bench, secret } = enrolled();
    const code = bench.code(secret);
    expect(bench.factor.verify('a', code).result).toBe('ok');
    bench.setClock(back);
    expect(bench.factor.verify('a', code).result).not.toBe('ok');
    expect(bench.factor.verify('a', bench.code(secret)).result).toBe('replayed');
    bench.restart();
    expect(bench.factor.verify('a', bench.code(secret)).result).toBe('replayed');
  });

  it('a clock set back before 1970 accepts nothing and throws nothing', async () => {
    const { bench } = enrolled();
    bench.setClock(-bench.now / 1000 - 3600);
    expect(bench.factor.verify('a', '000000')).toEqual({ result: 'wrong' });
  });

  it('used is stored first: when it cannot be, nothing is accepted', async () => {
    const { bench, secret } = enrolled();
    const code = bench.code(secret);
    bench.storeFails = true;
    expect(() => bench.factor.verify('a', code)).toThrow('the disk is full');
    bench.storeFails = false;
    expect(bench.factor.verify('a', code).result).toBe('ok');
    expect(bench.saved.get('a')?.live?.usedStep).toBe(stepAt(bench.now));
  });

  it('a code told to be of minutes ahead is not accepted when its time comes, also after a restart', async () => {
    const { bench, secret } = enrolled();
    const guessed = bench.code(secret, 300);
    expect(bench.factor.verify('a', guessed)).toEqual({ result: 'drift', seconds: 300 });
    expect(bench.factor.verify('a', guessed)).toEqual({ result: 'drift', seconds: 300 });
    bench.restart();
    bench.pass(300);
    expect(bench.factor.verify('a', guessed)).toEqual({ result: 'replayed' });
    expect(bench.factor.verify('a', bench.code(secret, 30)).result).toBe('ok');
    expect(bench.saved.get('a')?.live?.toldSteps).toEqual([]);
  });

  it('and is not even told when that cannot be stored', async () => {
    const { bench, secret } = enrolled();
    bench.storeFails = true;
    expect(() => bench.factor.verify('a', bench.code(secret, 300))).toThrow();
  });
});

describe('IA-5 l: guessing has an end', { timeout: 60_000 }, () => {
  it('after 100 wrong codes in a row no code counts any more, also after a restart', async () => {
    const { bench, secret, recoveryCodes } = enrolled();
    const wrong = bench.wrongCode(secret);
    for (let at = 0; at < 100; at += 1) expect(bench.factor.verify('a', wrong)).toEqual({ result: 'wrong' });
    bench.restart();
    expect(bench.factor.verify('a', bench.code(secret))).toEqual({ result: 'blocked' });
    expect(await bench.factor.recover('a', recoveryCodes[0]!)).toEqual({ result: 'blocked' });
    const again = await bench.enrol('a');
    expect(bench.factor.verify('a', bench.code(again.secret)).result).toBe('ok');
  });

  it('a right one in between begins the count anew', async () => {
    const { bench, secret } = enrolled();
    for (let at = 0; at < 99; at += 1) bench.factor.verify('a', bench.wrongCode(secret));
    expect(bench.factor.verify('a', bench.code(secret)).result).toBe('ok');
    expect(bench.saved.get('a')?.live?.failures).toBe(0);
  });

  it('what cannot be a code is no guess, and writes nothing', async () => {
    const { bench } = enrolled();
    const before = bench.saves;
    for (const text of ['', '12345', '1234567', 'abcdef', '１２３４５６', '12345\n6', '-12345', '1e5000']) {
      expect(bench.factor.verify('a', text)).toEqual({ result: 'wrong' });
    }
    expect(bench.saves).toBe(before);
  });
});

describe('whatever comes', { timeout: 60_000 }, () => {
  it('no text but a code of now is ever accepted, and none throws', async () => {
    const { bench, secret } = enrolled();
    const right = [-30, 0, 30].map((ahead) => bench.code(secret, ahead));
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.stringMatching(/^[0-9]{6}$/),
      fc.string({ unit: fc.constantFrom('0', '1', ' ', '٣', '\u0000', '\u200b', '.', 'e'), maxLength: 12 }),
      fc.constantFrom('__proto__', 'null', 'NaN', '[object Object]', '0x1234'),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(!right.includes(text.replaceAll(' ', '')));
        expect(enrolled().bench.factor.verify('a', text).result).not.toBe('ok');
      }),
      { numRuns: 300 },
    );
  });

  it('in whatever order codes come, none is accepted twice and none before the last accepted', () => {
    const { secret } = enrolled();
    const move = fc.record({ pass: fc.integer({ min: -90, max: 90 }), ahead: fc.integer({ min: -45, max: 45 }) });
    fc.assert(
      fc.property(fc.array(move, { minLength: 2, maxLength: 12 }), (moves) => {
        const { bench: run } = enrolled();
        let last = 0;
        for (const { pass, ahead } of moves) {
          run.setClock(pass);
          const step = stepAt(run.now + ahead * 1000);
          if (run.factor.verify('a', run.code(secret, ahead)).result !== 'ok') continue;
          expect(step).toBeGreaterThan(last);
          last = step;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('drift up to one step is accepted, any other up to ten minutes is told in steps', () => {
    const { secret } = enrolled();
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), (steps) => {
        const { bench: run } = enrolled();
        run.pass(1200);
        const answer = run.factor.verify('a', run.code(secret, steps * 30));
        const seconds = steps * 30 + 0;
        expect(answer).toEqual(
          Math.abs(steps) <= 1 ? { result: 'ok', driftSeconds: seconds } : { result: 'drift', seconds },
        );
      }),
    );
  });
});
