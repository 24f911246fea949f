/** What identity does in a session, on the real page: step-up, roles, changed access, the idle lock, the tour, the desk, enrolling. */
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge, Snapshot } from '../../shared/bridge/calls.ts';
import { fakeBridge } from '../gallery/fake-bridge.ts';
import type { FakeStart } from '../gallery/fake-identity.ts';
import { changeOf } from '../gallery/fake-identity.ts';
import { idOf } from '../gallery/sample-records.ts';
import { fillInJsdom, recordedBridge } from '../gallery/recorded-bridge.ts';
import { App } from './app.tsx';

beforeEach(fillInJsdom);
afterEach(() => {
  vi.useRealTimers();
});

async function open(start: Partial<FakeStart>, instead: Partial<Bridge['calls']> = {}) {
  const bridge = recordedBridge({ phase: 'active', ...start }, instead);
  render(<App client={bridge.client} />);
  // A dialog that is there from the start hides the rooms behind it.
  await screen.findByRole('navigation', { name: 'Rooms', hidden: true });
  /** The next snapshot, as main would send it. */
  const become = async (change: (now: Snapshot) => Partial<Snapshot>): Promise<void> => {
    const now = await bridge.client.call('session.get', {});
    if (!now.ok) throw new Error(now.fault.code);
    act(() =>
      bridge.tell('session.changed', { ...now.value, revision: now.value.revision + 100, ...change(now.value) }),
    );
  };
  return { ...bridge, become, user: userEvent.setup() };
}
const RECORD = idOf(1);
const roomNames = () =>
  within(screen.getByRole('navigation', { name: 'Rooms' }))
    .getAllByRole('button')
    .map((button) => button.textContent);
/** Goes to a room. jsdom keeps the focus in what is hidden, which a browser does not. */
const go = async (user: ReturnType<typeof userEvent.setup>, keys: string, heading: string): Promise<void> => {
  await user.keyboard(keys);
  await screen.findByRole('heading', { name: heading });
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
};
const dialog = (name: string) => screen.findByRole('dialog', { name });
const gone = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

describe('IA-11: privileged work asks again', () => {
  const releaseCode = async (start: Partial<FakeStart>) => {
    const page = await open({ role: 'desk-officer', ...start });
    await go(page.user, '{F3}', 'Desk');
    await page.user.keyboard('f');
    await screen.findByRole('textbox', { name: 'User name of the colleague' });
    await page.user.keyboard('achen{Enter}');
    return page;
  };
  it('asks for the password in one place, then the call is made again by itself', async () => {
    const { user, sent } = await releaseCode({ stepUp: 'password' });
    await dialog('Your password again');
    await user.keyboard('password{Enter}');
    await screen.findByText('K7QM-2R4T');
    await gone();
    expect(sent('session.stepUp')).toEqual([{ password: 'password' }]);
    expect(sent('factor.release')).toEqual([{ username: 'achen' }, { username: 'achen' }]);
  });
  it('asks for a code too where one is due, and sends both at once', async () => {
    const { user, sent } = await releaseCode({ stepUp: 'code' });
    await dialog('Your password again');
    await user.keyboard('password{Enter}');
    await screen.findByRole('textbox', { name: 'Code from your phone' });
    await user.keyboard('999999');
    await screen.findByText(/That code is not right/);
    await user.keyboard('123456');
    await screen.findByText('K7QM-2R4T');
    expect(sent('session.stepUp').at(-1)).toEqual({ password: 'password', method: 'totp', code: '123456' });
  });
  it('empties the password after a wrong one and stays at it', async () => {
    const { user, sent } = await releaseCode({ stepUp: 'password' });
    await dialog('Your password again');
    await user.keyboard('nope{Enter}');
    await screen.findByText('User name or password is not right');
    const field = screen.getByLabelText<HTMLInputElement>('Password');
    expect(field.value).toBe('');
    expect(document.activeElement).toBe(field);
    expect(sent('factor.release')).toHaveLength(1);
  });
  it('does nothing when it is given up with Esc, and says so', async () => {
    const { user, sent } = await releaseCode({ stepUp: 'password' });
    await dialog('Your password again');
    await user.keyboard('{Escape}');
    await screen.findByText(/Not done: the password was not given/);
    await gone();
    expect(sent('factor.release')).toHaveLength(1);
    expect(sent('session.stepUp')).toEqual([]);
  });
  it('AC-11: what waited for it is not done after a lock', async () => {
    const { user, sent } = await releaseCode({ stepUp: 'password' });
    await dialog('Your password again');
    await user.keyboard('{Control>}l{/Control}');
    await screen.findByRole('heading', { name: 'Locked' });
    await user.keyboard('password{Enter}');
    await screen.findByRole('navigation', { name: 'Rooms' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(sent('factor.release')).toHaveLength(1);
  });
});

describe('S43: one role at a time', () => {
  it('is switched in the person menu, after the password for a privileged one, and the rooms follow', async () => {
    const { user, sent } = await open({ stepUp: 'password' });
    expect(roomNames()).toEqual(['Search', 'Help']);
    await user.click(screen.getByRole('button', { name: /roles, settings and sign-out/ }));
    const item = await screen.findByRole('menuitem', { name: /Desk officer/ });
    expect(item.textContent).toMatch(/asks for the password/);
    await user.click(item);
    await dialog('Your password again');
    await user.keyboard('password{Enter}');
    await screen.findByText(/You act as Desk officer now/);
    expect(roomNames()).toEqual(['Search', 'Desk', 'Help']);
    expect(sent('session.switchRole')).toEqual([{ role: 'desk-officer' }, { role: 'desk-officer' }]);
  });
  it('is in the palette, with the reason for the one in use', async () => {
    const { user, sent } = await open({});
    await user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('combobox', { name: 'Find an action' });
    await user.keyboard('act as');
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
      expect.stringMatching(/^Act as Desk officer/),
      expect.stringMatching(/^Act as Police officer.*you act as this now/),
    ]);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent('session.switchRole')).toEqual([{ role: 'desk-officer' }]));
  });
});

