/** Every word of the screens around a session: notice, sign-in, lock, end. */
import type { EndCause, LockCause } from '../../../shared/session/phase.ts';
import type { SignInRefusal } from '../../../shared/session/view.ts';
import type { GateWord } from '../../app/gate/gate-word.ts';

export const TEXTS = {
  product: 'Precinct Workstation',
  noticeTitle: 'System use notification',
  policy: 'Full policy',
  signIn: 'Sign in',
  username: 'Department user name',
  password: 'Password',
  accept: 'I have read the notice and accept its terms',
  acceptFirst: 'Accept the notice to go on: press Enter here, or tick the box.',
  submitAccepting: 'Accept and sign in',
  submit: 'Sign in',
  checking: 'Checking…',
  contacting: 'Asking the gateway for the notice…',
  retry: 'Try again',
  unlock: 'Unlock',
  someoneElse: 'Someone else: sign in here',
  signOut: 'Sign out',
  notYou: (name: string): string => `Not ${name}? Their session stays locked and their drafts stay sealed for them.`,
  lockedTitle: 'Locked',
  keptForYou: 'What you had open comes back when you unlock.',
  notEnrolled: 'This workstation is not enrolled',
  restart: 'Sign in again',
  usernameMissing: 'Type your user name.',
  passwordMissing: 'Type your password.',
} as const;

export const LOCK_TEXTS: Readonly<Record<LockCause, string>> = {
  manual: 'Locked by you',
  idle: 'Locked because nobody used it',
  screen: 'Locked with the screen',
  suspend: 'Locked when the computer slept',
  policy: 'Locked by the department',
};

export const END_TEXTS: Readonly<Record<EndCause, { readonly title: string; readonly what: string }>> = {
  absolute: {
    title: 'Your session reached its end',
    what: 'A session lasts 12 hours at most. Sign in again to go on.',
  },
  revoked: {
    title: 'Your session was ended by the department',
    what: 'Your access changed, or an administrator ended the session. If you do not know why, ask your supervisor.',
  },
  released: {
    title: 'A supervisor ended your session',
    what: 'It was left locked here and somebody needed the workstation. Your drafts are kept: they come back when you sign in.',
  },
  gateway: { title: 'The gateway no longer knows your session', what: 'Sign in again to go on. Your drafts are kept.' },
  attempts: {
    title: 'Too many wrong passwords',
    what: 'The session was ended. The desk officer of your command can release the account.',
  },
};

type AccountState = Extract<SignInRefusal, { outcome: 'account' }>['state'];
const ACCOUNT_TEXTS: Readonly<Record<AccountState, { readonly title: string; readonly what: string }>> = {
  disabled: { title: 'This account is disabled', what: 'It cannot be used until it is enabled again.' },
  expired: { title: 'This account has expired', what: 'Its end date is past; it has to be renewed.' },
  'password-expired': {
    title: 'Your password has expired',
    what: 'It has to be changed before you can sign in, and that cannot be done from here.',
  },
  'must-change': {
    title: 'Your password must be changed',
    what: 'It was set for you and is good for one change only.',
  },
  'logon-hours': {
    title: 'Outside the hours of your account',
    what: 'The directory lets this account sign in at certain hours only, and this is not one of them.',
  },
  'workstation-not-allowed': {
    title: 'Your account may not use this workstation',
    what: 'The directory names the workstations of this account, and this one is not among them.',
  },
  clock: {
    title: 'The clocks do not agree',
    what: 'The gateway’s clock and the directory’s differ too much to check anybody. Nobody can sign in until they agree.',
  },
  'no-role': {
    title: 'Your account has no role here',
    what: 'The password is right, but no role opens this system to you.',
  },
};

interface RefusalText {
  readonly title: string;
  readonly what: string;
  readonly who?: string;
}

/** How the step before ended. */
const STEP_TEXTS = {
  'time-over': {
    title: 'The time for that step ran out',
    what: 'Nothing was changed and nobody was signed in. Begin again with your user name and password.',
  },
  'codes-over': {
    title: 'Too many wrong codes',
    what: 'This sign-in was ended. Begin again; wait for a fresh code on your phone, or use a recovery code.',
  },
  'passwords-over': {
    title: 'Too many wrong passwords',
    what: 'This sign-in was ended and the account is locked out.',
    who: 'the desk officer of your command',
  },
} as const;

/** Says exactly what is wrong and who can help; unknown user and wrong password read the same. */
export function refusalText(refusal: Exclude<GateWord, { outcome: 'fault' }>): RefusalText {
  switch (refusal.outcome) {
    case 'time-over':
    case 'codes-over':
    case 'passwords-over':
      return STEP_TEXTS[refusal.outcome];
    case 'refused':
      return {
        title: 'User name or password is not right',
        what:
          refusal.attemptsLeft === 1
            ? '1 attempt left, then the account is locked until somebody releases it.'
            : `${String(refusal.attemptsLeft)} attempts left.`,
      };
    case 'locked':
      return {
        title: 'This account is locked out',
        what: 'Five wrong passwords or codes in 15 minutes. Trying again does not help; it has to be released.',
        who: refusal.help,
      };
    case 'account':
      return { ...ACCOUNT_TEXTS[refusal.state], who: refusal.help };
  }
}
