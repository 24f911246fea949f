/** Enrolment, recovery, release and removal, rule by rule. */
import { describe, expect, it } from 'vitest';
import { FaultError } from '../../../shared/faults/faults.ts';
import { enrolOnce, FactorBench } from '../../../test/gateway/second-factor-bench.ts';

const enrolled = await enrolOnce();
/** The derivations are slow on purpose, and a busy machine makes them slower. */
const SLOW = { timeout: 60_000 };
const CODE = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/;

describe('beginning an enrolment', () => {
  it('shows 20 random bytes as text and as an address for the phone', () => {
    const { secret, uri, expiresAt } = new FactorBench().factor.begin('a', 'Müller: "Desk" 113');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const address = new URL(uri);
    expect([address.protocol, address.host]).toEqual(['otpauth:', 'totp']);
    expect(decodeURIComponent(address.pathname)).toBe('/Precinct Workstation:Müller: "Desk" 113');
    expect(address.searchParams.get('secret')).toBe(secret);
    expect(address.searchParams.get('issuer')).toBe('Precinct Workstation');
    expect(expiresAt).toBe(new FactorBench().now + 600_000);
  });

  it.each(['ü'.repeat(200), '😀'.repeat(200), '\ud800', 'x'.repeat(79) + '😀😀', '', '?secret=AAAA&issuer=Other'])(
    'fits any name into the address: %j',
    (label) => {
      const { secret, uri } = new FactorBench().factor.begin('a', label);
      expect(uri.length).toBeLessThanOrEqual(300);
      expect(new URL(uri).searchParams.getAll('secret')).toEqual([secret]);
    },
  );

  it('leaves the factor in force as it is', async () => {
    const { bench, secret } = enrolled();
    bench.factor.begin('a', 'a');
    expect(bench.factor.stateOf('a')).toMatchObject({ enrolled: true, pending: true, recoveryLeft: 10 });
    expect(bench.factor.verify('a', bench.code(secret)).result).toBe('ok');
  });

  it('again replaces the one before', async () => {
    const bench = new FactorBench();
    const older = bench.begin('a');
    const newer = bench.begin('a');
    const codes = (secret: string) => [bench.code(secret, -30), bench.code(secret)] as const;
    expect((await bench.factor.confirm('a', ...codes(older))).result).not.toBe('enrolled');
    expect((await bench.factor.confirm('a', ...codes(newer))).result).toBe('enrolled');
  });
});

describe('confirming an enrolment', SLOW, () => {
  const begun = () => {
    const bench = new FactorBench();
    const secret = bench.begin('a');
    return {
      bench,
      confirm: (first: number, second: number) =>
        bench.factor.confirm('a', bench.code(secret, first), bench.code(secret, second)),
    };
  };

  it.each([
    [-30, 0],
    [-60, 0],
    [-60, -30],
    [0, 30],
    [-120, 0],
  ])('takes two codes of %d s and %d s', async (first, second) => {
    const { bench, confirm } = begun();
    const answer = await confirm(first, second);
    expect(answer.result).toBe('enrolled');
    expect(bench.factor.stateOf('a')).toEqual({ enrolled: true, since: bench.now, recoveryLeft: 10, pending: false });
  });

  it.each([
    ['in the wrong order', 0, -30],
    ['the first much older than the second', -300, 0],
  ])('refuses two codes %s', async (_, first, second) => {
    const { bench, confirm } = begun();
    expect(await confirm(first, second)).toEqual({ result: 'wrong' });
    expect(bench.factor.stateOf('a')).toMatchObject({ enrolled: false, pending: true });
  });

  it('one code twice is not two codes', async () => {
    const { bench, confirm } = begun();
    expect(await confirm(0, 0)).toEqual({ result: 'same-code' });
    expect(bench.factor.stateOf('a').enrolled).toBe(false);
  });

  it.each([300, -300, 60, -60])('of a phone %d s ahead tells the drift and enrols nothing', async (seconds) => {
    const { bench, confirm } = begun();
    expect(await confirm(seconds - 30, seconds)).toEqual({ result: 'drift', seconds });
    expect(bench.factor.stateOf('a').enrolled).toBe(false);
  });

  it.each([
    ['', ''],
    ['abcdef', '123456'],
    ['12345', '1234567'],
    ['0'.repeat(50), '1'],
  ])('%j and %j are wrong', async (first, second) => {
    const { bench } = begun();
    expect(await bench.factor.confirm('a', first, second)).toEqual({ result: 'wrong' });
  });

  it('one right and one wrong code are wrong, either way round', async () => {
    const { bench } = begun();
    const secret = bench.begin('a');
    const wrong = bench.wrongCode(secret);
    expect(await bench.factor.confirm('a', wrong, bench.code(secret))).toEqual({ result: 'wrong' });
    expect(await bench.factor.confirm('a', bench.code(secret, -30), wrong)).toEqual({ result: 'wrong' });
    expect(await bench.factor.confirm('a', wrong, wrong)).toEqual({ result: 'wrong' });
  });

  it('without a beginning, or a second time, finds nothing pending', async () => {
    const { bench, confirm } = begun();
    expect(await bench.factor.confirm('b', '123456', '654321')).toEqual({ result: 'nothing-pending' });
    expect((await confirm(-30, 0)).result).toBe('enrolled');
    expect(await confirm(-30, 0)).toEqual({ result: 'nothing-pending' });
  });

  it('twice at once enrols once', async () => {
    const { confirm } = begun();
    const answers = await Promise.all([confirm(-30, 0), confirm(-30, 0)]);
    expect(answers.map(({ result }) => result).sort()).toEqual(['enrolled', 'nothing-pending']);
  });

  it('is possible for 10 minutes', async () => {
    const { bench, confirm } = begun();
    bench.pass(599);
    expect((await confirm(-30, 0)).result).toBe('enrolled');
    const later = begun();
    later.bench.pass(600);
    expect(later.bench.factor.stateOf('a').pending).toBe(false);
    expect(await later.confirm(-30, 0)).toEqual({ result: 'nothing-pending' });
  });

  it('is not possible longer because the clock was set back', async () => {
    const { bench, confirm } = begun();
    bench.pass(590);
    bench.setClock(-580);
    bench.pass(20);
    expect(await confirm(-30, 0)).toEqual({ result: 'nothing-pending' });
    const before = begun();
    before.bench.setClock(-1);
    expect(await before.confirm(-30, 0)).toEqual({ result: 'nothing-pending' });
  });

  it('that cannot be stored enrols nobody', async () => {
    const { bench, confirm } = begun();
    bench.storeFails = true;
    await expect(confirm(-30, 0)).rejects.toThrow('the disk is full');
    expect(bench.factor.stateOf('a').enrolled).toBe(false);
  });
});

