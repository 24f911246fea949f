import { expect, test } from 'vitest';
import { columnsOf, DEFAULT_COLUMNS, fitColumns, movedColumn, withColumn } from './grid-columns.ts';

test('a choice with names that no longer exist, repeats, or without the number still makes a grid', () => {
  expect(columnsOf(undefined)).toEqual(DEFAULT_COLUMNS);
  expect(columnsOf(['gone'])).toEqual(DEFAULT_COLUMNS);
  expect(columnsOf(['state', 'gone', 'state'])).toEqual(['number', 'state']);
});

test('the number is never switched off', () => {
  expect(withColumn(DEFAULT_COLUMNS, 'number')).toEqual(DEFAULT_COLUMNS);
});

test('a column comes back at its usual place and moves to another', () => {
  const without = withColumn(DEFAULT_COLUMNS, 'matched');
  expect(without).not.toContain('matched');
  expect(withColumn(without, 'matched')).toEqual(DEFAULT_COLUMNS);
  expect(movedColumn(['kind', 'number'], 'number', -1)).toEqual(['number', 'kind']);
  expect(movedColumn(['kind', 'number'], 'number', 1)).toEqual(['kind', 'number']);
});

test('the columns fill the grid and never more, down to 200 % zoom', () => {
  for (const width of [420, 540, 683, 900, 1366, 1920]) {
    const { widths } = fitColumns(DEFAULT_COLUMNS, width, 1);
    expect(widths.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(width);
  }
  expect(fitColumns(DEFAULT_COLUMNS, 1366, 1).ids).toEqual(DEFAULT_COLUMNS);
});

test('with little room the state, and with it the cautions, stays', () => {
  expect(fitColumns(DEFAULT_COLUMNS, 420, 1).ids).toEqual(['kind', 'number', 'matched', 'state']);
  expect(fitColumns(DEFAULT_COLUMNS, 420, 1).isTight).toBe(true);
});

test('a column chosen in addition is in sight on a window of 1366 pixels', () => {
  expect(fitColumns([...DEFAULT_COLUMNS, 'source'], 838, 1).ids).toContain('source');
});

test('the kind gives way to its sign before a column that was chosen is left out', () => {
  const { ids, isTight } = fitColumns([...DEFAULT_COLUMNS, 'offence'], 838, 1);
  expect(ids).toContain('offence');
  expect(isTight).toBe(true);
  expect(fitColumns(DEFAULT_COLUMNS, 838, 1).isTight).toBe(false);
});

test('at 200 % the number and a caution are read in full, and the kind gives way to its sign', () => {
  const { ids, widths, isTight } = fitColumns(DEFAULT_COLUMNS, 506, 1);
  expect(isTight).toBe(true);
  expect(widths[ids.indexOf('state')]).toBeGreaterThanOrEqual(166);
  expect(widths[ids.indexOf('number')]).toBeGreaterThanOrEqual(146);
});

test('beside the preview on a window of 1366 pixels what matched has the most room', () => {
  const { ids, widths, letters } = fitColumns(DEFAULT_COLUMNS, 840, 1);
  expect(ids).toEqual(DEFAULT_COLUMNS);
  expect(widths[ids.indexOf('matched')]).toBe(Math.max(...widths));
  expect(letters).toBeGreaterThanOrEqual(25);
});
