/**
 * The closed list of purposes (S27, S52) and the references each accepts (S26). There is no purpose for
 * immigration enforcement (S74, S85); free text alone is never enough, except where the purpose says so (S35).
 */
export const REFERENCE_KINDS = [
  'job',
  'complaint',
  'arrest',
  'case',
  'invoice',
  'request',
  'warrant',
  'docket',
  'audit',
] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

export interface PurposeDefinition {
  readonly label: string;
  /** Kinds of reference accepted. Empty: none is asked for. */
  readonly references: readonly ReferenceKind[];
  /** Whether a text is required besides. */
  readonly text: 'required' | 'optional';
  readonly help: string;
}

const define = <T extends Record<string, PurposeDefinition>>(table: T): T => table;

export const PURPOSES = define({
  'job-in-progress': {
    label: 'Job in progress',
    references: ['job'],
    text: 'optional',
    help: 'A 911 job you were sent to or are on: the job number.',
  },
  'criminal-investigation': {
    label: 'Criminal investigation',
    references: ['complaint', 'case', 'arrest'],
    text: 'optional',
    help: 'The complaint, arrest or case you are working on.',
  },
  'arrest-processing': {
    label: 'Arrest processing',
    references: ['arrest', 'complaint'],
    text: 'optional',
    help: 'The arrest being processed.',
  },
  'warrant-check': {
    label: 'Warrant or order check',
    references: ['warrant', 'docket', 'job', 'complaint'],
    text: 'optional',
    help: 'The docket, warrant, job or complaint behind the check.',
  },
  'civil-litigation': {
    label: 'Civil litigation',
    references: ['docket', 'case', 'request'],
    text: 'optional',
    help: 'The docket or request number of the litigation.',
  },
  'disciplinary-proceeding': {
    label: 'Disciplinary proceeding',
    references: ['case', 'request'],
    text: 'optional',
    help: 'The case or log number of the proceeding.',
  },
  'records-request': {
    label: 'Records request',
    references: ['request'],
    text: 'optional',
    help: 'The FOIL, discovery or agency request number.',
  },
  property: {
    label: 'Property',
    references: ['invoice', 'arrest', 'complaint'],
    text: 'optional',
    help: 'The invoice, arrest or complaint the property belongs to.',
  },
  'audit-or-inspection': {
    label: 'Audit or inspection',
    references: ['audit', 'request'],
    text: 'optional',
    help: 'The audit or inspection number.',
  },
  'other-official-business': {
    label: 'Other official business',
    references: [],
    text: 'required',
    help: 'Say in a sentence what the business is. The sentence is kept for review.',
  },
  'political-activity': {
    label: 'Investigation involving political activity',
    references: ['case'],
    text: 'required',
    help: 'Intelligence Bureau only (Handschu).',
  },
});

export type PurposeId = keyof typeof PURPOSES;
export const PURPOSE_IDS = Object.keys(PURPOSES) as [PurposeId, ...PurposeId[]];
export const purpose = (id: PurposeId): PurposeDefinition => PURPOSES[id];

/** Shape of each kind of reference, matched against the upper-cased, trimmed text. */
export const REFERENCE_SHAPES: Readonly<
  Record<ReferenceKind, { readonly pattern: RegExp; readonly example: string; readonly label: string }>
> = {
  job: { pattern: /^J\d{2}-\d{1,3}-\d{6}$/, example: 'J26-113-001873', label: 'Job number' },
  complaint: { pattern: /^(\d{4}-\d{1,3}-\d{6}|\d{9})$/, example: '2026-113-004512', label: 'Complaint number' },
  arrest: { pattern: /^([BKMQS]\d{8}|\d{9})$/, example: 'Q26612345', label: 'Arrest number' },
  case: { pattern: /^\d{1,3}-\d{4}-\d{5}$/, example: '113-2026-00087', label: 'Case number' },
  invoice: { pattern: /^\d{10}$/, example: '1000123456', label: 'Invoice number' },
  request: { pattern: /^(FOIL|DISC|REQ|LOG)-\d{4}-\d{3,6}$/, example: 'FOIL-2026-00123', label: 'Request number' },
  warrant: { pattern: /^W\d{2}-\d{6}$/, example: 'W26-004411', label: 'Warrant number' },
  docket: { pattern: /^[A-Z]{2,4}-\d{4,6}-\d{4}$/, example: 'SCI-0412-2025', label: 'Docket number' },
  audit: { pattern: /^AUD-\d{4}-\d{3,6}$/, example: 'AUD-2026-0042', label: 'Audit number' },
};
