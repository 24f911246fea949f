/** The steps around a session on the real page: enrolment, account states, new password, second factor, lock and hand-over. */
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Bridge, Snapshot } from '../../shared/bridge/calls.ts';
import { challengeOf, type FakeStart } from '../gallery/fake-identity.ts';
import { fillInJsdom, recordedBridge } from '../gallery/recorded-bridge.ts';
import { App } from './app.tsx';

beforeEach(fillInJsdom);

function open(start: FakeStart, instead: Partial<Bridge['calls']> = {}) {
  const bridge = recordedBridge(start, instead);
  render(<App client={bridge.client} />);
  let revision = 100;
  /** The next snapshot, as main would send it. */
  const become = async (change: Partial<Snapshot>): Promise<void> => {
    const now = await bridge.client.call('session.get', {});
    if (!now.ok) throw new Error(now.fault.code);
    revision += 1;
    act(() => bridge.tell('session.changed', { ...now.value, ...change, revision }));
  };
  return { ...bridge, become, user: userEvent.setup() };
}
const heading = (name: string) => screen.findByRole('heading', { name });
const code = () => screen.findByRole<HTMLInputElement>('textbox', { name: 'Code from your phone' });
const rooms = () => screen.findByRole('navigation', { name: 'Rooms' });

describe('a workstation the department does not know (IA-3)', () => {
  it('takes a pasted code with or without dashes and sends it by itself at the sixteenth sign', async () => {
    const { user, sent } = open({ phase: 'unenrolled' });
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Enrolment code' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.paste('7kq2 m4rt9wxz-3hbc');
    await heading('Sign in');
    expect(sent('workstation.enrol')).toEqual([{ code: '7KQ2-M4RT-9WXZ-3HBC' }]);
  });
  it('groups what is typed, also when a sign is put in at the front', async () => {
    const { user, sent } = open({ phase: 'unenrolled' });
    const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Enrolment code' });
    await user.type(field, 'bcdefghi');
    expect(field.value).toBe('BCDE-FGHI');
    await user.type(field, 'a', { initialSelectionStart: 0, initialSelectionEnd: 0 });
    expect(field.value).toBe('ABCD-EFGH-I');
    expect(field.selectionStart).toBe(1);
    await user.keyboard('{Enter}');
    await screen.findByText('The code has sixteen letters and digits.');
    expect(sent('workstation.enrol')).toEqual([]);
  });
  it.each([
    ['new', /does not know this workstation yet/],
    ['revoked', /was withdrawn/],
    ['expired', /has expired/],
    ['key-lost', /The key of this workstation is gone/],
  ] as const)('says why: %s', async (unenrolled, words) => {
    open({ phase: 'unenrolled', unenrolled });
    await screen.findByText(words);
    expect(screen.queryByLabelText('Password')).toBeNull();
  });
  it('says that without a key store the enrolment is not kept', async () => {
    open({ phase: 'unenrolled', memory: 'yes' });
    await screen.findByText(/has no key store/);
  });
});

describe('an account that may not sign in', () => {
  it.each([
    ['disabled', 'This account is disabled'],
    ['expired', 'This account has expired'],
    ['password-expired', 'Your password has expired'],
    ['must-change', 'Your password must be changed'],
    ['logon-hours', 'Outside the hours of your account'],
    ['workstation-not-allowed', 'Your account may not use this workstation'],
    ['clock', 'The clocks do not agree'],
    ['no-role', 'Your account has no role here'],
  ] as const)('%s: is told exactly, with who can help', async (refuse, title) => {
    const { user } = open({ phase: 'credentials', refuse });
    await screen.findByRole('textbox', { name: 'Department user name' });
    await user.keyboard('mrivera{Enter}x{Enter}');
    const alert = (await screen.findByText(title)).closest('[role=alert]');
    expect(alert?.textContent).toMatch(/Who can help: The IT service desk/);
  });
});

