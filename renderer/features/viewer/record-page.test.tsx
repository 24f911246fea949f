import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RecordView } from '../../../shared/records/view.ts';
import { ActionRegistry } from '../../app/actions/registry.ts';
import { ActionsContext } from '../../app/actions/use-action.ts';
import { AppRequestsContext } from '../../app/app-requests.ts';
import { BottomLineContext } from '../../app/bottom-line.ts';
import { BridgeContext } from '../../bridge/bridge-context.ts';
import { createClient } from '../../bridge/client.ts';
import { SnapshotProvider } from '../../bridge/snapshot.tsx';
import { fakeBridge } from '../../gallery/fake-bridge.ts';
import { fillInJsdom } from '../../gallery/recorded-bridge.ts';
import { RecordPage } from './record-page.tsx';

fillInJsdom();

const ID = 'c'.repeat(22);
const ARREST = 'a'.repeat(22);
const VIEW: RecordView = {
  id: ID,
  kind: 'complaint',
  source: 'department',
  custodian: 'nypd',
  number: '2026-113-004512',
  title: 'Grand larceny of motor vehicle',
  occurredAt: '2026-11-19T02:10',
  precinct: 113,
  address: { show: 'shown', value: '134-22 FARMERS BLVD' },
  state: { label: 'Open', tone: 'neutral' },
  cautions: ['active-warrant'],
  handling: 'Law enforcement use only.',
  sample: true,
  sections: [
    {
      id: 'victims',
      rows: [
        {
          role: { show: 'shown', value: 'Complainant' },
          name: { show: 'masked', rule: 'victim-identity' },
          injury: { show: 'withheld', rule: 'medical' },
        },
      ],
    },
    { id: 'offence', rows: [{ offence: { show: 'shown', value: 'GRAND LARCENY' } }] },
  ],
  point: null,
  links: [
    {
      id: ARREST,
      kind: 'arrest',
      number: 'Q26609871',
      title: 'Unauthorized use 3',
      occurredAt: '2026-08-11',
      relation: 'arrest of this complaint',
      stated: true,
      state: { label: 'Pending', tone: 'neutral' },
      cautions: [],
      precinct: null,
      point: null,
    },
  ],
  moreLinks: 0,
  confirmation: null,
  archivedAt: null,
  asOf: null,
  changed: null,
  viewedAt: '2026-11-23T15:42:07.310Z',
  auditSeq: 5120,
};

type Answers = Readonly<Record<string, unknown>>;

function mount(reason: string | null, answers: Answers = {}) {
  const asked: { readonly name: string; readonly input: unknown }[] = [];
  const explained: unknown[] = [];
  const said: string[] = [];
  const linked: string[] = [];
  const session = fakeBridge({ phase: 'active' }).calls['session.get'];
  const all: Answers = {
    'session.get': session({}),
    'record.open': { ok: true, value: VIEW },
    'record.reveal': { ok: true, value: { cell: { show: 'shown', value: 'GALLAGHER, SIOBHAN' }, auditSeq: 5121 } },
    ...answers,
  };
  const calls = new Proxy(
    {},
    {
      get: (_, name: string) => (input: unknown) => {
        asked.push({ name, input });
        return Promise.resolve(all[name]);
      },
    },
  );
  const client = createClient({ calls: calls as never, subscribe: () => () => {} });
  const registry = new ActionRegistry();
  const queries = new QueryClient();
  const page = (reasonId: string | null) => (
    <BridgeContext value={client}>
      <QueryClientProvider client={queries}>
        <ActionsContext value={registry}>
          <SnapshotProvider waiting={() => null}>
            <BottomLineContext value={{ text: '', say: (text) => said.push(text) }}>
              <AppRequestsContext
                value={{
                  askReason: () => {},
                  explain: (about) => explained.push(about),
                  openFactor: () => {},
                  setLeft: () => {},
                  isLeft: false,
                }}
              >
                <RecordPage
                  id={ID}
                  reason={reasonId === null ? null : { id: reasonId, label: 'job J26-113-001873' }}
                  terms={[]}
                  scroll={0}
                  onScroll={() => {}}
                  onLink={(link) => linked.push(link.number)}
                  onOpened={() => {}}
                />
              </AppRequestsContext>
            </BottomLineContext>
          </SnapshotProvider>
        </ActionsContext>
      </QueryClientProvider>
    </BridgeContext>
  );
  const { rerender } = render(page(reason));
  const opens = () => asked.filter((each) => each.name === 'record.open').length;
  return { asked, opens, explained, said, linked, registry, setReason: (id: string | null) => rerender(page(id)) };
}

const LEAVE: Answers = {
  'session.get': fakeBridge({ phase: 'active', reason: 'yes' }).calls['session.get']({}),
  'record.print': { ok: true, value: { at: '2026-11-23T15:50:00.000Z', auditSeq: 5150 } },
};
/** What the sheet's head says each time the printer is called, as jsdom has none; and whether the page lets it be printed. */
function paper(): string[] {
  const papers: string[] = [];
  vi.stubGlobal('print', () => {
    const { printing } = document.documentElement.dataset;
    const sheet = document.querySelector('.record-sheet.print-only')?.textContent ?? 'no sheet';
    papers.push(printing === undefined ? 'blank' : sheet);
  });
  return papers;
}
afterEach(() => vi.unstubAllGlobals());

