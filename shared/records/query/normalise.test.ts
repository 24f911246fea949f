import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  normaliseAddress,
  normaliseIdentifier,
  normaliseName,
  normalisePhone,
  normalisePlate,
  wordsOf,
} from './normalise.ts';

describe('one normal form per thing', () => {
  test.each([
    ['klr 4821', 'KLR4821'],
    ['KLR-4821', 'KLR4821'],
    ['k\u202Elr\u20664821', 'KLR4821'],
    ['  ', ''],
  ])('plate %j is %j', (text, normal) => {
    expect(normalisePlate(text)).toBe(normal);
  });

  test.each([
    ['Okonjo, Daniel', 'OKONJO DANIEL'],
    ['O’Brien', 'OBRIEN'],
    ["o'brien-smith", 'OBRIEN SMITH'],
    ['José Peña', 'JOSE PENA'],
    ['  a   b ', 'A B'],
    ['4821', ''],
  ])('name %j is %j', (text, normal) => {
    expect(normaliseName(text)).toBe(normal);
  });

  test.each([
    ['134-22 Farmers Boulevard', '134-22 FARMERS BLVD'],
    ['134-22 FARMERS BLVD.', '134-22 FARMERS BLVD'],
    ['Rockaway Blvd and 140th Avenue', 'ROCKAWAY BLVD & 140 AV'],
    ['rockaway blvd @ 140 ave', 'ROCKAWAY BLVD & 140 AV'],
    ['ROCKAWAY BLVD/140 AVE', 'ROCKAWAY BLVD & 140 AV'],
    ['West 34th Street', 'W 34 ST'],
    ['Fifth Avenue', '5 AV'],
    ['Saint Nicholas Ave', 'ST NICHOLAS AV'],
    ['& 140 av &', '140 AV'],
    ['constructor __proto__ toString', 'CONSTRUCTOR PROTO TOSTRING'],
  ])('address %j is %j', (text, normal) => {
    expect(normaliseAddress(text)).toBe(normal);
  });

  test.each([
    ['(718) 555-0142', '7185550142'],
    ['+1 718 555 0142', '7185550142'],
    ['0142', '0142'],
    ['142', ''],
    ['27185550142', ''],
  ])('phone %j is %j', (text, normal) => {
    expect(normalisePhone(text)).toBe(normal);
  });

  test.each([
    ['2026 113 4512', '2026-113-004512'],
    ['2026-113-004512', '2026-113-004512'],
    ['2026113004512', '2026-113-004512'],
    ['2026-0113-4512', '2026-0113-4512'],
    ['q26612345', 'Q26612345'],
    ['j26-113-1873', 'J26-113-001873'],
    ['J26113001873', 'J26-113-001873'],
    ['mv 2026 113 321', 'MV-2026-113-000321'],
    ['113-2026-87', '113-2026-00087'],
    ['w26-4411', 'W26-004411'],
    ['sci-0412-2025', 'SCI-0412-2025'],
    ['nys 2026 448120', 'NYS-2026-448120'],
    ['op-2026-113-231', 'OP-2026-113-00231'],
    ['dmv reg 77120', 'DMV-REG-77120'],
    ['1000123456', '1000123456'],
    ['?!', ''],
  ])('number %j is %j', (text, normal) => {
    expect(normaliseIdentifier(text)).toBe(normal);
  });

  test('words keep letters and digits of any script and nothing else', () => {
    expect(wordsOf('t/p/o the "perp" fled—É2\u0000\u202E; DROP--')).toEqual([
      'T',
      'P',
      'O',
      'THE',
      'PERP',
      'FLED',
      'E2',
      'DROP',
    ]);
  });

  test('every normal form is its own normal form, whatever the text', () => {
    const forms = [normalisePlate, normaliseName, normaliseAddress, normaliseIdentifier];
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom(...forms), (text, normal) => {
        const once = normal(text);
        expect(normal(once)).toBe(once);
      }),
      { numRuns: 400 },
    );
  });
});