describe('S41: access that changed in a session', () => {
  const fewer = (now: Snapshot): Partial<Snapshot> => ({
    accessChanges: [changeOf('narrowed')],
    session: now.session && {
      ...now.session,
      capabilities: now.session.capabilities.filter((each) => each !== 'lockout.release' && each !== 'factor.manage'),
      sources: ['department'],
    },
  });
  it('says what went, why and who can help, until it is read, and only once', async () => {
    const { user, become } = await open({ role: 'desk-officer' });
    await become(fewer);
    const notice = await dialog('Your access was narrowed');
    expect(notice.textContent).toMatch(/no longer lists you.*Search commercial sources.*Who can help/);
    await user.keyboard('{Enter}');
    await gone();
    await become(fewer);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  it('says what came in a line, without standing in the way', async () => {
    const { become } = await open({});
    await become(() => ({ accessChanges: [changeOf('widened')] }));
    await screen.findByText(/Your access was widened: Role: Desk officer/);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  it('closes an open record that is refused now', async () => {
    const bridge = fakeBridge({ phase: 'active', reason: 'yes' });
    let isRefused = false;
    const workspace = {
      room: 'search',
      tabs: [{ id: RECORD, label: 'Complaint 1', kind: 'complaint', scroll: 0 }],
      openTab: RECORD,
      box: { text: '', request: null, selected: null, scroll: 0 },
      drafts: {},
      settings: { theme: 'day', density: 'compact' },
    };
    const { user, become, sent } = await open(
      { reason: 'yes' },
      {
        'workspace.get': async () => ({ ok: true, value: { workspace } }),
        'record.open': async (input) =>
          isRefused
            ? { ok: false, fault: { code: 'record.unknown', rule: 'S25' } }
            : bridge.calls['record.open'](input),
      },
    );
    const pane = () => document.querySelector('#record-pane');
    await waitFor(() => expect(pane()).not.toBeNull());
    isRefused = true;
    await become(fewer);
    await dialog('Your access was narrowed');
    await user.keyboard('{Enter}');
    await screen.findByText(/is closed: it is no longer open to you/);
    expect(pane()).toBeNull();
    expect(screen.queryByRole('tab', { name: /Complaint/ })).toBeNull();
    // Asked of the gateway again, which alone decides.
    expect(sent('record.open')).toHaveLength(2);
  });
  it('leaves a record open that the gateway still opens', async () => {
    const { become, sent } = await open(
      { reason: 'yes' },
      {
        'workspace.get': async () => ({
          ok: true,
          value: {
            workspace: {
              room: 'search',
              tabs: [{ id: RECORD, label: 'Complaint 1', kind: 'complaint', scroll: 0 }],
              openTab: RECORD,
              box: { text: '', request: null, selected: null, scroll: 0 },
            },
          },
        }),
      },
    );
    const pane = () => document.querySelector('#record-pane');
    await waitFor(() => expect(pane()).not.toBeNull());
    await become(fewer);
    await waitFor(() => expect(sent('record.open')).toHaveLength(2));
    await waitFor(() => expect(pane()).not.toBeNull());
  });
});

describe('time', () => {
  it('AC-11: says the last minute before the idle lock, and any key stays', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { sent } = await open({ idle: '120' });
    const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
    await act(() => vi.advanceTimersByTimeAsync(55_000));
    expect(screen.queryByText(/any key stays$/)).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    expect(document.querySelector('.idle-warning')?.textContent).toMatch(/^Locks in 4\d s – any key stays$/);
    const before = sent('session.touch').length;
    await user.keyboard('{Shift}');
    await act(() => vi.advanceTimersByTimeAsync(1_100));
    expect(sent('session.touch').length).toBe(before + 1);
    expect(document.querySelector('.idle-warning')).toBeNull();
  });
  it('asks once at the end of the tour, and staying is one key', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { sent } = await open({ tour: 'over' });
    const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
    expect(screen.queryByRole('dialog')).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(8_000));
    await dialog('Your tour has ended');
    await user.keyboard('{Enter}');
    await gone();
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(sent('session.signOut')).toEqual([]);
  });
  it('asks about the tour that ended, also where the session names the next one by then', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { become } = await open({ tour: 'over' });
    const next = { label: 'the next tour', from: '15:00', to: '23:00', endsAt: '2999-01-01T00:00:00.000Z' };
    await become(({ session }) => ({ session: session && { ...session, tour: next } }));
    await act(() => vi.advanceTimersByTimeAsync(8_000));
    expect((await dialog('Your tour has ended')).textContent).not.toContain(next.label);
  });
});