describe('S39: printing is an act', () => {
  it('is asked of the gateway first, and its sheet says who, when, what for and under which row', async () => {
    const { asked, said, registry } = mount('r1', LEAVE);
    await screen.findByText('GRAND LARCENY');
    const papers = paper();
    expect(document.querySelector('.record-sheet')).toBeNull();
    registry.run('record.print');
    await waitFor(() => expect(papers).toHaveLength(1));
    expect(asked.at(-1)).toEqual({ name: 'record.print', input: { records: [ID] } });
    expect(papers[0]).toMatch(/^Law enforcement use only\./);
    expect(papers[0]).toMatch(/Printed 23 NOV 2026.* by PO .*\(\w+\), .* for .+\. Recorded in audit row 5150\./);
    expect(said.at(-1)).toBe('Printing is logged as audit row 5150.');
    // The leave was for that one sheet.
    await waitFor(() => expect(document.querySelector('.record-sheet')).toBeNull());
    expect(document.documentElement.dataset['printing']).toBeUndefined();
  });

  it.each(['audit.unavailable', 'capability.missing', 'record.unknown', 'reason.missing'])(
    'reaches no printer without leave: %s',
    async (code) => {
      const { said, registry } = mount('r1', { 'record.print': { ok: false, fault: { code, rule: 'S39' } } });
      await screen.findByText('GRAND LARCENY');
      const papers = paper();
      registry.run('record.print');
      await waitFor(() => expect(said.at(-1)).toMatch(/^Not printed, S39: /));
      expect(papers).toEqual([]);
      expect(document.querySelector('.record-sheet')).toBeNull();
    },
  );

  it('prints nothing when the record was left before the answer came', async () => {
    let answer: (reply: unknown) => void = () => {};
    const { registry, setReason } = mount('r1', { 'record.print': new Promise((done) => (answer = done)) });
    await screen.findByText('GRAND LARCENY');
    const papers = paper();
    registry.run('record.print');
    setReason(null);
    answer(LEAVE['record.print']);
    await Promise.resolve();
    await screen.findByRole('heading', { name: 'State the reason first' });
    expect(papers).toEqual([]);
  });
});

describe('the record page', () => {
  it('S26: opens nothing and shows nothing without a reason in force', async () => {
    const { asked, setReason } = mount('r1');
    expect(await screen.findByText('GRAND LARCENY')).toBeDefined();
    setReason(null);
    expect(screen.queryByText('GRAND LARCENY')).toBeNull();
    expect(screen.getByRole('heading', { name: 'State the reason first' })).toBeDefined();
    expect(asked.filter((each) => each.name === 'record.open')).toHaveLength(1);
  });

  it('opens the record anew for another reason, and only then: each opening is an audit row', async () => {
    const { opens, setReason } = mount('r1');
    await screen.findByText('GRAND LARCENY');
    setReason('r1');
    expect(opens()).toBe(1);
    setReason('r2');
    await waitFor(() => expect(opens()).toBe(2));
  });

  it('puts what happened before who, and cautions into words', async () => {
    mount('r1');
    await screen.findByText('GRAND LARCENY');
    const headings = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
    expect(headings.indexOf('Offence')).toBeLessThan(headings.indexOf('Complainant and victims'));
    expect(screen.getByText('Warrant: not confirmed')).toBeDefined();
  });

  it('S22: reveals one masked field on demand, says that it was logged, and leaves the others alone', async () => {
    const { asked, registry, said } = mount('r1');
    await screen.findByText('GRAND LARCENY');
    expect(asked.some((each) => each.name === 'record.reveal')).toBe(false);
    registry.run('record.reveal');
    expect(await screen.findByText('GALLAGHER, SIOBHAN')).toBeDefined();
    expect(screen.getByText('logged')).toBeDefined();
    expect(asked.at(-1)?.input).toEqual({ record: ID, section: 'victims', row: 0, field: 'name' });
    expect(said.at(-1)).toBe('Revealed and logged · audit row 5121');
    expect(said.join()).not.toContain('GALLAGHER');
    expect(screen.getByText(/Withheld: medical/)).toBeDefined();
  });

  it('keeps the mask when the reveal is refused', async () => {
    const refused = { ok: false, fault: { code: 'field.not-revealable', rule: 'S36' } };
    const { registry, said } = mount('r1', { 'record.reveal': refused });
    await screen.findByText('GRAND LARCENY');
    registry.run('record.reveal');
    await waitFor(() => expect(said.at(-1)).toContain('Not revealed'));
    expect(screen.getByText(/Masked: victim identity/)).toBeDefined();
  });

  it('says which rule withholds a field', async () => {
    const { explained } = mount('r1');
    await userEvent.click(await screen.findByRole('button', { name: 'Why? Injury' }));
    expect(explained).toEqual([{ of: 'rule', rule: 'medical' }]);
  });

  it('goes to a linked record with one key', async () => {
    const { registry, linked } = mount('r1');
    await screen.findByText('GRAND LARCENY');
    const action = registry.find(
      { key: '1', ctrlKey: false, altKey: false, metaKey: false, shiftKey: false },
      { inField: false, inDialog: false },
    );
    action?.run();
    expect(linked).toEqual(['Q26609871']);
  });

  it('S25: says that there is no such record, and shows none', async () => {
    mount('r1', { 'record.open': { ok: false, fault: { code: 'record.unknown', rule: 'S25' } } });
    expect(within(await screen.findByRole('alert')).getByText(/S25/)).toBeDefined();
    expect(screen.queryByRole('heading', { level: 1 })).toBeNull();
  });

  it('marks what changed since the last look, and goes to it by key', async () => {
    const changed = { since: '2026-11-22T14:00:00.000Z', cells: [{ section: 'offence', row: 0, field: 'offence' }] };
    const { registry } = mount('r1', { 'record.open': { ok: true, value: { ...VIEW, changed } } });
    expect(await screen.findByText(/^1 field changed since you last looked/)).toBeDefined();
    registry.run('record.change');
    expect(document.activeElement?.textContent).toBe('changed: Offence');
  });

  it('S22: what was revealed on screen stays masked on paper', async () => {
    const { registry } = mount('r1');
    await screen.findByText('GRAND LARCENY');
    registry.run('record.reveal');
    const value = await screen.findByText('GALLAGHER, SIOBHAN');
    expect(value.closest('.screen-only')).not.toBeNull();
    expect(screen.getByText('Masked: revealed on screen only').closest('.print-only')).not.toBeNull();
  });

  it('S6: nothing of an image is asked for before the step that says it is logged', async () => {
    const media = [{ id: 'media', rows: [{ kind: { show: 'shown', value: 'Photograph' } }] }];
    const refused = { ok: false, fault: { code: 'media.unknown' } };
    const { asked } = mount('r1', {
      'record.open': { ok: true, value: { ...VIEW, sections: media } },
      'media.open': refused,
    });
    await userEvent.click(await screen.findByRole('button', { name: /^Open…/ }));
    expect(screen.getByText('Opening this is logged.')).toBeDefined();
    expect(asked.some(({ name }) => name.startsWith('media.'))).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: /Open and log/ }));
    expect(asked.filter(({ name }) => name.startsWith('media.'))).toEqual([
      { name: 'media.open', input: { record: ID, section: 'media', row: 0 } },
    ]);
  });
});

