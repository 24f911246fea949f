/** What a person whose password was right is told of their account: what to do and who can help. Words only. */
import type { SignInRefusal } from '../../../shared/session/view.ts';
import type { DirectoryAccount } from '../../ports/directory.ts';

export type RefusedState = Extract<SignInRefusal, { outcome: 'account' }>['state'];

const HELP: Readonly<Record<RefusedState, string>> = {
  disabled: 'The account is disabled. The system administrator enables it on your commanding officer’s word.',
  expired: 'The account has expired. The system administrator extends it on your commanding officer’s word.',
  'password-expired': 'The password has expired. Begin again and set a new one; the system administrator can help.',
  'must-change':
    'The password must be changed first. Begin again and set a new one; the system administrator can help.',
  'logon-hours':
    'The directory does not let this account sign in at this hour. Your commanding officer has the hours changed by the system administrator.',
  'workstation-not-allowed':
    'The directory does not let this account use this workstation. Use one of your command, or ask the system administrator.',
  'no-role': 'The account has no role here. The system administrator gives one on your commanding officer’s word.',
  clock:
    'The clocks of the gateway and of the directory differ by more than five minutes, so nobody can be signed in. Tell the system administrator.',
};

export const LOCKED: SignInRefusal = {
  outcome: 'locked',
  help: 'The account is locked out. The desk officer of your command, or a system administrator, releases it.',
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
