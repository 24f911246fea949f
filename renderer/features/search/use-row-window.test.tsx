import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fillInJsdom } from '../../gallery/recorded-bridge.ts';
import { useRowWindow } from './use-row-window.ts';

const ROW = 30;
/** Rows in sight of a box of 600 pixels. */
const IN_SIGHT = 20;

const onScroll = (): void => {};

function List() {
  const { box, from, to } = useRowWindow({ count: 100_000, rowHeight: ROW, scroll: 0, onScroll });
  return (
    <div ref={box} data-testid="box">
      {`${String(from)} to ${String(to)}`}
    </div>
  );
}

const rows = (): readonly [number, number] => {
  const [from = '', to = ''] = screen.getByTestId('box').textContent.split(' to ');
  return [Number(from), Number(to)];
};
const scrollTo = (row: number): void =>
  act(() => {
    const box = screen.getByTestId('box');
    box.scrollTop = row * ROW;
    box.dispatchEvent(new Event('scroll'));
  });

beforeEach(() => {
  fillInJsdom();
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(IN_SIGHT * ROW);
  vi.useFakeTimers();
  render(<List />);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('at first every row in sight is drawn and few others, those below once the first have been seen', () => {
  expect(rows()[1]).toBeGreaterThanOrEqual(IN_SIGHT);
  expect(rows()[1]).toBeLessThanOrEqual(IN_SIGHT + 4);
  act(() => void vi.runAllTimers());
  expect(rows()[1]).toBeGreaterThanOrEqual(IN_SIGHT + 10);
});

it('a little way on, rows around those in sight are there already', () => {
  act(() => void vi.runAllTimers());
  scrollTo(5);
  scrollTo(9);
  const [from, to] = rows();
  expect(from).toBeLessThanOrEqual(9 - 3);
  expect(to).toBeGreaterThanOrEqual(9 + IN_SIGHT + 5);
});

it('a jump draws every row in sight and few others, those around them once it has come to rest', () => {
  scrollTo(50_003);
  const [from, to] = rows();
  expect(from).toBeLessThanOrEqual(50_003);
  expect(to).toBeGreaterThanOrEqual(50_003 + IN_SIGHT);
  expect(to - from).toBeLessThanOrEqual(IN_SIGHT + 4);
  act(() => void vi.runAllTimers());
  const [around, beyond] = rows();
  expect(around).toBeLessThanOrEqual(50_000 - 5);
  expect(beyond).toBeGreaterThanOrEqual(50_003 + IN_SIGHT + 5);
});

it('the end of the list is reached whole by a jump', () => {
  scrollTo(99_980);
  expect(rows()[1]).toBe(100_000);
  expect(rows()[0]).toBeLessThanOrEqual(99_980);
});
