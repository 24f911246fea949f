/** Every word of the second factor: the code, the setting up, the recovery codes. */
import type { CodeRefusal } from '../../../shared/session/identity.ts';

export const TEXTS = {
  title: 'Second factor',
  ask: 'Type the six digits your phone’s authenticator shows now.',
  code: 'Code from your phone',
  codeHint: 'Sent by itself at the sixth digit.',
  checking: 'Checking…',
  recoveryInstead: (left: number): string => `No phone? Use a recovery code (${String(left)} left)`,
  noRecovery: 'No phone and no recovery codes left? The desk officer of your command can help with a release code.',
  phoneInstead: 'Use the phone after all',
  recovery: 'Recovery code',
  recoveryHint: 'From the sheet you printed. Each works once.',
  go: 'Go on',
  codeMissing: 'Type the code.',
  back: 'Back',
  left: (left: string): string => `This step ends in ${left}.`,
  over: 'The time for this step is over.',
  releaseTitle: 'A second factor is needed, and you have none yet',
  releaseWhat: 'From this place it is set up only with a release code, so that nobody else can do it in your name.',
  release: 'Release code',
  releaseHint: 'Valid for ten minutes, for you alone.',
  setUpTitle: 'Set up your second factor',
  setUpWhat: 'Once done, signing in off-site asks for your password and a code of your phone.',
  scan: 'Scan this with an authenticator app on your phone.',
  typeIn: 'Or type this key into the app:',
  qrLabel: 'QR code with the key written beside it',
  first: 'Code the phone shows now',
  firstHint: 'Proves that the phone has the key.',
  next: 'Now the next code',
  nextHint: 'Wait until the digits on the phone change, then type the new ones.',
  firstTaken: 'First code noted.',
  preparing: 'Making the key…',
  codesTitle: 'Your recovery codes',
  codesList: 'Ten recovery codes',
  codesWhat:
    'Without your phone, each of these lets you in once. They are shown now and never again. Print them or write them down, and keep them apart from the workstation.',
  print: 'Print them',
  kept: 'I have kept them',
  readyTitle: 'Your second factor is set up',
  readyWhat:
    'Its recovery codes were shown already. If you did not keep them, make new ones under your name, “Second factor…”.',
  stateOn: (since: string): string => `Set up on ${since}.`,
  stateOff: 'You have no second factor yet.',
  codesLeft: (left: number): string =>
    left === 1 ? '1 recovery code is left.' : `${String(left)} recovery codes are left.`,
  setUp: 'Set up',
  replace: 'Set up another phone',
  replaceWhat: 'The phone you use now stops working for this the moment the new one is confirmed.',
  renew: 'Make new recovery codes',
  renewed: 'New recovery codes are made; the old ones no longer work.',
  confirmed: 'Your second factor is set up.',
} as const;

const minutes = (seconds: number): string => {
  const count = Math.max(1, Math.round(Math.abs(seconds) / 60));
  return `${String(count)} ${count === 1 ? 'minute' : 'minutes'}`;
};

function because({ because: reason, driftSeconds = 0 }: CodeRefusal): string {
  switch (reason) {
    case 'wrong':
      return 'That code is not right.';
    case 'replayed':
      return 'That code was used already. Wait for the next one.';
    case 'same-code':
      return 'That is the same code again. Wait until the phone shows the next one.';
    case 'drift':
      return `Your phone’s clock is about ${minutes(driftSeconds)} ${driftSeconds > 0 ? 'ahead' : 'behind'}: set its time to automatic, then type a new code.`;
  }
}

/** What was wrong, and how often it may still be tried. */
export function codeRefusalText(refusal: CodeRefusal): string {
  const { attemptsLeft } = refusal;
  const left =
    attemptsLeft === 0
      ? 'No attempt is left; begin again.'
      : attemptsLeft === 1
        ? '1 attempt left.'
        : `${String(attemptsLeft)} attempts left.`;
  return `${because(refusal)} ${left}`;
}
