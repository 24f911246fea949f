/** Charges are explained only where the table says so, and cited as the department's published codes name them. */
import { describe, expect, it } from 'vitest';
import { lawMeaning } from './law-codes.ts';

describe('the meaning of a statute code', () => {
  it('reads the section, the subdivision and the class from the published code', () => {
    expect(lawMeaning('PL 1553008')).toEqual({
      section: 'PL 155.30(8)',
      title: 'Grand larceny in the fourth degree',
      classWords: 'Class E felony',
    });
    expect(lawMeaning('PL 1650501').title).toBe('Unauthorized use of a vehicle in the third degree');
    expect(lawMeaning('VTL11920U2')).toMatchObject({
      section: 'VTL 1192(U2)',
      classWords: 'Class depends on the subdivision',
    });
  });
  it('reads the same section however it is written', () => {
    const titles = ['PL 1553000', 'PL 155.30', 'pl155.30(8)', 'PL 15530'].map((code) => lawMeaning(code).title);
    expect(new Set(titles)).toEqual(new Set(['Grand larceny in the fourth degree']));
  });
  it('says of a section that is not in the table that it is not, and guesses nothing', () => {
    expect(lawMeaning('PL 9999901')).toEqual({ section: 'PL 999.99(1)', title: null, classWords: null });
    for (const code of [
      '',
      'LOC000000V',
      'CPL5700600',
      'AC 016101',
      'PL',
      'PL abc',
      '__proto__',
      'PL 1553008 OR 1=1',
    ]) {
      expect([code, lawMeaning(code)]).toEqual([code, { section: null, title: null, classWords: null }]);
    }
  });
  it('knows every statute of the sample', () => {
    const sample =
      'PL 1200001,PL 1201401,PL 1200501,PL 1211200,PL 1552500,PL 1553001,PL 1650501,PL 1654505,PL 1402502,PL 1600500,' +
      'PL 1450001,PL 2402601,PL 2403002,PL 1753501,PL 2650201,PL 2200300,VTL11920U2,PL 21551B3,PL 13052A1,PL 1401501';
    for (const code of sample.split(',')) expect([code, lawMeaning(code).title]).not.toEqual([code, null]);
  });
});