describe('a password that must be changed', () => {
  const fields = () =>
    [/signed in with/, /^New password$/, /once more/].map((label) => screen.getByLabelText<HTMLInputElement>(label));
  const values = () => fields().map((field) => field.value);
  it('is changed with the keyboard alone, and goes on', async () => {
    const { user, sent } = open({ phase: 'newPassword', challenge: 'new-password' });
    await heading('Choose a new password');
    await user.keyboard('password{Enter}four plain words here{Enter}four plain words here{Enter}');
    await rooms();
    expect(sent('session.changePassword')).toEqual([{ password: 'password', newPassword: 'four plain words here' }]);
  });
  it('S44: empties every field after each try, and goes to the one that was refused', async () => {
    const { user } = open({ phase: 'newPassword', challenge: 'new-password' });
    await heading('Choose a new password');
    await user.keyboard('nope{Enter}four plain words{Enter}four plain words{Enter}');
    await screen.findByText(/not the password you signed in with\. 4 attempts left/);
    expect(values()).toEqual(['', '', '']);
    expect(document.activeElement).toBe(fields()[0]);
    await user.keyboard('password{Enter}password1{Enter}password1{Enter}');
    await screen.findByText(/list of passwords that are guessed first/);
    expect(values()).toEqual(['', '', '']);
    expect(document.activeElement).toBe(fields()[1]);
  });
  it('says at the sign-in what the gateway said when it ended the attempt', async () => {
    const { user, become } = open(
      { phase: 'newPassword', challenge: 'new-password' },
      {
        'session.changePassword': async () => {
          await become({ phase: 'credentials', challenge: null });
          return { ok: false, fault: { code: 'attempt.ended', rule: 'IA-5', help: 'Sign in with the new one.' } };
        },
      },
    );
    await heading('Choose a new password');
    await user.keyboard('password{Enter}four plain words here{Enter}four plain words here{Enter}');
    await heading('Sign in');
    await screen.findByText('Sign in with the new one.');
  });
  it('says at the sign-in that the time for a step ran out', async () => {
    const { become } = open({ phase: 'newPassword', challenge: 'new-password' });
    await heading('Choose a new password');
    const late = { ...challengeOf('factor-enrolment'), expiresAt: new Date().toISOString() };
    await become({ phase: 'secondFactor', challenge: late as Snapshot['challenge'] });
    await become({ phase: 'credentials', challenge: null });
    await screen.findByText('The time for that step ran out');
  });
  it('sends nothing while the two new ones differ', async () => {
    const { user, sent } = open({ phase: 'newPassword', challenge: 'new-password' });
    await heading('Choose a new password');
    await user.keyboard('password{Enter}one thing here{Enter}other thing{Enter}');
    await screen.findByText(/The two new passwords are not the same/);
    expect(sent('session.changePassword')).toEqual([]);
  });
});

describe('the second factor', () => {
  it('S46: sends itself at the sixth digit, with no other key', async () => {
    const { user, sent } = open({ phase: 'secondFactor', challenge: 'second-factor' });
    await code();
    await user.keyboard('12345');
    expect(sent('session.enterCode')).toEqual([]);
    await user.keyboard('6');
    await rooms();
    expect(sent('session.enterCode')).toEqual([{ method: 'totp', code: '123456' }]);
  });
  it('takes a pasted code with a space', async () => {
    const { user, sent } = open({ phase: 'secondFactor', challenge: 'second-factor' });
    await code();
    await user.paste('123 456');
    await rooms();
    expect(sent('session.enterCode')).toEqual([{ method: 'totp', code: '123456' }]);
  });
  it('keeps the focus and empties the field after a wrong one, and says what is left', async () => {
    const { user } = open({ phase: 'secondFactor', challenge: 'second-factor' });
    const field = await code();
    await user.keyboard('999999');
    await screen.findByText('That code is not right. 4 attempts left.');
    expect(field.value).toBe('');
    expect(document.activeElement).toBe(field);
    await user.keyboard('123456');
    await rooms();
  });
  it.each([
    ['111111', /clock is about 4 minutes ahead: set its time to automatic/],
    ['222222', /was used already\. Wait for the next one/],
  ])('says what is wrong with %s', async (typed, words) => {
    const { user } = open({ phase: 'secondFactor', challenge: 'second-factor' });
    await code();
    await user.keyboard(typed);
    await screen.findByText(words);
  });
  it('takes a recovery code instead', async () => {
    const { user, sent } = open({ phase: 'secondFactor', challenge: 'second-factor' });
    await code();
    await user.tab();
    await user.keyboard('{Enter}');
    await screen.findByRole('textbox', { name: 'Recovery code' });
    await user.keyboard('SMPL-2207-K0QX{Enter}');
    await rooms();
    expect(sent('session.enterCode')).toEqual([{ method: 'recovery', code: 'SMPL-2207-K0QX' }]);
  });
  it('says at the sign-in that too many wrong codes ended it', async () => {
    const { user } = open({ phase: 'secondFactor', challenge: 'second-factor' });
    await code();
    for (let left = 4; left > 0; left -= 1) {
      await user.keyboard('999999');
      await screen.findByText(new RegExp(`${String(left)} attempts? left`));
    }
    await user.keyboard('999999');
    await heading('Sign in');
    await screen.findByText('Too many wrong codes');
  });
  it('goes back with Esc', async () => {
    const { user, sent } = open({ phase: 'secondFactor', challenge: 'second-factor' });
    await code();
    await user.keyboard('12{Escape}');
    await heading('Sign in');
    expect(sent('session.cancelChallenge')).toEqual([{}]);
  });
  it('asks for a release code where it may not be set up alone, and says who gives it', async () => {
    const { user, sent } = open({ phase: 'secondFactor', challenge: 'factor-release' });
    await screen.findByText(/Who gives it:/);
    await user.keyboard('123456{Enter}');
    await heading('Set up your second factor');
    expect(sent('session.useRelease')).toEqual([{ code: '123456' }]);
  });
});

