/** The parts of a record as a page needs them: persons in several parts, lines of an invoice, changes, confirmation, age. */
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../shared/records/search.ts';
import type { Confirmation, RecordView } from '../../../shared/records/view.ts';
import { ageText } from './age.ts';
import { changedKeys, nextAround } from './changes.ts';
import { canAsk, isOpen, isUnconfirmed, standing } from './confirmation.ts';
import { otherParts } from './parties.ts';
import { isLines, linesOf } from './property-lines.ts';
import { sectionsOf } from './record-model.ts';

const shown = (value: string | number): Cell => ({ show: 'shown', value });
const masked: Cell = { show: 'masked', rule: 'victim-identity' };

const COMPLAINT = sectionsOf({
  kind: 'complaint',
  sections: [
    { id: 'victims', rows: [{ role: shown('Complainant'), name: shown('OKONJO, DANIEL') }] },
    {
      id: 'persons',
      rows: [
        { role: shown('Owner'), name: shown('Okonjo, Daniel'), dob: shown('1998-02-14') },
        { role: shown('Suspect'), name: shown('UNKNOWN') },
        { role: shown('Witness'), name: shown('UNKNOWN') },
        { role: shown('Driver'), name: masked },
        { role: shown('Passenger'), name: masked },
        { role: shown('Namesake'), name: shown('OKONJO, DANIEL'), dob: shown('1970-01-01') },
      ],
    },
  ],
});

describe('the same person in several parts', () => {
  it('names the other parts of one person, in whichever section', () => {
    const parts = otherParts(COMPLAINT);
    expect(parts.get('victims/0')).toEqual(['Owner', 'Namesake']);
    expect(parts.get('persons/0')).toEqual(['Complainant']);
  });
  it('joins nobody by a held name, by UNKNOWN, or across different dates of birth', () => {
    const parts = otherParts(COMPLAINT);
    for (const row of [1, 2, 3, 4]) expect(parts.get(`persons/${String(row)}`) ?? []).toEqual([]);
    expect(parts.get('persons/5')).toEqual(['Complainant']);
  });
});

describe('the lines of an invoice', () => {
  const lines = (...numbers: readonly (number | null)[]) => {
    const rows = numbers.map((line) => ({ ...(line === null ? {} : { line: shown(line) }), article: shown('PHONE') }));
    return sectionsOf({ kind: 'invoice', sections: [{ id: 'lines', rows }] })
      .filter(isLines)
      .flatMap(linesOf);
  };
  it('stand in the order of their numbers and say which of how many', () => {
    expect(lines(2, 1).map(({ name, gap }) => [name, gap])).toEqual([
      ['Line 1 of 2', null],
      ['Line 2 of 2', null],
    ]);
  });
  it('say what the numbering leaves out', () => {
    expect(lines(1, 5, 7).map(({ gap }) => gap)).toEqual([
      null,
      'Lines 2 to 4 are not in this record.',
      'Line 6 is not in this record.',
    ]);
    expect(lines(3).map(({ name, gap }) => [name, gap])).toEqual([
      ['Line 3 of 3', 'Lines 1 to 2 are not in this record.'],
    ]);
  });
  it('keep a line without a number, last', () => {
    expect(lines(null, 1).map(({ name }) => name)).toEqual(['Line 1 of 2', 'Line without a number, 2 of 2']);
  });
});

describe('what changed since the last look', () => {
  it('marks only cells that are on the page, in its order, and goes around', () => {
    const changed: RecordView['changed'] = {
      since: '2026-11-22T10:00:00Z',
      cells: [
        { section: 'persons', row: 0, field: 'name' },
        { section: 'victims', row: 0, field: 'role' },
        { section: 'victims', row: 9, field: 'role' },
      ],
    };
    const keys = changedKeys(changed, COMPLAINT);
    expect(keys).toEqual(['victims/0/role', 'persons/0/name']);
    expect([nextAround(keys, null), nextAround(keys, keys[0]!), nextAround(keys, keys[1]!)]).toEqual([
      keys[0],
      keys[1],
      keys[0],
    ]);
    expect(changedKeys(null, COMPLAINT)).toEqual([]);
    expect(nextAround([], null)).toBeNull();
  });
});

describe('the confirmation of a hit (S14, S15)', () => {
  const asked: Confirmation = {
    state: 'asked',
    priority: 'urgent',
    askedAt: '2026-11-23T14:00:00Z',
    dueAt: '2026-11-23T14:10:00Z',
    answeredAt: null,
  };
  const at = (time: string): Date => new Date(`2026-11-23T${time}Z`);
  it('is overdue once its time is past, and may be asked for again', () => {
    expect([standing(asked, at('14:09:59')), standing(asked, at('14:10:00'))]).toEqual(['asked', 'overdue']);
    expect([canAsk(asked, at('14:09:59')), canAsk(asked, at('14:10:00'))]).toEqual([false, true]);
  });
  it('is confirmed by nothing but the custodian’s word', () => {
    for (const state of ['needed', 'asked', 'overdue', 'refused'] as const) {
      expect(isUnconfirmed({ confirmation: { ...asked, state }, cautions: [] })).toBe(true);
    }
    expect(isUnconfirmed({ confirmation: { ...asked, state: 'confirmed' }, cautions: [] })).toBe(false);
    expect(isUnconfirmed({ confirmation: null, cautions: ['stolen-not-confirmed'] })).toBe(true);
    expect(isUnconfirmed({ confirmation: null, cautions: [] })).toBe(false);
  });
  it('is asked after as long as it is open', () => {
    const open = (['needed', 'asked', 'overdue', 'confirmed', 'refused'] as const).filter((state) =>
      isOpen({ ...asked, state }),
    );
    expect(open).toEqual(['asked', 'overdue']);
    expect(isOpen(null)).toBe(false);
  });
});

it('says how old a copy is in words', () => {
  const now = new Date('2026-11-23T17:05:00Z');
  const ages = ['2026-11-23T17:04:30Z', '2026-11-23T16:45:00Z', '2026-11-23T14:05:00Z', '2026-11-19T17:05:00Z'];
  expect(ages.map((at) => ageText(at, now))).toEqual(['just now', '20 min old', '3 h old', '4 days old']);
});
