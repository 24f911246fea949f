/** Every word of the desk. */
export const TEXTS = {
  title: 'Desk',
  what: 'Make sure you know who stands in front of you. Everything done here is recorded with your name.',
  parts: { lockouts: 'Locked out', sessions: 'Sessions', factor: 'Second factor' },
  none: 'Nobody of your command is locked out',
  noneWhat: 'Five wrong passwords or codes in 15 minutes lock an account; it shows here at once.',
  released: (name: string): string => `${name} is released and can sign in again. Recorded.`,
  inDirectory: 'by the directory, which does not say here when or where',
  attempts: (count: number): string => `${String(count)} wrong passwords: when and where`,
  sessionsWhat:
    'Sessions at the workstations of your command. One that was left locked can be ended, so that the next officer gets the workstation; its drafts stay kept for their owner.',
  noSessions: 'Nobody is signed in at a workstation of your command',
  end: 'End',
  endQuestion: (name: string): string => `End the session of ${name}?`,
  endConfirm: 'End it',
  ended: (name: string): string => `The session of ${name} is ended. Recorded; they are told who ended it.`,
  own: 'you',
  inUse: 'in use: only its owner ends it',
  factorWhat:
    'For a colleague of your command who has no second factor yet, or lost the phone. Check their face and their shield first: a release code lets whoever holds it set up a phone in that name.',
  username: 'User name of the colleague',
  usernameMissing: 'Type the user name.',
  give: 'Give a release code',
  given: (username: string): string => `Release code for ${username}`,
  givenWhat:
    'They sign in with their own password and type it when asked. It is good for them alone, once, for ten minutes.',
  withdraw: 'Withdraw a lost phone',
  withdrawQuestion: (username: string): string => `Withdraw the second factor of ${username}?`,
  withdrawConfirm: 'Withdraw it',
  withdrawn: (username: string): string =>
    `The second factor of ${username} is withdrawn and their sessions that used it are ended. Recorded.`,
} as const;