describe('setting up a second factor', () => {
  it('asks for two codes in a row, shows the recovery codes once, and they leave the page when going on', async () => {
    const { user, sent } = open({ phase: 'secondFactor', challenge: 'factor-enrolment' });
    await heading('Set up your second factor');
    expect((await screen.findByRole('img', { name: /QR code/ })).querySelector('path')?.getAttribute('d')).toMatch(
      /^M/,
    );
    await user.keyboard('123456');
    await screen.findByRole('textbox', { name: 'Now the next code' });
    await user.keyboard('654321');
    await heading('Your recovery codes');
    expect(sent('session.confirmFactor')).toEqual([{ first: '123456', second: '654321' }]);
    const shown = within(screen.getByRole('list', { name: 'Ten recovery codes' }))
      .getAllByRole('listitem')
      .map((item) => item.textContent);
    expect(shown).toHaveLength(10);
    expect(document.querySelector('.print-sheet')?.textContent).toContain(shown[9]);
    // The key is gone already.
    expect(document.body.textContent).not.toContain('JBSW');
    await user.click(screen.getByRole('button', { name: 'I have kept them' }));
    await rooms();
    for (const each of shown) expect(document.body.textContent).not.toContain(each);
  });
  it('shows the recovery codes no second time when going on failed', async () => {
    const { user } = open(
      { phase: 'secondFactor', challenge: 'factor-enrolment' },
      { 'session.finish': async () => ({ ok: false, fault: { code: 'link.down' } }) },
    );
    await screen.findByRole('textbox', { name: 'Code the phone shows now' });
    await user.keyboard('123456');
    await screen.findByRole('textbox', { name: 'Now the next code' });
    await user.keyboard('654321');
    await heading('Your recovery codes');
    await user.click(screen.getByRole('button', { name: 'I have kept them' }));
    await screen.findByText('The gateway cannot be reached');
    await heading('Your second factor is set up');
    expect(document.body.textContent).not.toMatch(/SMPL-/);
  });
  it('names the person on the sheet for the printer', async () => {
    const { user } = open({ phase: 'credentials', challenge: 'factor-enrolment' });
    await screen.findByRole('textbox', { name: 'Department user name' });
    await user.keyboard('mrivera{Enter}password{Enter}');
    await screen.findByRole('textbox', { name: 'Code the phone shows now' });
    await user.keyboard('123456');
    await screen.findByRole('textbox', { name: 'Now the next code' });
    await user.keyboard('654321');
    await heading('Your recovery codes');
    expect(document.querySelector('.print-sheet')?.textContent).toMatch(
      /User name mrivera · printed \d\d [A-Z]{3} \d{4}/,
    );
  });
  it('begins with the first code again after a wrong one, and says why', async () => {
    const { user } = open({ phase: 'secondFactor', challenge: 'factor-enrolment' });
    await screen.findByRole('textbox', { name: 'Code the phone shows now' });
    await user.keyboard('999999');
    await screen.findByRole('textbox', { name: 'Now the next code' });
    await user.keyboard('888888');
    await screen.findByText(/That code is not right/);
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Code the phone shows now' }));
  });
  it('keeps the first code when the same one is typed twice', async () => {
    const { user } = open({ phase: 'secondFactor', challenge: 'factor-enrolment' });
    await screen.findByRole('textbox', { name: 'Code the phone shows now' });
    await user.keyboard('123456');
    await screen.findByRole('textbox', { name: 'Now the next code' });
    await user.keyboard('123456');
    await screen.findByText(/the same code again/);
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Now the next code' }));
  });
});

describe('the lock and the hand-over', () => {
  it('asks for a code after the password where one is due', async () => {
    const { user, sent } = open({ phase: 'locked', challenge: 'second-factor' }, {});
    await code();
    await user.keyboard('123456');
    await rooms();
    expect(sent('session.enterCode')).toEqual([{ method: 'totp', code: '123456' }]);
  });
  it('lets somebody else sign in with one key, also from the password field', async () => {
    const { user, sent } = open({ phase: 'locked' });
    await heading('Locked');
    await user.keyboard('abc{Alt>}n{/Alt}');
    await heading('Sign in');
    expect(sent('session.someoneElse')).toEqual([{}]);
    expect(screen.queryByText(/PO Rivera/)).toBeNull();
  });
  it('says that a supervisor ended it', async () => {
    open({ phase: 'expired', cause: 'released' });
    await screen.findByText('A supervisor ended your session');
  });
});

describe('every step', () => {
  it.each([
    ['enrolment', { phase: 'unenrolled', unenrolled: 'revoked', memory: 'yes' }],
    ['new password', { phase: 'newPassword', challenge: 'new-password' }],
    ['code', { phase: 'secondFactor', challenge: 'second-factor' }],
    ['release', { phase: 'secondFactor', challenge: 'factor-release' }],
    ['setting up', { phase: 'secondFactor', challenge: 'factor-enrolment' }],
    ['ready', { phase: 'secondFactor', challenge: 'ready' }],
    ['lock', { phase: 'locked' }],
    ['lock with a code', { phase: 'locked', challenge: 'second-factor' }],
  ] as const)('is clean for assistive technology: %s', async (_name, start) => {
    open(start);
    await screen.findByRole('main');
    await screen.findByRole('heading', { level: 1 });
    // The library's own announcer keeps names of what is gone; no part of a screen.
    const { violations } = await axe.run(
      { include: [['body']], exclude: [['[data-live-announcer]']] },
      { rules: { 'color-contrast': { enabled: false } } },
    );
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});
