import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookAlikeForm } from './look-alikes.ts';

describe('look-alike characters of plates', () => {
  test.each([
    ['KLR4821', 'KLR4821'],
    ['O0QI1B8', '0001188'],
    ['BIO', '810'],
    ['LZSG', 'LZSG'],
    ['', ''],
  ])('%j is indexed and asked as %j', (plate, form) => {
    expect(lookAlikeForm(plate)).toBe(form);
  });

  test('the form keeps the length and is its own form, so that beginnings and pieces still match', () => {
    const plate = fc.string({
      unit: fc.constantFrom('A', 'B', 'D', 'I', 'L', 'O', 'Q', 'Z', '0', '1', '2', '8'),
      maxLength: 10,
    });
    fc.assert(
      fc.property(plate, plate, (one, two) => {
        const form = lookAlikeForm(one);
        expect(form).toHaveLength(one.length);
        expect(lookAlikeForm(form)).toBe(form);
        expect(lookAlikeForm(one + two)).toBe(form + lookAlikeForm(two));
      }),
    );
  });
});
