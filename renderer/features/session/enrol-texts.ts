/** The words of a workstation that the department does not know. */
import type { UnenrolledCause } from '../../../shared/session/phase.ts';

export const ENROL_TEXTS = {
  title: 'Enrol this workstation',
  code: 'Enrolment code',
  codeHint: 'Sixteen letters and digits. It is sent by itself at the last one.',
  codeShort: 'The code has sixteen letters and digits.',
  submit: 'Enrol',
  enrolling: 'Making the key and asking the gateway…',
  whatTitle: 'What this is',
  what: [
    'Only workstations enrolled by the department are answered (IA-3). Until this one is, nobody can sign in here and nothing can be searched.',
    'A system administrator gives the code, in Administration under “Workstations”. It says which command and area this workstation belongs to, works once, and only for a short time.',
    'The workstation makes its own key and keeps it. The code is not stored.',
  ],
  memoryOnly:
    'This computer has no key store. The enrolment lasts until this program ends; after that a new code is needed. The IT bureau can set up a key store.',
} as const;

export const UNENROLLED_TEXTS: Readonly<Record<UnenrolledCause, { readonly title: string; readonly what: string }>> = {
  new: {
    title: 'The department does not know this workstation yet',
    what: 'Type the code that the system administrator gave for it.',
  },
  revoked: {
    title: 'The enrolment of this workstation was withdrawn',
    what: 'An administrator withdrew it. If it should work again, ask the system administrator for a new code.',
  },
  expired: {
    title: 'The enrolment of this workstation has expired',
    what: 'It was not renewed in time, usually after being switched off for long. Ask the system administrator for a new code.',
  },
  'key-lost': {
    title: 'The key of this workstation is gone',
    what: 'The key store of this computer is missing, locked or another one. Unlock it and start again, or ask the system administrator for a new code.',
  },
};
