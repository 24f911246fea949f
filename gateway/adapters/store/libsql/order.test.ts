/** The order of rows: a greater text comes first, by every sort, and a position reads back what was written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentKey, orderText, positionOf, reversedKey } from './order.ts';

const moment = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 16));
const id = 'x'.repeat(22);

describe('order', () => {
  it('newest puts the later first, oldest the earlier', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        fc.pre(a !== b);
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(momentKey(late) > momentKey(early)).toBe(true);
        expect(reversedKey(momentKey(early)) > reversedKey(momentKey(late))).toBe(true);
      }),
    );
  });

  it('a record without a time comes last by both', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(momentKey(at) > momentKey(null)).toBe(true);
        expect(reversedKey(momentKey(at)) > reversedKey(momentKey(null))).toBe(true);
      }),
    );
  });

  it('a day without a time is a moment of its own day', () => {
    expect(momentKey('2026-11-03')).toBe('2026-11-03T00:00');
    expect(momentKey('no date')).toBe('0000-00-00T00:00');
  });

  it('best puts the stronger match before the newer record', () => {
    expect(orderText('best', 9, '2001-01-01T00:00', id) > orderText('best', 8, '2026-01-01T00:00', id)).toBe(true);
  });

  it('a position is what was written, and nothing else is one', () => {
    const at = '2026-11-03T21:15';
    expect(positionOf('best', orderText('best', 7, at, id))).toEqual({ band: 7, at, id });
    expect(positionOf('newest', orderText('newest', 7, at, id))).toEqual({ band: 0, at, id });
    expect(positionOf('newest', 'x')).toBeNull();
    expect(positionOf('best', `x${at}${id}`)).toBeNull();
  });
});
