import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { SourceProgress } from '../../../shared/records/results.ts';
import type { SourceStates, SourceUsual } from '../../../shared/records/search.ts';
import { BridgeContext } from '../../bridge/bridge-context.ts';
import { createClient } from '../../bridge/client.ts';
import { SourcesLine } from './sources-line.tsx';

const ANSWERED: SourceProgress = { state: 'answered', ms: 12, count: 3, exact: true, last: null, isPaging: false };
const DOWN: SourceProgress = { ...ANSWERED, state: 'down', count: 0 };
const ALLOWED = ['department', 'warrants', 'stolen', 'orders', 'public'] as const;

type Line = Parameters<typeof SourcesLine>[0];
/** The line over a gateway that tells of the sources so, and how often it was asked. */
const lineOver = (sources: SourceStates['sources'], line: Partial<Line>) => {
  const states = vi.fn(() => Promise.resolve({ ok: true, value: { sources } }));
  const client = createClient({ calls: { 'source.states': states } as never, subscribe: () => () => {} });
  render(
    <BridgeContext value={client}>
      <SourcesLine progress={{}} allowed={ALLOWED} onWhy={() => undefined} {...line} />
    </BridgeContext>,
  );
  return states;
};
const line = (progress: Line['progress']) => {
  const onRunAgain = vi.fn();
  lineOver([], { progress, onRunAgain });
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

describe('S3: what a source usually takes', () => {
  const USUAL: SourceUsual = {
    ...{ searches: 240, unanswered: 0, p50Ms: 12.4, p95Ms: 1_310 },
    since: '2026-11-23T11:00:00Z',
  };
  const SENTENCE = 'usually 12 ms, 19 of 20 within 1.3 s (last 240 searches, since 23 NOV 2026 06:00)';
  const toggle = () => userEvent.click(screen.getByRole('button', { name: 'Usual times' }));

  it('stands with each source once it is asked for, and goes again', async () => {
    const failing: SourceUsual = { ...USUAL, unanswered: 31, p95Ms: null };
    const states = lineOver(
      [
        { source: 'department', state: 'up', usual: USUAL },
        { source: 'warrants', state: 'down', usual: failing },
        { source: 'stolen', state: 'up' },
      ],
      { progress: { department: ANSWERED } },
    );
    expect(states).not.toHaveBeenCalled();
    await toggle();
    expect(textOf('Department')).toBe(`Department3 12 ms${SENTENCE}`);
    expect(textOf('Warrants')).toContain('(last 240 searches, since 23 NOV 2026 06:00; 31 not answered)');
    expect(textOf('Warrants')).not.toContain('19 of 20');
    expect(textOf('Stolen')).not.toContain('usually');
    await toggle();
    expect(textOf('Department')).toBe('Department3 12 ms');
    expect(states).toHaveBeenCalledOnce();
  });

  it('is the explanation of a source that is looked at with the pointer; asked once for all of them', async () => {
    const states = lineOver([{ source: 'department', state: 'up', usual: USUAL }], {});
    const department = () => screen.getAllByRole('listitem')[0]!;
    await userEvent.hover(department());
    await waitFor(() => expect(department().title).toBe(SENTENCE));
    await userEvent.unhover(department());
    await userEvent.hover(department());
    expect(states).toHaveBeenCalledOnce();
  });

  it('S25: is not said of a source that is not open to the person, also when it was told before', async () => {
    lineOver([{ source: 'public', state: 'up', usual: USUAL }], { allowed: ['department'] });
    await toggle();
    expect(textOf('Public records')).toBe('Public recordsnot authorised');
    expect(document.body.innerHTML).not.toContain('usually');
  });

  it('says so where there were too few searches to tell', async () => {
    lineOver([{ source: 'department', state: 'up' }], {});
    await toggle();
    expect((await screen.findByRole('status')).textContent).toBe('Told after 20 searches.');
  });
});
