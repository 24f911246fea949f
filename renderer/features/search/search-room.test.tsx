import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Workspace } from '../../../shared/bridge/calls.ts';
import type { SearchEvent } from '../../../shared/records/search.ts';
import { BridgeContext } from '../../bridge/bridge-context.ts';
import { createClient } from '../../bridge/client.ts';
import { fillInJsdom } from '../../gallery/recorded-bridge.ts';
import { SearchRoom } from './search-room.tsx';
import { useSearchSession } from './use-search-session.ts';

const id = (letter: string): string => letter.repeat(22);
const row = (letter: string, number: string, order: string) => ({
  id: id(letter),
  kind: 'complaint' as const,
  source: 'department' as const,
  number,
  title: 'Grand larceny',
  matched: { text: 'plate KLR4821', marks: [[6, 11] as [number, number]], why: 'starts with' as const },
  occurredAt: '2026-11-19T02:10',
  precinct: 113,
  state: { label: 'Open', tone: 'neutral' as const },
  cautions: [],
  withheld: 1,
  preview: [{ label: 'Owner', cell: { show: 'masked' as const, rule: 'victim-identity' as const } }],
  order,
});
const FOUND: readonly SearchEvent[] = [
  { event: 'started', at: '2026-11-23T15:00:00Z', sources: [{ source: 'department', state: 'searching' }] },
  { event: 'rows', source: 'department', rows: [row('a', '2026-113-004512', 'z'), row('b', '2026-113-004513', 'y')] },
  { event: 'source', source: 'department', state: 'answered', ms: 38, count: 2, exact: true },
  { event: 'done', ms: 40, auditSeq: 7 },
];