describe('the desk', () => {
  it('ends an abandoned session only after asking back, and offers it for no session in use', async () => {
    const { user, sent } = await open({ role: 'desk-officer' });
    await go(user, '{F3}', 'Desk');
    await user.keyboard('s');
    const row = (await screen.findByText('PO Sample Chen')).closest('tr');
    expect(screen.getAllByRole('button', { name: /^End/ })).toHaveLength(1);
    await user.keyboard('1');
    expect(sent('session.end')).toEqual([]);
    expect(row?.textContent).toContain('End the session of PO Sample Chen?');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(row?.textContent).not.toContain('?'));
    await user.keyboard('1{Enter}');
    await waitFor(() => expect(sent('session.end')).toEqual([{ sessionId: 's1' }]));
    await screen.findByText(/The session of PO Sample Chen is ended/);
  });
  it('withdraws a lost second factor only after asking back', async () => {
    const { user, sent } = await open({ role: 'desk-officer' });
    await go(user, '{F3}', 'Desk');
    await user.keyboard('f');
    await screen.findByRole('textbox', { name: 'User name of the colleague' });
    await user.keyboard('achen');
    await user.click(screen.getByRole('button', { name: /Withdraw a lost phone/ }));
    await screen.findByText('Withdraw the second factor of achen?');
    expect(sent('factor.remove')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Withdraw it' }));
    await waitFor(() => expect(sent('factor.remove')).toEqual([{ username: 'achen' }]));
  });
});

