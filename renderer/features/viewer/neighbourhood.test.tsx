/** The neighbourhood of a record by keyboard, in words and in time. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Neighbourhood } from '../../../shared/records/view.ts';
import { alongEdge, layOut, type GraphNode } from './graph-layout.ts';
import { relationsOf } from './graph-words.ts';
import { NeighbourhoodGraph } from './neighbourhood-graph.tsx';
import { daysOf, gapText } from './timeline-days.ts';

const node = (id: string, occurredAt: string | null = null): GraphNode => ({
  ...{ id: id.padStart(22, '0'), kind: 'complaint', number: id, title: `Title of ${id}`, occurredAt },
  ...{ state: { label: 'Open', tone: 'neutral' }, cautions: [], precinct: null, point: null },
});
const edge = (from: string, to: string, relation: string): Neighbourhood['edges'][number] => ({
  ...{ from: from.padStart(22, '0'), to: to.padStart(22, '0'), relation, stated: true },
});
const AROUND: Neighbourhood = {
  nodes: ['A', 'B', 'C', 'D', 'E'].map((id) => node(id)),
  edges: [
    edge('A', 'B', 'arrest of'),
    edge('A', 'C', 'same plate'),
    edge('C', 'D', 'invoice of'),
    edge('E', 'B', 'call of'),
  ],
  more: 0,
  auditSeq: 1,
};

describe('the drawing of a neighbourhood', () => {
  it('places every record once: the open one first, each link followed by those reached through it', () => {
    const placed = layOut(AROUND);
    expect(placed.map((each) => [each.node.number, each.step])).toEqual([
      ['A', 0],
      ['B', 1],
      ['E', 2],
      ['C', 1],
      ['D', 2],
    ]);
    expect(new Set(placed.map(({ x, y }) => `${String(x)},${String(y)}`)).size).toBe(5);
    expect(layOut({ ...AROUND, nodes: [] })).toEqual([]);
  });
  it('leads an arrow only along a link of the record', () => {
    const placed = layOut(AROUND);
    const from = (id: string) => id.padStart(22, '0');
    const reached = (id: string) =>
      (['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const).flatMap(
        (key) => alongEdge(placed, AROUND.edges, from(id), key) ?? [],
      );
    expect(new Set(reached('A'))).toEqual(new Set([from('B'), from('C')]));
    expect(new Set(reached('D'))).toEqual(new Set([from('C')]));
  });
  it('says every relation of a record in words', () => {
    expect(relationsOf(AROUND, AROUND.nodes[2]!.id)).toEqual([
      'same plate: Complaint report A',
      'invoice of: Complaint report D',
    ]);
  });
  it('S4: a record that is archived says since when, in its name and under the drawing', () => {
    const [root, second, ...others] = AROUND.nodes;
    const nodes = [{ ...root!, archivedAt: '2020-03-04' }, second!, ...others];
    const { container } = render(<NeighbourhoodGraph neighbourhood={{ ...AROUND, nodes }} onOpen={() => {}} />);
    const archived = screen.getAllByRole('button', { name: /Archived since/ });
    expect(archived.map((each) => each.getAttribute('aria-label')?.split(',').slice(0, 3))).toEqual([
      ['Complaint report A', ' Title of A', ' Archived since 04 MAR 2020'],
    ]);
    expect(container.querySelectorAll('.graph-archived')).toHaveLength(1);
    expect(container.querySelector('.graph-said')?.textContent).toContain('Open · Archived since 04 MAR 2020');
  });
  it('is gone through by Tab in reading order; Enter opens', async () => {
    const opened: string[] = [];
    render(<NeighbourhoodGraph neighbourhood={AROUND} onOpen={({ number }) => opened.push(number)} />);
    const user = userEvent.setup();
    const seen: (string | undefined)[] = [];
    for (let tabs = 0; tabs < 5; tabs += 1) {
      await user.tab();
      seen.push(document.activeElement?.getAttribute('aria-label')?.split(',')[0]);
    }
    expect(seen).toEqual(['A', 'B', 'E', 'C', 'D'].map((id) => `Complaint report ${id}`));
    await user.keyboard('{Enter}');
    expect(opened).toEqual(['D']);
    expect(
      screen.getByRole('button', { name: /Complaint report B, Title of B, arrest of: Complaint report A/ }),
    ).toBeDefined();
  });
});

describe('the neighbourhood in time', () => {
  it('puts records of one day together and says how long nothing was', () => {
    const days = daysOf([
      node('A', '2026-11-19T02:10'),
      node('B', null),
      node('C', '2026-08-11'),
      node('D', '2026-11-19T06:45'),
    ]);
    expect(days.map(({ day, gap, entries }) => [day, gap, entries.map(({ number }) => number)])).toEqual([
      ['2026-08-11', null, ['C']],
      ['2026-11-19', '3 months later', ['A', 'D']],
      [null, null, ['B']],
    ]);
  });
  it('counts in the unit a person would', () => {
    expect([1, 2, 13, 21, 400, 800].map(gapText)).toEqual([
      null,
      '2 days later',
      '13 days later',
      '3 weeks later',
      '13 months later',
      '2 years later',
    ]);
  });
});
