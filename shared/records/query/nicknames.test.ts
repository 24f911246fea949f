import { describe, expect, test } from 'vitest';
import { NICKNAME_GROUPS, nicknamesOf } from './nicknames.ts';
import { normaliseName } from './normalise.ts';

describe('short forms of names', () => {
  test.each([
    ['BOB', 'ROBERT'],
    ['ROBERT', 'BOBBY'],
    ['BILL', 'WILLIAM'],
    ['PEGGY', 'MARGARET'],
    ['PEPE', 'JOSE'],
    ['NACHO', 'IGNACIO'],
    ['PADDY', 'PATRICK'],
    ['SASHA', 'ALEKSANDR'],
    ['TORE', 'SALVATORE'],
  ])('%s is also %s, and the other way round', (short, full) => {
    expect(nicknamesOf(short)).toContain(full);
    expect(nicknamesOf(full)).toContain(short);
  });

  test('the table holds at least 150 names, each in normal form', () => {
    expect(NICKNAME_GROUPS.length).toBeGreaterThanOrEqual(150);
    for (const name of NICKNAME_GROUPS.flat()) expect(normaliseName(name)).toBe(name);
  });

  test('a name is never its own short form, and each other name is given once', () => {
    for (const name of NICKNAME_GROUPS.flat()) {
      const others = nicknamesOf(name);
      expect(others).not.toContain(name);
      expect(new Set(others).size).toBe(others.length);
    }
  });

  test('short forms do not chain: BOB is not ALBERT though both may be BERT', () => {
    expect(nicknamesOf('BERT')).toEqual(expect.arrayContaining(['ROBERT', 'ALBERT']));
    expect(nicknamesOf('BOB')).not.toContain('ALBERT');
  });

  test.each(['OKONJO', '', 'constructor'])('%j has none', (word) => {
    expect(nicknamesOf(word)).toEqual([]);
  });
});