describe('workstations', () => {
  it('IA-3: an administrator gives a code for one, shown once and big', async () => {
    const { user, sent } = await open({ role: 'system-administrator', stepUp: 'password' });
    await go(user, '{F8}', 'Administration');
    await user.keyboard('w');
    await dialog('Your password again');
    await user.keyboard('password{Enter}');
    await screen.findByRole('cell', { name: 'Car 4417' });
    await gone();
    await user.keyboard('n');
    await dialog('Enrol a workstation');
    await user.keyboard('{Enter}');
    await screen.findByText('Give it a name.');
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Desk 9{Enter}');
    await screen.findByText('7KQ2-M4RT-9WXZ-3HBC');
    expect(sent('workstation.issueCode')).toEqual([{ name: 'Desk 9', command: 113, area: 'on-site' }]);
    await user.keyboard('{Enter}');
    await gone();
    expect(screen.queryByText('7KQ2-M4RT-9WXZ-3HBC')).toBeNull();
  });
  it('withdraws one only after asking back', async () => {
    const { user, sent } = await open({ role: 'system-administrator' });
    await go(user, '{F8}', 'Administration');
    await user.keyboard('w');
    const row = (await screen.findByRole('cell', { name: 'Desk 1' })).closest('tr');
    if (!row) throw new Error('no row');
    await user.click(within(row).getByRole('button', { name: /Withdraw/ }));
    await within(row).findByText('Withdraw Desk 1?');
    expect(sent('workstation.revoke')).toEqual([]);
    await user.click(within(row).getByRole('button', { name: 'Withdraw it' }));
    await waitFor(() => expect(sent('workstation.revoke')).toEqual([{ workstationId: 'WS-SAMPLE-01' }]));
  });
});

describe('my second factor', () => {
  it('is replaced in a session with new recovery codes, after the password', async () => {
    const { user, sent } = await open({ stepUp: 'password' });
    await user.keyboard('{Control>}{Shift>}f{/Shift}{/Control}');
    await screen.findByText(/7 recovery codes are left/);
    await user.click(screen.getByRole('button', { name: 'Set up another phone' }));
    await dialog('Your password again');
    await user.keyboard('password{Enter}');
    await screen.findByRole('textbox', { name: 'Code the phone shows now' });
    await user.keyboard('123456');
    await screen.findByRole('textbox', { name: 'Now the next code' });
    await user.keyboard('654321');
    await screen.findByRole('list', { name: 'Ten recovery codes' });
    expect(document.querySelector('.print-sheet')?.textContent).toContain('mrivera');
    await user.click(screen.getByRole('button', { name: 'I have kept them' }));
    await gone();
    expect(document.querySelector('.print-sheet')).toBeNull();
    expect(sent('factor.enrol')).toHaveLength(2);
  });
  it('says where it may be set up when not from here', async () => {
    const { user } = await open({ factor: 'away' });
    await user.keyboard('{Control>}{Shift>}f{/Shift}{/Control}');
    await screen.findByText(/set up at a workstation of the department/);
    expect(screen.queryByRole('button', { name: /Set up/ })).toBeNull();
  });
});

describe('every new part', () => {
  it.each([
    ['the access notice', { role: 'desk-officer', change: 'transferred' }, [], 'You were transferred'],
    ['sessions at the desk', { role: 'desk-officer' }, ['{F3}', 's'], 'PO Sample Brown'],
    ['help with a second factor', { role: 'desk-officer' }, ['{F3}', 'f'], 'User name of the colleague'],
    ['workstations', { role: 'system-administrator' }, ['{F8}', 'w'], 'Codes given and not used yet'],
    ['enrolling one', { role: 'system-administrator' }, ['{F8}', 'w', 'n'], 'Give the code'],
    ['my second factor', {}, ['{Control>}{Shift>}f{/Shift}{/Control}'], /recovery codes are left/],
  ] as const)('is clean for assistive technology: %s', async (_name, start, keys, words) => {
    const { user } = await open(start);
    for (const key of keys) {
      await user.keyboard(key);
      await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
      if (key.startsWith('{F') && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    }
    await screen.findByText(words);
    // The library's own announcer keeps names of what is gone; no part of a screen.
    const { violations } = await axe.run(
      { include: [['body']], exclude: [['[data-live-announcer]']] },
      { rules: { 'color-contrast': { enabled: false } } },
    );
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});
