/** What the administrator is told of the directory: which controller answers, and whether the clocks agree. */
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { DEPARTMENT } from '../../gallery/fixtures.ts';
import { DirectoryTable } from './department-tables.tsx';

const shown = (clockAheadSeconds: number | null): string => {
  const { container } = render(
    <DirectoryTable department={{ ...DEPARTMENT, directory: { ...DEPARTMENT.directory, clockAheadSeconds } }} />,
  );
  return container.textContent;
};

test('each controller is named with its state, in the order they are asked', () => {
  shown(0);
  expect(screen.getAllByRole('row').map((row) => row.textContent)).toEqual([
    'Asked in this orderState',
    'dc1.precinct.example:636Answers',
    'dc2.precinct.example:636Down: timeout',
  ]);
});

test.each([
  [null, 'It has no clock to compare.'],
  [2, 'Its clock agrees with the gateway’s.'],
  [-2, 'Its clock agrees with the gateway’s.'],
  [90, 'Its clock is 90 s ahead of the gateway’s; at 300 s nobody can sign in any more.'],
  [-1200, 'Its clock is 1,200 s behind the gateway’s; at 300 s nobody can sign in any more.'],
])('a clock %s s ahead is said as: %s', (seconds, words) => {
  expect(shown(seconds)).toContain(words);
});
