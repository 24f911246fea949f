/** The words of asking again. */
export const TEXTS = {
  title: 'Your password again',
  what: 'Privileged work asks for it shortly before, so that nobody does it at a workstation you left (IA-11). Then it goes on by itself.',
  password: 'Password',
  passwordMissing: 'Type your password.',
  submit: 'Go on',
  checking: 'Checking…',
  codeDue: 'The password is right. Now the code of your second factor.',
  givenUp: 'Not done: the password was not given. Nothing was changed.',
  over: 'Too many wrong tries. Nothing was done.',
} as const;
