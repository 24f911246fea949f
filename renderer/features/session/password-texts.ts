/** The words of a new password: what speaks against it, and why the directory did not take it. */
import { passwordHint, type PasswordWeakness } from '../../../shared/policy/password-hint.ts';
import type { PasswordRefused } from '../../../shared/session/identity.ts';

export const PASSWORD_TEXTS = {
  title: 'Choose a new password',
  why: {
    'password-expired': 'Your password was right, but its time is over. Choose a new one to go on.',
    'must-change': 'Your password was right, but it was set for you and is good for this one change only.',
  },
  old: 'Password you signed in with',
  new: 'New password',
  again: 'New password once more',
  submit: 'Change the password and go on',
  changing: 'Changing…',
  back: 'Back to sign-in',
  oldMissing: 'Type the password you signed in with: the workstation does not keep it.',
  newMissing: 'Type a new password.',
  differs: 'The two new passwords are not the same. Type them again.',
  left: (left: string): string => `This step ends in ${left}.`,
  over: 'The time for this step is over.',
} as const;

const WEAK: Readonly<Record<PasswordWeakness, string>> = {
  'too-short': 'it has fewer than 8 characters',
  'few-kinds': 'capitals, digits or signs are missing',
  number: 'it is a number or a date',
  sequence: 'it follows the keyboard or the alphabet',
  repetition: 'it repeats itself',
  'common-word': 'it is built on a word that is guessed first',
};

/** One calm sentence while it is typed; '' while there is nothing to say. */
export function hintSentence(password: string): string {
  if (password === '') return '';
  const { weak } = passwordHint(password);
  const [first] = weak;
  if (first === undefined) return 'Nothing speaks against this one.';
  return first === 'too-short'
    ? 'At least 8 characters; a few words in a row are good.'
    : `Could be better: ${WEAK[first]}.`;
}

type Because = PasswordRefused['because'];
/** The field a refusal belongs to. */
export const refusedField = (because: Because): 'old' | 'new' => (because === 'wrong-old' ? 'old' : 'new');

const REFUSED: Readonly<Record<Because, string>> = {
  'wrong-old': 'That is not the password you signed in with.',
  'too-short': 'Too short for the directory. Take a longer one.',
  complexity: 'The directory wants more kinds of characters: capitals, small letters, digits, signs.',
  history: 'You had this password before. Take one you have not used.',
  'too-young': 'The password was changed too recently to be changed again. The IT service desk can set one.',
  locked: 'The account is locked out. The desk officer of your command releases it.',
  policy: 'The directory did not take it and gave no reason. Take a longer one with other words.',
  'banned-list': 'It is on the list of passwords that are guessed first. Take other words.',
  'contains-name': 'Your name or user name is in it. Take other words.',
  same: 'That is the password you have. Take another one.',
};
export function refusedSentence({ because, attemptsLeft }: PasswordRefused): string {
  const left =
    attemptsLeft === undefined
      ? ''
      : ` ${String(attemptsLeft)} ${attemptsLeft === 1 ? 'attempt' : 'attempts'} left, then the account is locked.`;
  return REFUSED[because] + left;
}
