import { render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { copiedFrom } from './copied-cell.ts';

const RECORD = 'r'.repeat(22);
const page = (): void => {
  render(
    <>
      <input id="box" defaultValue="klr48" />
      <div id="head">KLR4821</div>
      <div data-copy-record={RECORD}>
        <span id="one" data-copy="vehicles/0/plate" tabIndex={-1}>
          <b>NY KLR</b>4821
        </span>
        <span id="two" data-copy="vehicles/0/make" tabIndex={-1}>
          HONDA
        </span>
        <span id="held" data-cell="victims/0/name">
          Masked
        </span>
      </div>
      <p data-copyable id="reference">
        Reference 7F3K
      </p>
    </>,
  );
};
const at = (id: string): HTMLElement => document.getElementById(id)!;
const selected = (from: string, to = from): Selection => {
  const selection = document.getSelection()!;
  selection.setBaseAndExtent(at(from), 0, at(to), at(to).childNodes.length);
  return selection;
};
afterEach(() => {
  document.getSelection()?.removeAllRanges();
});

test('what a person types is their own', () => {
  page();
  expect(copiedFrom(null, at('box'))).toEqual({ what: 'own' });
});

test('a shown cell is copied by its place, with the focus or selected in part', () => {
  page();
  const cell = { record: RECORD, section: 'vehicles', row: 0, field: 'plate' };
  expect(copiedFrom(null, at('one'))).toEqual({ what: 'cell', cell });
  expect(copiedFrom(selected('one'), document.body)).toEqual({ what: 'cell', cell });
});

test('S39: a selection over several cells, over a masked one or over anything else of a record is refused', () => {
  page();
  // One selection a page: each is made when it is asked about.
  const spans = [
    ['one', 'two'],
    ['one', 'held'],
    ['head', 'head'],
    ['head', 'one'],
  ] as const;
  for (const [from, to] of spans) expect(copiedFrom(selected(from, to), document.body)).toEqual({ what: 'refused' });
  document.getSelection()?.removeAllRanges();
  expect(copiedFrom(null, at('held'))).toEqual({ what: 'refused' });
  expect(copiedFrom(null, document.body)).toEqual({ what: 'refused' });
});

test('what is made to be taken along is, but not together with a record', () => {
  page();
  expect(copiedFrom(selected('reference'), document.body)).toEqual({ what: 'own' });
  expect(copiedFrom(selected('one', 'reference'), document.body)).toEqual({ what: 'refused' });
});

test('in the results the row the keys are at gives its number; without one nothing is copied', () => {
  const { rerender } = render(
    <div id="grid" role="grid" tabIndex={0} aria-activedescendant="result-2">
      {['1', '2'].map((row) => (
        <div key={row} id={`result-${row}`} role="row" data-copy-record={row.padEnd(22, 'r')}>
          <span data-copy="row/0/number">2026-113-00000{row}</span>
          <span>113</span>
        </div>
      ))}
    </div>,
  );
  const cell = { record: '2'.padEnd(22, 'r'), section: 'row', row: 0, field: 'number' };
  expect(copiedFrom(null, at('grid'))).toEqual({ what: 'cell', cell });
  rerender(<div id="grid" role="grid" tabIndex={0} aria-activedescendant="result-9" />);
  expect(copiedFrom(null, at('grid'))).toEqual({ what: 'refused' });
});
