/** Every word the record page shows, in one place. */
export const TEXTS = {
  opening: 'Opening the record…',
  reveal: 'Reveal',
  why: 'Why?',
  logged: 'logged',
  linked: 'Linked, in time',
  further: 'Sharing a plate, a name, a place',
  thisRecord: 'This record',
  where: 'Where',
  mapLoading: 'Drawing the precinct…',
  sample: 'Sample record: fictional',
  fictionalHelp: 'Generated for trial and training. Persons, plates and numbers are made up.',
  noLinks: 'No linked record that you may see.',
  placeHeld: 'The place is withheld or not known.',
  searchTab: 'Search',
  close: 'Close',
  tabs: 'Open records',
  reasonTitle: 'State the reason first',
  reasonText: 'A record is shown for a stated duty only. State the reason to see this one again.',
  reasonButton: 'State the reason',
  tryAgain: 'Open again',
  changed: 'changed',
  alsoAs: 'also',
  lawUnknown: 'is not in the table of statutes.',
  lawNote: 'Reference data, not verified.',
  maskedOnPaper: 'Masked: revealed on screen only',
  jump: 'Sections',
  notConfirmedHelp: 'Do not act on this hit before its custodian has confirmed it.',

  nothingHere: 'This record holds nothing that can be shown to you for this reason.',
} as const;

export const CUSTODIAN_LABELS = {
  nypd: 'NYPD',
  government: 'Government source',
  commercial: 'Commercial source',
} as const;
