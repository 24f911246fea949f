/** Who can help somebody whose password was right and whose account keeps them out, and how. The page says the state itself. Words only. */
import type { SignInRefusal } from '../../../shared/session/view.ts';
import type { DirectoryAccount } from '../../ports/directory.ts';

export type RefusedState = Extract<SignInRefusal, { outcome: 'account' }>['state'];

const HELP: Readonly<Record<RefusedState, string>> = {
  disabled: 'The system administrator enables it on your commanding officer’s word.',
  expired: 'The system administrator extends it on your commanding officer’s word.',
  'password-expired': 'The password has expired. Begin again and set a new one; the system administrator can help.',
  'must-change':
    'The password must be changed first. Begin again and set a new one; the system administrator can help.',
  'logon-hours': 'Your commanding officer has the hours changed by the system administrator.',
  'workstation-not-allowed': 'Use one of your command, or ask the system administrator.',
  'no-role': 'The system administrator gives one on your commanding officer’s word.',
  clock: 'Tell the system administrator, who sets the clocks of the gateway and of the directory right.',
};

export const LOCKED: SignInRefusal = {
  outcome: 'locked',
  help: 'The desk officer of your command, or a system administrator, releases it.',
};
export const FACTOR_BLOCKED: SignInRefusal = {
  outcome: 'locked',
  help: 'The second factor is blocked after too many wrong codes. The desk officer of your command withdraws it, so that you can set up a new one.',
};

export const accountRefusal = (state: RefusedState): SignInRefusal => ({
  outcome: 'account',
  state,
  help: HELP[state],
});

/** What keeps the account from working now; null: nothing. */
export const refusedStateOf = (account: DirectoryAccount): RefusedState | null =>
  account.state !== 'active' ? account.state : account.roles.length === 0 ? 'no-role' : null;
