/** What is sealed is opened by the same person at the same workstation with both halves, unchanged, or not at all. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveKey, seal, slotOf, unseal } from './sealed-box.ts';

const machine = randomBytes(32);
const gateway = randomBytes(32);
const owner = { username: 'mrivera', workstationId: 'desk-0001' };
const key = deriveKey(machine, gateway, owner);
const TEXT = '{"drafts":{"reason.text":"half a sentence"}}';

describe('the sealed box', () => {
  test('gives back any text, and shows none of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const box = seal(key, owner, text);
        expect(unseal(key, owner, box)).toBe(text);
        if (text.length > 8) expect(Buffer.from(box, 'base64').toString('utf8')).not.toContain(text);
      }),
    );
  });

  test('one bit changed anywhere opens nothing', () => {
    const bytes = Buffer.from(seal(key, owner, TEXT), 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = changed[bit >> 3]! ^ (1 << (bit & 7));
      expect(unseal(key, owner, changed.toString('base64'))).toBeNull();
    }
  });

  test('cut anywhere, or with anything behind it, it opens nothing', () => {
    const bytes = Buffer.from(seal(key, owner, TEXT), 'base64');
    for (let length = 0; length < bytes.length; length += 1) {
      expect(unseal(key, owner, bytes.subarray(0, length).toString('base64'))).toBeNull();
    }
    expect(unseal(key, owner, Buffer.concat([bytes, Buffer.from([0])]).toString('base64'))).toBeNull();
    expect(unseal(key, owner, ` ${bytes.toString('base64')}`)).toBeNull();
    expect(unseal(key, owner, 'not base64 at all')).toBeNull();
  });

  test('another person, another workstation, or either half missing opens nothing', () => {
    const box = seal(key, owner, TEXT);
    const others = [
      { ...owner, username: 'jokafor' },
      { ...owner, workstationId: 'desk-0002' },
    ];
    for (const other of others) {
      expect(unseal(key, other, box)).toBeNull();
      expect(unseal(deriveKey(machine, gateway, other), other, box)).toBeNull();
      expect(slotOf(machine, other)).not.toBe(slotOf(machine, owner));
    }
    expect(unseal(deriveKey(randomBytes(32), gateway, owner), owner, box)).toBeNull();
    expect(unseal(deriveKey(machine, randomBytes(32), owner), owner, box)).toBeNull();
    expect(() => deriveKey(machine, Buffer.alloc(0), owner)).toThrow();
  });

  test('the same text is never sealed the same twice, and the slot tells no name', () => {
    expect(seal(key, owner, TEXT)).not.toBe(seal(key, owner, TEXT));
    expect(slotOf(machine, owner)).toMatch(/^[0-9a-f]{64}$/);
  });
});
