import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chipOf, describeQuery, textOf } from './chip.ts';
import { lex, type Token } from './lex.ts';
import { parseQuery, readTokens } from './parse.ts';
import { RECORD_KINDS } from '../kind.ts';
import { MAX_QUERY_TEXT, MAX_TERMS, termSchema, type Term } from './term.ts';

const context = { today: '2026-11-23', time: '10:30' };

/** Pieces that steer random text into every reader. */
const pieces = fc.constantFrom(
  ...`2026-113-004512 2026 113 4512 q26612345 j26-113-1873 mv 1000123456 123456789 w26-4411 sci-0412-2025 klr4821 klr48
  KLR 4821 ny nj in plate plate: name: name okonjo, daniel O’Brien (718) 555-0142 7185550142 phone 0142 vin
  1HGCM82633A004352 3 nov 03nov2026 11/03 11/03/2026 2026-11-03 yesterday last week since friday from to .. - -x "two
  words" " 2024 aug pct 113 113pct the arrests complaint report 311 911: case stolen robbery grand larceny gla 134-22
  farmers blvd & 140th av and rockaway @ *821 klr* ??? -"a b" off: addr: when: no: # , ; ' % _ ( ) NEAR OR AND NOT
  0200-0400 2 am pm 4am noon around at last tour this night morning 2 hours q3 7-5 75th 113 pl 155.30(1) vtl 511
  ky 110 pd serial s/n corner of without not except 33A004352 hours: time: when:2026-11-03T08:20
  when:..2026-11-03T08:20 12:00 black male 20s between before when:..2024 kind:arrest pct:`
    .split(/\s+/)
    .concat(['\u202E', '\u0000', '\uD800', '\uDC00', '😀', '李', 'ﬀ', 'é', '\u2066KLR', '" OR 1=1 --', 'x*" NEAR/2 y']),
);
const codeUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 120 })
  .map((units) => String.fromCharCode(...units));
const steered = fc.array(pieces, { maxLength: 40 }).map((list) => list.join(' '));
const glued = fc.array(pieces, { maxLength: 20 }).map((list) => list.join(''));
const anyText = fc.oneof(steered, glued, codeUnits, fc.string({ unit: 'grapheme', maxLength: 200 }));

