/** Proves the reading of single values on the dirty ones that the published sets hold. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, isNothing, momentText, parseMoment, parsePoint, parseTime, parseWhole } from './values.ts';

describe('values of public data sets', () => {
  it.each([
    ['12/25/2013 11:59:08 PM', '2013-12-25T23:59'],
    ['12/25/2013 12:00:00 AM', '2013-12-25T00:00'],
    ['2021-09-11T00:00:00.000', '2021-09-11T00:00'],
    ['08/31/2021', '2021-08-31'],
    ['02/29/2024', '2024-02-29'],
  ])('reads %s as %s', (text, expected) => {
    const moment = parseMoment(text);
    expect(moment === null ? null : momentText(moment)).toBe(expected);
  });

  it.each([
    '13/01/2021',
    '02/30/2021',
    '02/29/2023',
    '2021-00-10',
    '01/01/1015',
    '31.12.2021',
    'yesterday',
    '08/31/2021 25:00',
  ])('guesses nothing for %s', (text) => expect(parseMoment(text)).toBeNull());

  it('reads hours with and without zero, and refuses those a clock does not have', () => {
    expect(['2:39', '16:11:00', '0:00', '24:00', '7:60', '2:39 PM'].map(parseTime)).toEqual([
      '02:39',
      '16:11',
      '00:00',
      null,
      null,
      '14:39',
    ]);
  });

  it('reads whole numbers with thousands commas and idle decimals only', () => {
    expect(['1,035,836', '10001.0', '-971', '1,2', '1.5', '1e9', ''].map(parseWhole)).toEqual([
      1_035_836,
      10_001,
      -971,
      null,
      null,
      null,
      null,
    ]);
  });

  it('knows the ways of saying nothing', () => {
    for (const text of ['', '(null)', 'NA', 'N/A', 'Unknown', 'Unspecified']) expect(isNothing(text)).toBe(true);
    expect(isNothing('NASSAU STREET')).toBe(false);
  });

  it('keeps points in the city only', () => {
    expect(parsePoint('40.6748', '-73.764').point).toEqual({ lat: 40.6748, lon: -73.764 });
    for (const [lat, lon] of [
      ['0.0', '0'],
      ['40.67', '73.76'],
      ['40.67', ''],
      ['x', 'y'],
      ['41.5', '-73.9'],
    ] as const) {
      expect(parsePoint(lat, lon)).toMatchObject({ point: null });
      expect(parsePoint(lat, lon).repair).not.toBeNull();
    }
  });

  it('any text becomes one line without a control, invisible or direction-turning character, and stays so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (raw) => {
        const { text } = cleanText(raw);
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(text.length).toBeLessThanOrEqual(2000);
        expect(cleanText(text).text).toBe(text);
      }),
    );
  });
});