describe('recovery codes', SLOW, () => {
  it('are ten different ones, kept as hashes only', async () => {
    const { bench, recoveryCodes } = enrolled();
    expect(new Set(recoveryCodes).size).toBe(10);
    const kept = JSON.stringify([...bench.saved]);
    for (const code of recoveryCodes) {
      expect(code).toMatch(CODE);
      expect(kept).not.toContain(code);
      expect(kept).not.toContain(code.replace('-', ''));
    }
  });

  it('IA-5 j: each is good once, also after a restart; the others stay good', async () => {
    const { bench, recoveryCodes } = enrolled();
    expect(await bench.factor.recover('a', recoveryCodes[3]!)).toEqual({ result: 'ok', left: 9 });
    expect(await bench.factor.recover('a', recoveryCodes[3]!)).toEqual({ result: 'wrong' });
    bench.restart();
    expect(await bench.factor.recover('a', recoveryCodes[3]!)).toEqual({ result: 'wrong' });
    expect(await bench.factor.recover('a', recoveryCodes[0]!)).toEqual({ result: 'ok', left: 8 });
    expect(bench.factor.stateOf('a').recoveryLeft).toBe(8);
  });

  it('one used twice at once counts once', async () => {
    const { bench, recoveryCodes } = enrolled();
    const answers = await Promise.all([0, 0, 0].map((at) => bench.factor.recover('a', recoveryCodes[at]!)));
    expect(answers.map(({ result }) => result).sort()).toEqual(['ok', 'wrong', 'wrong']);
  });

  it('are read as people type them: case, dashes, spaces, O for 0, I and L for 1', async () => {
    const { bench, recoveryCodes } = enrolled();
    const withLookAlikes = (code: string) => code.replaceAll('0', 'o').replace('1', 'I').replaceAll('1', 'l');
    const typed = [
      (code: string) => code.toLowerCase(),
      (code: string) => code.replace('-', ''),
      (code: string) => ` ${code.replace('-', ' – ')} `,
      withLookAlikes,
    ];
    for (const [at, type] of typed.entries()) {
      expect((await bench.factor.recover('a', type(recoveryCodes[at]!))).result).toBe('ok');
    }
  });

  it('look-alikes are the digits they look like', async () => {
    const bench = new FactorBench();
    let codes = (await bench.enrol('a')).recoveryCodes;
    for (let tries = 0; tries < 20 && !codes.some((code) => /[01]/.test(code)); tries += 1) {
      codes = (await bench.factor.newRecoveryCodes('a'))!;
    }
    const code = codes.find((one) => /[01]/.test(one))!;
    const typed = code.replaceAll('0', 'O').replace('1', 'l').replaceAll('1', 'I');
    expect((await bench.factor.recover('a', typed)).result).toBe('ok');
  });

  it('any other text is wrong and throws nothing', async () => {
    const { bench } = enrolled();
    const texts = [
      '',
      '-',
      'AAAAA',
      'AAAAA-AAAAU',
      'AAAAA-AAAAA-A',
      'ÄÄÄÄÄ-ÄÄÄÄÄ',
      '0'.repeat(10_000),
      '\0'.repeat(10),
    ];
    for (const text of texts) expect(await bench.factor.recover('a', text)).toEqual({ result: 'wrong' });
  });

  it('of another person, or of nobody, are wrong', async () => {
    const { bench, recoveryCodes } = enrolled();
    await bench.enrol('b');
    expect(await bench.factor.recover('b', recoveryCodes[0]!)).toEqual({ result: 'wrong' });
    expect(await bench.factor.recover('nobody', recoveryCodes[0]!)).toEqual({ result: 'wrong' });
    expect(bench.saved.has('nobody')).toBe(false);
  });

  it('made anew replace the old ones', async () => {
    const { bench, recoveryCodes } = enrolled();
    const codes = (await bench.factor.newRecoveryCodes('a'))!;
    expect(await bench.factor.recover('a', recoveryCodes[0]!)).toEqual({ result: 'wrong' });
    expect(await bench.factor.recover('a', codes[0]!)).toEqual({ result: 'ok', left: 9 });
    expect(await bench.factor.newRecoveryCodes('nobody')).toBeNull();
  });

  it('made anew while one is tried: the old one counts no more', async () => {
    const { bench, recoveryCodes } = enrolled();
    const codes = Array.from({ length: 10 }, (_, at) => bench.saved.get('a')!.live!.recovery.hashes[at]!);
    const made = bench.factor.newRecoveryCodes('a');
    const tried = await bench.factor.recover('a', recoveryCodes[0]!);
    await made;
    const kept = bench.saved.get('a')!.live!.recovery.hashes;
    expect(kept).toHaveLength(10);
    expect(kept.some((hash) => codes.includes(hash))).toBe(false);
    expect(['ok', 'wrong']).toContain(tried.result);
  });

  it('used is stored first: when it cannot be, nothing is accepted', async () => {
    const { bench, recoveryCodes } = enrolled();
    bench.storeFails = true;
    await expect(bench.factor.recover('a', recoveryCodes[0]!)).rejects.toThrow('the disk is full');
    expect(bench.factor.stateOf('a').recoveryLeft).toBe(10);
  });

  it('IA-5 l: wrong ones count with wrong codes, before the slow part', async () => {
    const { bench, secret, recoveryCodes } = enrolled();
    for (let at = 0; at < 98; at += 1) bench.factor.verify('a', bench.wrongCode(secret));
    const tries = ['AAAAA-AAAAA', 'BBBBB-BBBBB', recoveryCodes[0]!];
    const answers = await Promise.all(tries.map((code) => bench.factor.recover('a', code)));
    expect(answers.map(({ result }) => result)).toEqual(['wrong', 'wrong', 'blocked']);
  });
});