/** Every kind of term as the box itself would write it. */
const digit = fc.integer({ min: 0, max: 9 }).map(String);
const day = fc
  .tuple(fc.integer({ min: 1990, max: 2026 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
const hour = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const moment = fc.oneof(
  day,
  fc.tuple(day, hour).map(([date, time]) => `${date}T${time}`),
);
const code = (alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet.split('')), minLength, maxLength });
const listed = code('ABCDEFG', 2, 9);
const anyTerm: fc.Arbitrary<Term> = fc.oneof(
  fc.record({ type: fc.constant('hours' as const), from: hour, to: hour }),
  moment.map((from): Term => ({ type: 'when', from })),
  moment.map((to): Term => ({ type: 'when', to })),
  fc.tuple(moment, moment).map(([one, other]): Term => {
    const [from, to] = one.slice(0, 10) <= other.slice(0, 10) ? [one, other] : [other, one];
    return from.slice(0, 10) === to.slice(0, 10)
      ? { type: 'when', from: from.slice(0, 10), to: to.slice(0, 10) }
      : { type: 'when', from, to };
  }),
  fc.record({
    type: fc.constant('plate' as const),
    value: code('ABKLR01248', 2, 10),
    match: fc.constantFrom('exact' as const, 'starts' as const, 'contains' as const),
  }),
  fc.record({ type: fc.constant('vin' as const), value: code('ABCDEF0123456789', 4, 17) }),
  fc.array(digit, { minLength: 4, maxLength: 10 }).map((list): Term => ({ type: 'phone', value: list.join('') })),
  fc.integer({ min: 1, max: 123 }).map((value): Term => ({ type: 'precinct', value })),
  fc.constantFrom(...RECORD_KINDS).map((value): Term => ({ type: 'kind', value })),
  fc.record({
    type: fc.constantFrom('words' as const, 'phrase' as const, 'exclude' as const, 'offence' as const),
    value: listed,
  }),
  fc.record({
    type: fc.constant('name' as const),
    value: listed,
    match: fc.constantFrom('prefix' as const, 'sounds' as const),
  }),
  fc.constantFrom(...RECORD_KINDS).map((kind): Term => ({ type: 'identifier', value: '2026-113', kind })),
);

const everyTerm = (text: string): readonly Term[] =>
  parseQuery(text, context).understood.flatMap(({ term, others }) => [term, ...others]);

describe('the box understands any text', () => {
  test('never throws, and every term it makes is one the gateway takes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const term of everyTerm(text)) expect(termSchema.parse(term)).toEqual(term);
      }),
      { numRuns: 1500 },
    );
  });

  test('offsets lie inside the text, in order, never overlapping', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { start, end } of parseQuery(text, context).understood) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });

  test('a chip turned into text is understood as the same term again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const term of everyTerm(text)) {
          expect(parseQuery(textOf(term), context).understood.map((one) => one.term)).toEqual([term]);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('a term of any kind, written as text, is understood as that term', () => {
    fc.assert(
      fc.property(anyTerm, (term) => {
        expect(parseQuery(textOf(term), context).understood.map((one) => one.term)).toEqual([term]);
      }),
      { numRuns: 1000 },
    );
  });

  test('a whole question written out of its chips is the same question', () => {
    fc.assert(
      fc.property(fc.array(anyTerm, { minLength: 1, maxLength: 6 }), (terms) => {
        const text = terms.map(textOf).join(' ');
        if (text.length > MAX_QUERY_TEXT) return;
        expect(parseQuery(text, context).understood.map((one) => one.term)).toEqual(terms);
      }),
      { numRuns: 1000 },
    );
  });

  test('no other reading repeats the term or another reading', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { term, others } of parseQuery(text, context).understood) {
          const all = [term, ...others].map((one) => JSON.stringify(one));
          expect(new Set(all).size).toBe(all.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a letter or a digit is never lost: something is always understood of it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '1', '9', ' ', '-', '"', ':', '*', '&'), maxLength: 40 }),
        (text) => {
          if (!/[ab19]/.test(text)) return;
          expect(parseQuery(text, context).understood.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('control characters, bidi overrides, lone surrogates and search operators never reach a plate or a number', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const term of everyTerm(text)) {
          if (term.type === 'plate' || term.type === 'vin') expect(term.value).toMatch(/^[A-Z0-9]+$/);
          if (term.type === 'identifier') expect(term.value).toMatch(/^[A-Z0-9-]+$/);
          const { value } = chipOf(term);
          expect(value).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('the audit room reads one line without line breaks', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(describeQuery(everyTerm(text))).not.toMatch(/[\r\n\u2028\u2029]/);
      }),
    );
  });
});

describe('bounds', () => {
  test('10 kB are cut, and said so', () => {
    const { understood, cut } = parseQuery('klr4821 '.repeat(1250), context);
    expect(cut).toBe(true);
    expect(understood).toHaveLength(MAX_TERMS);
    expect(understood.at(-1)!.end).toBeLessThanOrEqual(MAX_QUERY_TEXT);
  });

  test('a word at the edge of the cut is left out rather than read in half', () => {
    const text = `${'robbery '.repeat(49)}abcdef12 klr4821`;
    expect(parseQuery(text, context).cut).toBe(true);
    const long = `${'x'.repeat(390)} 2026-113-004512`;
    expect(parseQuery(long, context).understood.map(({ term }) => term.type)).toEqual(['words']);
  });

  test('10 kB of one letter is one term of bounded length', () => {
    const { understood, cut } = parseQuery('a'.repeat(10_240), context);
    expect(cut).toBe(true);
    expect(understood).toHaveLength(1);
  });

  test('400 characters are not cut', () => {
    expect(parseQuery('a'.repeat(MAX_QUERY_TEXT), context).cut).toBe(false);
  });

  test.each([
    'and ',
    '12 ',
    'in the ',
    'since ',
    'a b c d e f ',
    'grand larceny ',
    'no # ',
    'plate ny ',
    'name a ',
    '134-22 x ',
    'last ',
    '555 ',
    '- ',
    '"a" ',
    'addr 1 x y z ',
    'address ',
    '0200 ',
    'between 2 ',
    'at 0300 ',
    'last tour ',
    'without ',
    'corner of ',
    'friday 2 am ',
  ])('work grows in proportion to the text: %j repeated', (unit) => {
    const small = workFor(unit.repeat(200));
    const large = workFor(unit.repeat(800));
    expect(large / small).toBeLessThan(4.5);
  });
});

/** Tokens looked at while reading a text: a measure of work that no clock disturbs. */
function workFor(text: string): number {
  let looks = 0;
  const tokens = new Proxy(lex(text) as Token[], {
    get: (target, key, receiver) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1;
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
  readTokens(tokens, context);
  return looks;
}
