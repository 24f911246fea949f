/** What is said of a password while it is typed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIN_PASSWORD_LENGTH, passwordHint, type PasswordWeakness } from './password-hint.ts';

describe('the hint', () => {
  it.each<[string, number, number, readonly PasswordWeakness[]]>([
    ['', 0, 0, ['too-short', 'few-kinds']],
    ['kX9#vLq', 7, 4, ['too-short']],
    ['kX9#vLq2', 8, 4, []],
    ['tangled-Pelican-47-harvest', 26, 4, []],
    ['tangled pelican', 15, 2, ['few-kinds']],
    ['Äpfel-Bäume', 11, 3, []],
    ['11/23/2026', 10, 2, ['few-kinds', 'number']],
    ['Qwertyuiop1', 11, 3, ['sequence']],
    ['1Q2w3e4r', 8, 3, ['sequence']],
    ['Ab1!Ab1!', 8, 4, ['repetition']],
    ['Summer2026!', 11, 4, ['common-word']],
    ['Sümmer2026!', 11, 4, ['common-word']],
    ['P@55w0rd#1', 10, 4, ['common-word']],
  ])('of "%s": %d characters of %d kinds, %j', (password, length, kinds, weak) => {
    expect(passwordHint(password)).toEqual({ length, kinds, weak });
  });

  it('counts an accented letter once, however it is written', () => {
    expect(passwordHint('u\u0308').length).toBe(1);
    expect(passwordHint('ü').length).toBe(1);
  });

  it('IA-5(1)(a): says too short below 8 characters, and only then', () => {
    expect(MIN_PASSWORD_LENGTH).toBe(8);
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (password) => {
        const { length, weak } = passwordHint(password);
        expect(weak.includes('too-short')).toBe(length < 8);
      }),
    );
  });

  it('answers for any text, and holds no part of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (password) => {
        const hint = passwordHint(password);
        expect(Object.keys(hint)).toEqual(['length', 'kinds', 'weak']);
        expect(hint.kinds).toBeLessThanOrEqual(4);
      }),
    );
  });
});