describe('IA-5(1)(c): a release', SLOW, () => {
  it('has 40 random bits, is kept as a hash only, and good once', async () => {
    const bench = new FactorBench();
    const { code, expiresAt } = await bench.factor.issueRelease('a', 'supervisor');
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(expiresAt).toBe(bench.now + 600_000);
    expect(JSON.stringify([...bench.saved])).not.toContain(code.replace('-', ''));
    expect(await bench.factor.useRelease('a', code.toLowerCase())).toBe(true);
    expect(await bench.factor.useRelease('a', code)).toBe(false);
    expect(bench.saved.size).toBe(0);
  });

  it('used twice at once is good once', async () => {
    const bench = new FactorBench();
    const { code } = await bench.factor.issueRelease('a', 'supervisor');
    const answers = await Promise.all([1, 2, 3].map(() => bench.factor.useRelease('a', code)));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('AC-5: nobody gives one to themselves', async () => {
    const bench = new FactorBench();
    const own = bench.factor.issueRelease('a', 'a');
    await expect(own).rejects.toThrow(new FaultError('account.own'));
    expect(bench.saved.size).toBe(0);
  });

  it('ends after 10 minutes, also when the clock is set back', async () => {
    const bench = new FactorBench();
    const { code } = await bench.factor.issueRelease('a', 'supervisor');
    bench.pass(600);
    bench.setClock(-500);
    expect(await bench.factor.useRelease('a', code)).toBe(false);
    const again = new FactorBench();
    const second = await again.factor.issueRelease('a', 'supervisor');
    again.restart();
    again.pass(599);
    expect(await again.factor.useRelease('a', second.code)).toBe(true);
    const third = await again.factor.issueRelease('a', 'supervisor');
    again.restart();
    again.pass(600);
    expect(await again.factor.useRelease('a', third.code)).toBe(false);
  });

  it('is still good after four wrong tries, and ended by the fifth, also after a restart', async () => {
    const bench = new FactorBench();
    const wrong = async (tries: number) => {
      for (let at = 0; at < tries; at += 1) expect(await bench.factor.useRelease('a', 'AAAA-AAAA')).toBe(false);
    };
    const first = await bench.factor.issueRelease('a', 'supervisor');
    await wrong(4);
    expect(await bench.factor.useRelease('a', first.code)).toBe(true);
    const second = await bench.factor.issueRelease('a', 'supervisor');
    await wrong(3);
    bench.restart();
    await wrong(2);
    expect(await bench.factor.useRelease('a', second.code)).toBe(false);
  });

  it('six tries at once are no more than five', async () => {
    const bench = new FactorBench();
    const { code } = await bench.factor.issueRelease('a', 'supervisor');
    const tries = ['AAAA-AAAA', 'AAAA-AAAB', 'AAAA-AAAC', 'AAAA-AAAD', 'AAAA-AAAE', code];
    const answers = await Promise.all(tries.map((one) => bench.factor.useRelease('a', one)));
    expect(answers).toEqual([false, false, false, false, false, false]);
  });

  it('tries taken and not answered, because the gateway stopped, are taken', async () => {
    const bench = new FactorBench();
    const { code } = await bench.factor.issueRelease('a', 'supervisor');
    const unheard = Array.from({ length: 5 }, () => bench.factor.useRelease('a', 'AAAA-AAAA'));
    const left = bench.saved.get('a')?.release?.triesLeft;
    bench.restart();
    expect(left).toBe(0);
    expect(await bench.factor.useRelease('a', code)).toBe(false);
    expect(await Promise.all(unheard)).not.toContain(true);
  });

  it('is replaced by a newer one, and is of one person only', async () => {
    const bench = new FactorBench();
    const older = await bench.factor.issueRelease('a', 'supervisor');
    const newer = await bench.factor.issueRelease('a', 'supervisor');
    expect(await bench.factor.useRelease('b', newer.code)).toBe(false);
    expect(await bench.factor.useRelease('a', older.code)).toBe(false);
    expect(await bench.factor.useRelease('a', newer.code)).toBe(true);
  });

  it('left over ends with the enrolment', async () => {
    const bench = new FactorBench();
    const { code } = await bench.factor.issueRelease('a', 'supervisor');
    await bench.enrol('a');
    expect(await bench.factor.useRelease('a', code)).toBe(false);
  });

  it('is not good when its use cannot be stored', async () => {
    const bench = new FactorBench();
    const { code } = await bench.factor.issueRelease('a', 'supervisor');
    bench.storeFails = true;
    await expect(bench.factor.useRelease('a', code)).rejects.toThrow('the disk is full');
  });
});

describe('removing a factor', SLOW, () => {
  it('ends codes, recovery codes and what is under way', async () => {
    const { bench, secret, recoveryCodes } = enrolled();
    const { code } = await bench.factor.issueRelease('a', 'supervisor');
    bench.factor.begin('a', 'a');
    expect(bench.factor.remove('a')).toBe(true);
    expect(bench.factor.remove('a')).toBe(false);
    expect(bench.factor.stateOf('a')).toEqual({ enrolled: false, since: null, recoveryLeft: 0, pending: false });
    expect(bench.factor.verify('a', bench.code(secret))).toEqual({ result: 'not-enrolled' });
    expect(await bench.factor.recover('a', recoveryCodes[0]!)).toEqual({ result: 'wrong' });
    expect(await bench.factor.useRelease('a', code)).toBe(false);
    expect(bench.saved.size).toBe(0);
  });

  it('while a recovery code is tried does not bring it back', async () => {
    const { bench, recoveryCodes } = enrolled();
    const tried = bench.factor.recover('a', recoveryCodes[0]!);
    bench.factor.remove('a');
    expect(await tried).toEqual({ result: 'wrong' });
    expect(bench.factor.stateOf('a').enrolled).toBe(false);
  });

  it('touches nobody else', async () => {
    const bench = new FactorBench();
    const { secret } = await bench.enrol('b');
    await bench.enrol('a');
    bench.factor.remove('a');
    expect(bench.factor.verify('b', bench.code(secret)).result).toBe('ok');
  });
});
