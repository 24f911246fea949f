/** Passwords that are refused, each by its rule, and passwords that must not be. Names are fictional. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readBannedLists } from '../../adapters/passwords/banned-lists.ts';
import { StartupRefusal } from '../startup-refusal.ts';
import { createBannedPasswords } from './banned-passwords.ts';

const owner = { username: 'mrivera', name: 'María Rivera-Day', departmentWords: ['113 Pct', 'Baisley Boulevard'] };
const carried = createBannedPasswords(readBannedLists(null));
const because = (password: string) => carried.bannedBecause(password, owner);

describe('IA-5(1)(a): at least 8 characters', () => {
  it.each(['', 'a', 'kX9#vLq', 'ünïqüé7', '🂡🂢🂣🂤🂥🂦🂧'])('"%s" is too short', (password) => {
    expect(because(password)).toBe('too-short');
  });

  it('an accent written as a character of its own does not count', () => {
    expect(because('u\u0308e\u0308qa\u0308x7#')).toBe('too-short');
  });

  it('8 are enough', () => {
    expect(because('kX9#vLq2')).toBeNull();
  });
});

describe('IA-5(1)(a): the own name', () => {
  it.each([
    'MRivera#2026',
    'xx-m.rivera-xx',
    'tangled-rivera-harvest',
    'R1v3ra-harvest',
    'RÍVERA-harvest',
    'kX9#maria#Lq2',
    'mar!a-harvest-9',
    'Holi-day-harvest',
  ])('"%s" contains it', (password) => {
    expect(because(password)).toBe('contains-name');
  });

  it('of a colleague is not the own one', () => {
    expect(because('tangled-okafor-harvest')).toBeNull();
  });

  it('of one or two letters is in every password, and is not looked for', () => {
    const short = { username: 'xu', name: 'Li Xu', departmentWords: [] };
    expect(carried.bannedBecause('tangled-lixu-harvest', short)).toBeNull();
  });

  it('that is empty refuses nothing', () => {
    const nobody = { username: '', name: '', departmentWords: [''] };
    expect(carried.bannedBecause('tangled-pelican-harvest', nobody)).toBeNull();
  });
});

describe('IA-5(1)(a): the carried list', () => {
  it.each([
    ['as it is', 'sunshine'],
    ['in capitals', 'SUNSHINE'],
    ['with digits after', 'Jennifer1985'],
    ['with signs before and after', '!!dragon!!'],
    ['season and year', 'Summer2026!'],
    ['year and month', '2026November'],
    ['with letters as digits and signs', 'P@55w0rd#1'],
    ['with digits before, and letters as signs', '99P@ssword'],
    ['with a one for an i', 'l3tm31n!!'],
    ['with ones for ls', 'Footba11'],
    ['with an accent', 'Prïncess7'],
    ['in full-width letters', 'ｐａｓｓｗｏｒｄ'],
    ['twice', 'dragonDragon7'],
    ['three times', 'dragonDragon-dragon7'],
    ['of the trade', 'Sergeant123'],
    ['of the precinct', '113Precinct!!'],
    ['of the city', 'Br00klyn99'],
    ['two together', 'SummerWinter99'],
    ['two with signs between', 'Spring-2026-Nypd'],
    ['that everybody quotes', 'correct horse battery staple'],
  ])('a word %s', (_, password) => {
    expect(because(password)).toBe('banned-list');
  });

  it.each(['Baisley#113', 'boulevard2026!', 'BaisleyBoulevard1', 'Bai5ley-Summer'])(
    'a word of the command: "%s"',
    (password) => {
      expect(because(password)).toBe('banned-list');
      if (password !== 'Bai5ley-Summer')
        expect(carried.bannedBecause(password, { ...owner, departmentWords: [] })).toBeNull();
    },
  );

  it.each(['19841984', '11/23/2026', '(718) 555-0113', '62.28.6226', '26 82 96 20 82'])(
    'a number: "%s"',
    (password) => {
      expect(because(password)).toBe('banned-list');
    },
  );

  it.each(['qwertyuiop', 'Qwertyuiop1', 'asdfjkl;', '1q2w3e4r5t', '1qaz2wsx', 'abcd1234', 'zyxwvuts', '!@#$%^&*'])(
    'a run of the keyboard or the alphabet: "%s"',
    (password) => {
      expect(because(password)).toBe('banned-list');
    },
  );

  it.each(['kqkqkqkq', 'kX9!kX9!kX9!', 'kkkkkkkkkk', 'kXkXkXXkkX'])('a repetition: "%s"', (password) => {
    expect(because(password)).toBe('banned-list');
  });

  it.each([
    'tangled-Pelican-47-harvest',
    'my dog eats blue socks',
    'Harbor-Lantern-42',
    'zB7!uQ4e',
    '7Gr8-lamps',
    'ÄpfelBäume77',
    'four small hills of rye',
    '8392017465028371',
    'x'.repeat(3) + 'Vq8#'.repeat(2) + 'mW',
  ])('leaves "%s" alone', (password) => {
    expect(because(password)).toBeNull();
  });

  it('is looked for around every listed word of five letters and more', () => {
    const { words } = readBannedLists(null);
    expect(words.length).toBeGreaterThan(3000);
    expect(words.every((word) => /^[a-z0-9]+$/.test(word))).toBe(true);
    const nobody = { username: '', name: '', departmentWords: [] };
    const decorated = words
      .filter((word) => word.length >= 5)
      .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}2026!`);
    expect(decorated.filter((password) => carried.bannedBecause(password, nobody) !== 'banned-list')).toEqual([]);
  });
});

describe("IA-5(1)(a): the department's own list", () => {
  const folder = mkdtempSync(join(tmpdir(), 'banned-'));
  const file = join(folder, 'banned.txt');
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const listOf = (content: string | Uint8Array) => {
    writeFileSync(file, content);
    return createBannedPasswords(readBannedLists(file));
  };

  it('refuses its lines whole, without decoration, and beside the carried words', () => {
    const lists = listOf('\uFEFF# renewed 2026-10-01\r\nZwickmühle7\r\nkX9#vLq2\r\n\r\ntwo words here\nkvq-26-26\n');
    for (const password of [
      'zwickmuhle7',
      'KX9#VLQ2',
      'Zwickmühle!2027',
      'Two Words Here',
      'KVQ-26-26',
      'Summer2026!',
    ]) {
      expect(lists.bannedBecause(password, owner)).toBe('banned-list');
    }
    for (const password of ['Zwickmühle7-kX9#vLq2', 'renewed-pelican-9', 'Kvq#262826', 'tangled-Pelican-47']) {
      expect(lists.bannedBecause(password, owner)).toBeNull();
    }
  });

  it('that cannot be read stops the gateway', () => {
    expect(() => readBannedLists(join(folder, 'nowhere.txt'))).toThrow(StartupRefusal);
    writeFileSync(file, Uint8Array.of(0xff, 0xfe, 0x41));
    expect(() => readBannedLists(file)).toThrow(StartupRefusal);
  });
});

describe('whatever is typed', () => {
  it('gets an answer, and one longer than any list is not cut off', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 256 }), (password) => {
        expect(['too-short', 'contains-name', 'banned-list', null]).toContain(because(password));
      }),
      { numRuns: 200 },
    );
    expect(because(`password${'kX9#vLq2zB7!'.repeat(8)}`)).toBeNull();
  });

  it('decoration of any kind around a listed word does not help', () => {
    const decoration = fc.string({ unit: fc.constantFrom(...Array.from('0123456789!@#$%^&*-_.+ ')), maxLength: 8 });
    const word = fc.constantFrom('password', 'precinct', 'brooklyn', 'november', 'dispatch');
    fc.assert(
      fc.property(decoration, word, decoration, (before, core, after) => {
        expect(because(`${before}${core}${after}`)).toBe('banned-list');
      }),
      { numRuns: 300 },
    );
  });
});
