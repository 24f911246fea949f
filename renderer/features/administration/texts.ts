/** The words of the administration's workstations and sessions. */
export const TEXTS = {
  parts: {
    accounts: 'Accounts',
    workstations: 'Workstations',
    directory: 'Directory',
    sources: 'Sources',
    imports: 'Imports',
    sessions: 'Sessions',
  },
  workstationsWhat:
    'Only these are answered (IA-3). A code enrols one workstation, once; withdrawing one ends the sessions at it.',
  enrol: 'Enrol a workstation',
  replace: 'Replace',
  replaceWhat: (name: string): string =>
    `Replaces ${name} after a re-image: it keeps its place, and the old key ends when the new one begins.`,
  name: 'Name',
  nameHint: 'As people call it: Desk 2, Car 4417.',
  nameMissing: 'Give it a name.',
  command: 'Precinct',
  commandWrong: 'A precinct number from 1 to 123.',
  area: 'Area',
  give: 'Give the code',
  codeTitle: (name: string): string => `Enrolment code for ${name}`,
  codeWhat:
    'Type it at that workstation; the screen there asks for it. It works once. It is not shown again: if it is lost, give another one.',
  done: 'Done',
  withdraw: 'Withdraw',
  withdrawQuestion: (name: string): string => `Withdraw ${name}?`,
  withdrawConfirm: 'Withdraw it',
  withdrawn: (name: string): string => `${name} is withdrawn: it is answered no more. Recorded.`,
  open: 'Codes given and not used yet',
  end: 'End',
  endQuestion: (username: string): string => `End the session of ${username}?`,
  endConfirm: 'End it',
  ended: (username: string): string => `The session of ${username} is ended. Recorded.`,
} as const;
