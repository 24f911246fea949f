import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Bridge } from '../../shared/bridge/calls.ts';
import type { FakeStart } from '../gallery/fake-identity.ts';
import { fillInJsdom, recordedBridge } from '../gallery/recorded-bridge.ts';
import { App } from './app.tsx';

beforeEach(fillInJsdom);

/** The real page on the gallery's bridge, with every call written down. */
function open(start: FakeStart, instead: Partial<Bridge['calls']> = {}) {
  const { client, sent, names } = recordedBridge(start, instead);
  const { container } = render(<App client={client} />);
  return { sent, names, container, user: userEvent.setup() };
}
const username = () => screen.findByRole('textbox', { name: 'Department user name' });

describe('signing in', () => {
  it('takes three keys beyond the credentials, and accepts the notice explicitly (AC-8)', async () => {
    const { user, sent } = open({ phase: 'signedOut' });
    await username();
    await screen.findByText(/restricted information system/);
    await user.keyboard('mrivera{Enter}password{Enter}');
    expect(sent('session.signIn')).toEqual([]);
    expect(screen.getByRole('checkbox')).toBe(document.activeElement);
    await user.keyboard('{Enter}');
    await screen.findByRole('navigation', { name: 'Rooms' });
    expect(sent('session.acceptNotice')).toEqual([{ hash: 'a'.repeat(64) }]);
    expect(sent('session.signIn')).toEqual([{ username: 'mrivera', password: 'password' }]);
  });
  it('says how many attempts are left, empties the password and stays at it', async () => {
    const { user } = open({ phase: 'credentials' });
    await username();
    await user.keyboard('mrivera{Enter}wrong{Enter}');
    await screen.findByText('4 attempts left.');
    const password = screen.getByLabelText<HTMLInputElement>('Password');
    expect(password.value).toBe('');
    expect(document.activeElement).toBe(password);
  });
  it('AC-7: says who releases a locked-out account', async () => {
    const { user } = open({ phase: 'credentials', refuse: 'locked' });
    await username();
    await user.keyboard('mrivera{Enter}x{Enter}');
    const alert = await screen.findByText('This account is locked out');
    expect(alert.closest('[role=alert]')?.textContent).toMatch(/Who can help: The desk officer/);
  });
});

describe('the reason', () => {
  it('S26: is one key for a current job', async () => {
    const { user, sent } = open({ phase: 'active' });
    await screen.findByText('No reason stated');
    await user.keyboard('{Control>}r{/Control}');
    await screen.findByRole('dialog', { name: 'State your reason' });
    await screen.findByText('J26-113-001873');
    await user.keyboard('1');
    await screen.findByText('Reason in force: Job in progress J26-113-001873');
    expect(sent('reason.set')).toEqual([
      { purpose: 'job-in-progress', reference: { kind: 'job', value: 'J26-113-001873' } },
    ]);
  });
  it('is not sent incomplete, and what was written outlives the dialog', async () => {
    const { user, sent } = open({ phase: 'active', role: 'it-auditor' });
    await screen.findByText('State the audit or inspection first');
    await user.keyboard('{Control>}r{/Control}');
    await screen.findByRole('textbox', { name: 'Number of what you work on' });
    await user.keyboard('aud-20{Enter}');
    expect(sent('reason.set')).toEqual([]);
    await screen.findByText(/Not the form of its kind/);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('{Control>}r{/Control}');
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Number of what you work on' });
    expect(field.value).toBe('aud-20');
    await user.click(field);
    await user.keyboard('26-0042{Enter}');
    await waitFor(() =>
      expect(sent('reason.set')).toEqual([
        { purpose: 'audit-or-inspection', reference: { kind: 'audit', value: 'AUD-2026-0042' } },
      ]),
    );
  });
});

describe('the frame', () => {
  it('AC-11: Ctrl+L saves the place, locks, and leaves nothing of the session on the page', async () => {
    const { user, names, container } = open({ phase: 'active', role: 'desk-officer' });
    await screen.findByRole('navigation', { name: 'Rooms' });
    await user.keyboard('{F3}');
    await screen.findByRole('heading', { name: /Okafor/ });
    await user.keyboard('1');
    await screen.findByText(/is released and can sign in again/);
    await user.keyboard('{Control>}l{/Control}');
    await screen.findByRole('heading', { name: 'Locked' });
    expect(container.textContent).not.toMatch(/Okafor/);
    await user.keyboard('password{Enter}');
    await screen.findByRole('navigation', { name: 'Rooms' });
    expect(screen.queryByText(/is released and can sign in again/)).toBeNull();
    expect(names().indexOf('workspace.save')).toBeGreaterThan(-1);
    expect(names().indexOf('workspace.save')).toBeLessThan(names().indexOf('session.lock'));
  });
  it('AC-11: shows nothing of the session when main fails to lock', async () => {
    const failing = { 'session.lock': async () => ({ ok: false, fault: { code: 'bridge.deadline' } }) };
    const { user, container } = open({ phase: 'active', role: 'desk-officer' }, failing);
    await screen.findByRole('navigation', { name: 'Rooms' });
    await user.keyboard('{F3}');
    await screen.findByRole('heading', { name: /Okafor/ });
    await user.keyboard('{Control>}l{/Control}');
    await screen.findByText('That took too long');
    expect(container.textContent).not.toMatch(/Okafor|Rivera/);
  });
  it('leaves letters and digits to an open menu', async () => {
    const { user, sent } = open({ phase: 'active', role: 'desk-officer' });
    await screen.findByRole('navigation', { name: 'Rooms' });
    await user.keyboard('{F3}');
    await screen.findByRole('heading', { name: /Okafor/ });
    await user.click(screen.getByRole('button', { name: /roles, settings and sign-out/ }));
    await screen.findByRole('menu');
    await user.keyboard('1');
    expect(sent('lockout.release')).toEqual([]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    await user.keyboard('1');
    await waitFor(() => expect(sent('lockout.release')).toEqual([{ username: 'tokafor' }]));
  });
  it('S37: lists a room of another role in the palette with the reason, and asks the gateway why', async () => {
    const { user, sent } = open({ phase: 'active' });
    await screen.findByRole('navigation', { name: 'Rooms' });
    expect(screen.queryByRole('button', { name: 'Oversight' })).toBeNull();
    await user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('combobox', { name: 'Find an action' });
    await user.keyboard('go over{Enter}');
    await screen.findByText('Your role, police officer, has no grant for commercial sources.');
    expect(sent('access.explain')).toEqual([{ about: { of: 'capability', capability: 'audit.read' } }]);
  });
});
