/** Second factors on disk: nothing in clear, and never "nobody has a factor" because a file cannot be read. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FactorBench } from '../../../test/gateway/second-factor-bench.ts';
import { StartupRefusal } from '../../core/startup-refusal.ts';
import { createSecondFactor } from '../../core/second-factor/second-factor.ts';
import { writePrivateFile } from '../keys/private-file.ts';
import { sealText } from '../keys/sealed-text.ts';
import { openSealedFactorStore } from './sealed-factor-store.ts';

const key = randomBytes(32);
let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'factors-'));
  file = join(folder, 'factors.sealed');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const saved = async () => {
  const bench = new FactorBench();
  const { secret, recoveryCodes } = await bench.enrol('account-1');
  await bench.factor.issueRelease('account-2', 'supervisor');
  bench.factor.begin('account-2', 'two');
  openSealedFactorStore(file, key).save(bench.saved);
  return { bench, secret, recoveryCodes };
};

describe('the sealed file of second factors', () => {
  it('gives back what was saved', async () => {
    const { bench } = await saved();
    expect(openSealedFactorStore(file, key).load()).toEqual(bench.saved);
  });

  it('serves a restarted gateway', async () => {
    const { bench, secret } = await saved();
    const clock = { now: () => bench.now, monotonic: () => 0 };
    const open = () => createSecondFactor({ store: openSealedFactorStore(file, key), clock, issuer: 'Test' });
    const code = bench.code(secret);
    expect(open().verify('account-1', code).result).toBe('ok');
    expect(open().verify('account-1', code).result).toBe('replayed');
  });

  it('SC-28: holds no secret and no account in clear, and is for the gateway alone', async () => {
    const { secret } = await saved();
    const bytes = readFileSync(file);
    expect(bytes.includes(secret)).toBe(false);
    expect(bytes.includes('account-1')).toBe(false);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['factors.sealed']);
  });

  it('does not exist before the first enrolment', () => {
    expect(openSealedFactorStore(file, key).load().size).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('with the wrong key stops the gateway', async () => {
    await saved();
    expect(() => openSealedFactorStore(file, randomBytes(32)).load()).toThrow(StartupRefusal);
  });

  it('damaged in any part stops the gateway', async () => {
    await saved();
    const whole = readFileSync(file);
    const damaged = [
      Buffer.alloc(0),
      whole.subarray(0, 20),
      whole.subarray(0, whole.length - 1),
      Buffer.concat([whole, Buffer.of(0)]),
      ...[0, 1, 13, 29, whole.length - 1].map((at) => {
        const copy = Buffer.from(whole);
        copy[at]! ^= 1;
        return copy;
      }),
    ];
    for (const bytes of damaged) {
      writeFileSync(file, bytes, { mode: 0o600 });
      expect(() => openSealedFactorStore(file, key).load()).toThrow(StartupRefusal);
    }
  });

  it.each(['{}', '[["a",{}]]', '[["a",null]]', '[["a",{"live":null,"pending":null,"release":null,"more":1}]]', 'null'])(
    'with %s inside stops the gateway',
    (text) => {
      writePrivateFile(file, sealText(key, text, 'factors/1'));
      expect(() => openSealedFactorStore(file, key).load()).toThrow(StartupRefusal);
    },
  );

  it('of another use of the same key stops the gateway', () => {
    writePrivateFile(file, sealText(key, '[]', 'lockouts/1'));
    expect(() => openSealedFactorStore(file, key).load()).toThrow(StartupRefusal);
  });

  it.skipIf(process.platform === 'win32')('that others may read stops the gateway', async () => {
    await saved();
    chmodSync(file, 0o640);
    expect(() => openSealedFactorStore(file, key).load()).toThrow(StartupRefusal);
  });
});