describe('a hit that needs its custodian’s word (S14, S15)', () => {
  const NEEDED = { state: 'needed', priority: null, askedAt: null, dueAt: null, answeredAt: null };
  const opening = (confirmation: unknown) => ({ 'record.open': { ok: true, value: { ...VIEW, confirmation } } });
  const confirmedWords = (): string =>
    document.body.textContent.replaceAll(/not confirmed/gi, '').replaceAll(/has confirmed it/g, '');

  it.each(['needed', 'asked', 'overdue', 'refused'])(
    'is printed NOT CONFIRMED and never as confirmed while %s',
    async (state) => {
      const asked = {
        ...NEEDED,
        state,
        priority: 'urgent',
        askedAt: '2026-11-23T14:00:00.000Z',
        dueAt: '2999-01-01T00:00:00.000Z',
      };
      const { registry } = mount('r1', { ...opening(state === 'needed' ? NEEDED : asked), ...LEAVE });
      await screen.findByText('GRAND LARCENY');
      const papers = paper();
      registry.run('record.print');
      await waitFor(() => expect(papers).toHaveLength(1));
      expect(papers[0]).toContain('NOT CONFIRMED. Do not act on this hit.');
      expect(confirmedWords()).not.toMatch(/confirmed/i);
    },
  );

  it('says so once its custodian confirmed it, and no earlier than that', async () => {
    mount('r1', opening({ ...NEEDED, state: 'confirmed', answeredAt: '2026-11-23T14:08:00.000Z' }));
    expect(await screen.findByText(/^Confirmed by the custodian/)).toBeDefined();
    expect(screen.queryByText(/NOT CONFIRMED/i)).toBeNull();
    expect(screen.getByText('Active warrant')).toBeDefined();
  });

  it('is asked for by key, and stays NOT CONFIRMED when the asking is refused', async () => {
    const { registry, asked, said } = mount('r1', {
      ...opening(NEEDED),
      'record.confirm': { ok: false, fault: { code: 'source.down' } },
    });
    await screen.findByText('GRAND LARCENY');
    registry.run('record.confirm.urgent');
    await waitFor(() => expect(said.at(-1)).toBe('Not asked · source.down'));
    expect(asked.at(-1)).toEqual({ name: 'record.confirm', input: { record: ID, priority: 'urgent' } });
    expect(screen.getByText('NOT CONFIRMED: the custodian has not been asked')).toBeDefined();
    expect(screen.getByText('Warrant: not confirmed')).toBeDefined();
    expect(confirmedWords()).not.toMatch(/confirmed/i);
  });
});
