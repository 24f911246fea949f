/** The box by its keys: chips corrected, removed and read another way, counts after a search alone, forms that ask the same. */
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../shared/bridge/calls.ts';
import type { CountRequest, SearchEvent, SearchRequest } from '../../../shared/records/search.ts';
import { useKeyboard } from '../../app/actions/use-keyboard.ts';
import { BridgeContext } from '../../bridge/bridge-context.ts';
import { createClient } from '../../bridge/client.ts';
import { fillInJsdom } from '../../gallery/recorded-bridge.ts';
import { SearchBox } from './search-box.tsx';
import { useSearchBox } from './use-search-box.ts';
import { useSearchSession } from './use-search-session.ts';

/** A bridge that keeps what it was asked; counts 12, 13, 14 … in the order of the readings. */
function fakeBridge() {
  const asked: { readonly name: string; readonly input: unknown }[] = [];
  const listeners = new Set<(value: unknown) => void>();
  const answerOf = (name: string, input: unknown): unknown =>
    name === 'search.count'
      ? { counts: (input as CountRequest).readings.map((_, at) => ({ count: 12 + at, exact: at !== 1 })), auditSeq: 9 }
      : {};
  const calls = new Proxy(
    {},
    {
      get: (_, name: string) => (input: unknown) => {
        asked.push({ name, input });
        return Promise.resolve({ ok: true, value: answerOf(name, input) });
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
  const named = (name: string) => asked.filter((each) => each.name === name);
  const requests = () => named('search.start').map(({ input }) => (input as { request: SearchRequest }).request);
  const counted = () => named('search.count').map(({ input }) => (input as CountRequest).readings);
  const finish = (): void => {
    const { key } = named('search.start').at(-1)!.input as { key: string };
    const events: SearchEvent[] = [
      { event: 'started', at: '2026-11-23T15:00:00Z', sources: [{ source: 'department', state: 'searching' }] },
      { event: 'source', source: 'department', state: 'answered', ms: 3, count: 0, exact: true },
      { event: 'done', ms: 4, auditSeq: 7 },
    ];
    act(() => {
      for (const listener of listeners) listener({ key, step: 0, events });
    });
  };
  return { client, requests, counted, finish };
}

function Room({ reasonId, wanted }: { readonly reasonId: string | null; readonly wanted: (() => void)[] }) {
  const [box, setBox] = useState<Workspace['box']>({ text: '', request: null, selected: null, scroll: 0 });
  const search = useSearchSession();
  const state = useSearchBox({
    search,
    box,
    reasonId,
    onBox: (change) => setBox((now) => ({ ...now, ...change })),
    onReason: (then) => wanted.push(then),
  });
  useKeyboard(() => {});
  return <SearchBox text={box.text} box={state} isActive onDown={() => {}} />;
}

function mount(reasonId: string | null = 'r1') {
  const bridge = fakeBridge();
  const wanted: (() => void)[] = [];
  render(
    <BridgeContext value={bridge.client}>
      <Room reasonId={reasonId} wanted={wanted} />
    </BridgeContext>,
  );
  return { ...bridge, wanted };
}

const box = (): HTMLInputElement => screen.getByRole('textbox', { name: 'Search all sources' });
const chips = (): readonly HTMLElement[] =>
  within(screen.getByRole('list', { name: 'understood as' })).queryAllByRole('button');
const chipTexts = (): readonly string[] => chips().map((chip) => chip.textContent);
const user = userEvent.setup();
const toStart = (): void => box().setSelectionRange(0, 0);

beforeEach(() => fillInJsdom());

describe('chips by key', () => {
  it('the left arrow at the beginning of the box leads to the last chip, arrows along them, and back', async () => {
    mount();
    await user.type(box(), 'robbery klr4821');
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(box());
    toStart();
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(chips()[1]);
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(chips()[0]);
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(box());
  });

  it('Enter corrects a chip as text, and the box says what it says', async () => {
    const { requests } = mount();
    await user.type(box(), 'robbery klr4821 113 pct');
    act(() => chips()[1]!.focus());
    await user.keyboard('{Enter}');
    const editor = screen.getByRole('textbox', { name: 'Correct plate KLR4821' });
    expect(document.activeElement).toBe(editor);
    expect((editor as HTMLInputElement).value).toBe('plate:=KLR4821');
    await user.clear(editor);
    await user.type(editor, 'plate:klr48*{Enter}');
    expect(box().value).toBe('robbery plate:klr48* 113 pct');
    expect(chipTexts()).toEqual(['offence ROBBERY', 'plate starts KLR48', 'precinct 113 Pct']);
    expect(document.activeElement).toBe(box());
    expect(requests()).toEqual([]);
  });

  it('Escape leaves the chip as it was; text emptied removes it', async () => {
    mount();
    await user.type(box(), 'robbery klr4821');
    act(() => chips()[1]!.focus());
    await user.keyboard('{Enter}xyz{Escape}');
    expect(box().value).toBe('robbery klr4821');
    act(() => chips()[1]!.focus());
    await user.keyboard('{Enter}');
    await user.clear(screen.getByRole('textbox', { name: 'Correct plate KLR4821' }));
    await user.keyboard('{Enter}');
    expect(box().value).toBe('robbery');
  });

  it('Backspace removes a chip and the box has the focus again', async () => {
    mount();
    await user.type(box(), 'robbery klr4821');
    act(() => chips()[0]!.focus());
    await user.keyboard('{Backspace}');
    expect(box().value).toBe('klr4821');
    expect(document.activeElement).toBe(box());
  });

  it('Alt and down arrow list the other readings; the chosen one replaces the chip and is searched', async () => {
    const { requests, finish } = mount();
    await user.type(box(), 'klr4821{Enter}');
    finish();
    act(() => chips()[0]!.focus());
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    const menu = await screen.findByRole('menu', { name: 'read as' });
    const items = within(menu).getAllByRole('menuitemradio');
    expect(items.map((item) => item.textContent)).toEqual(
      expect.arrayContaining([expect.stringContaining('plate starts KLR4821')]),
    );
    await user.click(items.find((item) => item.textContent.includes('plate starts'))!);
    expect(requests().at(-1)!.terms).toEqual([{ type: 'plate', value: 'KLR4821', match: 'starts' }]);
    expect(chipTexts()).toEqual(['plate starts KLR4821']);
  });
});

describe('counts of readings', () => {
  it('S26: are asked after a search only, never while somebody types, and not without a reason', async () => {
    const { counted, wanted, requests } = mount(null);
    await user.type(box(), '75{Enter}');
    act(() => chips()[0]!.focus());
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(wanted).toHaveLength(1);
    expect(requests()).toEqual([]);
    expect(counted()).toEqual([]);
  });

  it('both meanings stand under the box with their counts, and one key takes the other one', async () => {
    const { counted, finish, requests } = mount();
    await user.type(box(), 'okonjo');
    expect(counted()).toEqual([]);
    await user.keyboard('{Enter}');
    finish();
    const ways = await screen.findByRole('list', { name: 'What it may mean' });
    await waitFor(() =>
      expect(
        within(ways)
          .getAllByRole('listitem')
          .map((way) => way.textContent),
      ).toHaveLength(2),
    );
    await waitFor(() => expect(ways.textContent).toMatch(/name OKONJO 12/));
    expect(counted()[0]).toContainEqual([{ type: 'name', value: 'OKONJO', match: 'prefix' }]);
    await user.keyboard('{Alt>}2{/Alt}');
    expect(requests().at(-1)!.terms).toEqual([{ type: 'name', value: 'OKONJO', match: 'prefix' }]);
  });

  it('S111: a reading that would be refused is not asked about', async () => {
    const { counted, finish } = mount();
    await user.type(box(), 'name:white pct 113{Enter}');
    finish();
    await waitFor(() => expect(counted()).not.toEqual([]));
    expect(counted().flat()).toContainEqual([
      { type: 'name', value: 'WHITE', match: 'prefix' },
      { type: 'words', value: '113' },
    ]);
    expect(counted().flat(2)).not.toContainEqual({ type: 'words', value: 'WHITE' });
  });

  it('what is known is not asked twice', async () => {
    const { counted, finish } = mount();
    await user.type(box(), 'okonjo{Enter}');
    finish();
    await waitFor(() => expect(counted()).toHaveLength(1));
    act(() => chips()[0]!.focus());
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}{Escape}');
    const all = counted()
      .flat()
      .map((terms) => JSON.stringify(terms));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('search by fields', () => {
  const form = (): HTMLElement => screen.getByRole('dialog', { name: 'Search by fields' });
  const write = async (label: string, value: string): Promise<void> => {
    await user.click(within(form()).getByLabelText(label));
    await user.paste(value);
  };

  it('shows the question of the box, says its text while it is filled, and Enter searches it', async () => {
    const { requests } = mount();
    await user.type(box(), 'kind:case 88 sutphin pl -honda');
    await user.keyboard('{Control>}e{/Control}');
    expect(within(form()).getByLabelText<HTMLInputElement>('Address').value).toBe('88 SUTPHIN PL');
    await write('Case no.', '113 2026 87');
    const text = 'kind:case no:113-2026-00087 addr:"88 SUTPHIN PL" -"HONDA"';
    expect(form().textContent).toContain(text);
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(box().value).toBe(text);
    expect(requests().at(-1)!.terms).toEqual([
      { type: 'kind', value: 'case' },
      { type: 'identifier', value: '113-2026-00087', kind: 'case' },
      { type: 'address', value: '88 SUTPHIN PL' },
      { type: 'exclude', value: 'HONDA' },
    ]);
  });

  it('says why a field is not read, and searches nothing while nothing is asked', async () => {
    const { requests } = mount();
    await user.type(box(), 'kind:case');
    await user.keyboard('{Control>}e{/Control}');
    await write('Opened', 'some day');
    await user.keyboard('{Enter}');
    expect(form().textContent).toContain('Not a day or a time.');
    expect(requests()).toEqual([]);
  });
});
