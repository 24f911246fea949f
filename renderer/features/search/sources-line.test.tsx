import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { SourceProgress } from '../../../shared/records/results.ts';
import { SourcesLine } from './sources-line.tsx';

const ANSWERED: SourceProgress = { state: 'answered', ms: 12, count: 3, exact: true, last: null, isPaging: false };
const DOWN: SourceProgress = { ...ANSWERED, state: 'down', count: 0 };
const ALLOWED = ['department', 'warrants', 'stolen', 'orders', 'public'] as const;

const line = (progress: Parameters<typeof SourcesLine>[0]['progress']) => {
  const onRunAgain = vi.fn();
  render(<SourcesLine progress={progress} allowed={ALLOWED} onWhy={() => undefined} onRunAgain={onRunAgain} />);
  return onRunAgain;
};
const textOf = (name: string): string =>
  screen.getAllByRole('listitem').find((item) => item.textContent.startsWith(name))?.textContent ?? '';

it.each([
  ['time-out', 'no answer in time'],
  ['unreachable', 'cannot be reached'],
  ['quota', 'quota of this tour is used up'],
  ['refused', 'refused to answer'],
] as const)('says why a source does not answer: %s', (because, words) => {
  line({ department: ANSWERED, warrants: { ...DOWN, because } });
  expect(textOf('Warrants')).toContain(words);
});

it('a source that is not asked any more says from when it is asked again', () => {
  line({ warrants: { ...DOWN, because: 'circuit-open', nextTryAt: '2026-11-23T15:42:00Z' } });
  expect(textOf('Warrants')).toContain('asked again from 10:42');
});

it('a source that answered says of what time its copy is and what the answer cost; the others say neither', () => {
  line({
    department: ANSWERED,
    warrants: { ...ANSWERED, asOf: '2026-11-23T11:00:00Z' },
    public: { ...ANSWERED, cost: { cents: 25, queriesLeft: 39 } },
  });
  expect(textOf('Warrants')).toContain('as of 23 NOV 2026 06:00');
  expect(textOf('Public records')).toContain('$0.25, 39 left this tour');
  expect(textOf('Department')).toBe('Department3 12 ms');
});

it('where a source did not answer, the same search is offered once more; a quota is not brought back by asking', async () => {
  const onRunAgain = line({ department: ANSWERED, warrants: { ...DOWN, because: 'unreachable' } });
  await userEvent.click(screen.getByRole('button', { name: /Run again/ }));
  expect(onRunAgain).toHaveBeenCalledOnce();
});

it.each([{ public: { ...DOWN, because: 'quota' as const } }, { department: ANSWERED }])(
  'is not offered where it would bring nothing',
  (progress) => {
    line(progress);
    expect(screen.queryByRole('button', { name: /Run again/ })).toBeNull();
  },
);
