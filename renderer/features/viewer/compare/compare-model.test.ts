import { expect, test } from 'vitest';
import { viewOf, idOf } from '../../../gallery/sample-records.ts';
import type { Cell } from '../../../../shared/records/search.ts';
import type { RecordView } from '../../../../shared/records/view.ts';
import { compareRecords, countDiffering } from './compare-model.ts';

const base = viewOf(idOf(2));
const withOffence = (offence: Cell): RecordView => ({
  ...base,
  sections: [{ id: 'offence', rows: [{ offence }] }],
});
const shown = (value: string): Cell => ({ show: 'shown', value });
const offenceOf = (left: RecordView, right: RecordView) =>
  compareRecords(left, right)
    .find(({ id }) => id === 'offence')
    ?.lines.find(({ key }) => key === 'offence/0/offence');

test('a record beside itself differs nowhere', () => {
  expect(countDiffering(compareRecords(base, base))).toBe(0);
});

test('two values that are shown differ or are the same, whatever their case', () => {
  expect(offenceOf(withOffence(shown('ROBBERY')), withOffence(shown('Robbery')))?.verdict).toBe('same');
  expect(offenceOf(withOffence(shown('ROBBERY')), withOffence(shown('BURGLARY')))?.verdict).toBe('differs');
});

test('S22: a value that is held back is never compared, not even with itself', () => {
  const held: Cell = { show: 'masked', rule: 'victim-identity' };
  expect(offenceOf(withOffence(held), withOffence(held))?.verdict).toBe('held');
  expect(offenceOf(withOffence(shown('ROBBERY')), withOffence(held))?.verdict).toBe('held');
});

test('what only one of them has is said', () => {
  const empty = { ...base, sections: [] };
  expect(offenceOf(withOffence(shown('ROBBERY')), empty)?.verdict).toBe('only-left');
  expect(offenceOf(empty, withOffence(shown('ROBBERY')))?.verdict).toBe('only-right');
});

test('S4: that one of them is archived is a line of its own', () => {
  const lineOf = (left: RecordView, right: RecordView) =>
    compareRecords(left, right)[0]?.lines.find(({ label }) => label === 'Archived');
  const old = { ...base, archivedAt: '2020-03-04' };
  expect(lineOf(old, base)).toMatchObject({ left: 'Archived since 04 MAR 2020', right: null, verdict: 'only-left' });
  expect(lineOf(base, base)).toBeUndefined();
});