/** A bridge that keeps what it was asked and says what the test tells it to. */
function fakeBridge() {
  const asked: { readonly name: string; readonly input: unknown }[] = [];
  const listeners = new Set<(value: unknown) => void>();
  const calls = new Proxy(
    {},
    {
      get: (_, name: string) => (input: unknown) => {
        asked.push({ name, input });
        return Promise.resolve({ ok: true, value: {} });
      },
    },
  );
  const client = createClient({
    calls: calls as never,
    subscribe: (_, listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const searches = () => asked.filter((each) => each.name === 'search.start');
  const answer = (events: readonly SearchEvent[]): void => {
    const { key } = searches().at(-1)!.input as { key: string };
    act(() => {
      for (const listener of listeners) listener({ key, step: 0, events });
    });
  };
  return { client, asked, searches, answer };
}

function mount(reason: string | null, chosen?: readonly string[]) {
  const bridge = fakeBridge();
  const opened: string[] = [];
  const wanted: (() => void)[] = [];
  const compared: (readonly string[])[] = [];
  function Room({ reasonId }: { readonly reasonId: string | null }) {
    const [box, setBox] = useState<Workspace['box']>({ text: '', request: null, selected: null, scroll: 0 });
    const [patch] = useState(() => (change: Partial<Workspace['box']>) => setBox((now) => ({ ...now, ...change })));
    const [columns, setColumns] = useState<readonly string[] | undefined>(chosen);
    const [say] = useState(() => () => {});
    return (
      <SearchRoom
        search={useSearchSession()}
        box={box}
        onBox={patch}
        rowHeight={30}
        columns={columns}
        onColumns={setColumns}
        onCompare={(rows) => compared.push(rows.map((each) => each.number))}
        kept={() => null}
        reasonId={reasonId}
        sources={['department']}
        isActive
        onOpen={(each) => opened.push(each.number)}
        onReason={(then) => wanted.push(then)}
        onExplain={() => {}}
        onStatus={say}
      />
    );
  }
  const ui = (reasonId: string | null) => (
    <BridgeContext value={bridge.client}>
      <Room reasonId={reasonId} />
    </BridgeContext>
  );
  const { rerender } = render(ui(reason));
  return { bridge, opened, wanted, compared, setReason: (reasonId: string | null) => rerender(ui(reasonId)) };
}

const box = (): HTMLElement => screen.getByRole('textbox', { name: 'Search all sources' });

describe('the search room', () => {
  beforeEach(() => {
    fillInJsdom();
    // The grid is as large as its frame, and jsdom lays nothing out.
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(600);
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(900);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('S26: sends no search without a reason in force, and goes on with it once one is stated', async () => {
    const { bridge, wanted, setReason } = mount(null);
    await userEvent.type(box(), 'klr48{Enter}');
    expect(bridge.searches()).toEqual([]);
    expect(wanted).toHaveLength(1);
    setReason('r1');
    act(() => wanted[0]!());
    expect(bridge.searches()).toHaveLength(1);
    expect(bridge.searches()[0]!.input).toMatchObject({
      request: { terms: [{ type: 'plate', value: 'KLR48', match: 'starts' }] },
    });
  });

  it('S26: rows go when the reason they were found for ends', async () => {
    const { bridge, setReason } = mount('r1');
    await userEvent.type(box(), 'klr48{Enter}');
    bridge.answer(FOUND);
    expect(screen.getByRole('grid')).toBeDefined();
    setReason(null);
    expect(screen.queryByRole('grid')).toBeNull();
    expect(screen.queryByText('2026-113-004512')).toBeNull();
  });

  it('moves through rows without opening them, and opens the selected one with Enter', async () => {
    const { bridge, opened } = mount('r1');
    await userEvent.type(box(), 'klr48{Enter}');
    bridge.answer(FOUND);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const grid = screen.getByRole('grid');
    expect(document.activeElement).toBe(grid);
    expect(grid.getAttribute('aria-activedescendant')).toBe(`result-${id('b')}`);
    expect(within(screen.getByRole('complementary', { name: 'Preview' })).getByText('2026-113-004513')).toBeDefined();
    expect(opened).toEqual([]);
    expect(bridge.asked.some((each) => each.name === 'record.open')).toBe(false);
    await userEvent.keyboard('{Enter}');
    expect(opened).toEqual(['2026-113-004513']);
  });

  it('names the rule of what the preview holds back, and never a value', async () => {
    const { bridge } = mount('r1');
    await userEvent.type(box(), 'klr48{Enter}');
    bridge.answer(FOUND);
    expect(
      within(screen.getByRole('complementary', { name: 'Preview' })).getByText(/Masked: victim identity/),
    ).toBeDefined();
  });

  it('reads a piece every way with Tab, and then lets the focus go', async () => {
    mount('r1');
    await userEvent.type(box(), 'klr48');
    const chip = (): string =>
      within(screen.getByRole('list', { name: 'understood as' })).getByRole('button').textContent;
    const seen = [chip()];
    for (let press = 0; press < 12 && document.activeElement === box(); press += 1) {
      await userEvent.tab();
      if (document.activeElement === box()) seen.push(chip());
    }
    expect(seen.length).toBeGreaterThan(1);
    expect(new Set(seen).size).toBe(seen.length);
    expect(document.activeElement).not.toBe(box());
  });

  it('a filter searches again with the same terms and says so by its count', async () => {
    const { bridge } = mount('r1');
    await userEvent.type(box(), 'klr48{Enter}');
    const facets = { kind: [{ value: 'complaint', count: 2 }], precinct: [], custodian: [], year: [], offence: [] };
    bridge.answer(FOUND.map((event) => (event.event === 'source' ? { ...event, facets } : event)));
    await userEvent.click(screen.getByRole('checkbox', { name: /Complaint report/ }));
    expect(bridge.searches().at(-1)!.input).toMatchObject({
      request: { terms: [{ type: 'plate' }], filters: { kinds: ['complaint'] } },
    });
    // What was found stays in sight until the answer comes.
    expect(screen.getByRole('grid')).toBeDefined();
  });

  it('sorts by a header with Enter and by another as well with Shift', async () => {
    const { bridge } = mount('r1');
    await userEvent.type(box(), 'klr48{Enter}');
    bridge.answer(FOUND);
    act(() => screen.getByRole('button', { name: /^Kind/ }).focus());
    await userEvent.keyboard('{Enter}');
    expect(bridge.searches().at(-1)!.input).toMatchObject({
      request: { columns: [{ by: 'kind', direction: 'ascending' }] },
    });
    bridge.answer(FOUND);
    const user = userEvent.setup();
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('button', { name: /^State/ }));
    await user.keyboard('{/Shift}');
    expect(bridge.searches().at(-1)!.input).toMatchObject({
      request: { columns: [{ by: 'kind' }, { by: 'state' }] },
    });
    expect(screen.getByRole('columnheader', { name: /^Kind/ }).getAttribute('aria-sort')).toBe('ascending');
  });

  it('sorts by the offence with its heading, which says so', async () => {
    const { bridge } = mount('r1', ['number', 'offence', 'state']);
    await userEvent.type(box(), 'klr48{Enter}');
    bridge.answer(
      FOUND.map((event) =>
        event.event === 'rows'
          ? { ...event, rows: event.rows.map((each) => ({ ...each, offence: 'GRAND LARCENY' })) }
          : event,
      ),
    );
    expect(screen.getAllByRole('gridcell', { name: 'GRAND LARCENY' })).toHaveLength(2);
    expect(screen.getByRole('columnheader', { name: 'Offence' }).getAttribute('aria-sort')).toBe('none');
    await userEvent.click(screen.getByRole('button', { name: 'Offence' }));
    expect(bridge.searches().at(-1)!.input).toMatchObject({
      request: { columns: [{ by: 'offence', direction: 'ascending' }] },
    });
    bridge.answer(FOUND);
    expect(screen.getByRole('columnheader', { name: /^Offence/ }).getAttribute('aria-sort')).toBe('ascending');
    await userEvent.click(screen.getByRole('button', { name: /^Offence/ }));
    bridge.answer(FOUND);
    expect(screen.getByRole('columnheader', { name: /^Offence/ }).getAttribute('aria-sort')).toBe('descending');
  });

  it('the state of a row: the first caution in short and all of them in full, what is held back last', async () => {
    const { bridge } = mount('r1', ['number', 'state']);
    await userEvent.type(box(), 'klr48{Enter}');
    bridge.answer(
      FOUND.map((event) =>
        event.event === 'rows'
          ? {
              ...event,
              rows: event.rows.map((each) => ({ ...each, cautions: ['stolen-not-confirmed', 'officer-safety'] })),
            }
          : event,
      ),
    );
    const [cell] = screen.getAllByRole('gridcell').filter((each) => each.classList.contains('grid-state'));
    expect(cell?.textContent).toBe('Not confirmed+1Open1 not shown in clear');
    expect(within(cell!).getByTitle('Possible hit: not confirmed · Officer safety')).toBeDefined();
  });

  it('the preview says once when it happened, and what the record says of the same name not again', async () => {
    const { bridge } = mount('r1');
    await userEvent.type(box(), 'klr48{Enter}');
    bridge.answer(
      FOUND.map((event) =>
        event.event === 'rows'
          ? {
              ...event,
              rows: event.rows.map((each) => ({
                ...each,
                preview: [{ label: 'When', cell: { show: 'shown', value: each.occurredAt } }],
              })),
            }
          : event,
      ),
    );
    const preview = within(screen.getByRole('complementary', { name: 'Preview' }));
    expect(preview.getAllByText('When')).toHaveLength(1);
    expect(preview.getAllByText('19 NOV 2026 02:10')).toHaveLength(1);
  });

  it('marks rows with Space without moving, and forgets the marks with another search', async () => {
    const { bridge } = mount('r1');
    await userEvent.type(box(), 'klr48{Enter}');
    bridge.answer(FOUND);
    await userEvent.keyboard('{ArrowDown} {ArrowDown} ');
    expect(screen.getByText('2 rows marked.')).toBeDefined();
    expect(screen.getAllByRole('row', { selected: true })).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: /^Kind/ }));
    bridge.answer(FOUND);
    expect(screen.queryByText('2 rows marked.')).toBeNull();
  });

  it('says that too many rows to rank are shown newest first, and which reading was widened', async () => {
    const { bridge } = mount('r1');
    await userEvent.type(box(), 'klr48{Enter}');
    bridge.answer(
      FOUND.map((event) => (event.event === 'source' ? { ...event, ranked: false, widened: 'look-alike' } : event)),
    );
    expect(screen.getByText(/More than 10,000 records: shown newest first/)).toBeDefined();
    expect(screen.getByText('Nothing has KLR48; these look alike.')).toBeDefined();
  });
});
