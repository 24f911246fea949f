/**
 * The fictional people and groups of the test domain: every account state, every odd name, groups in groups. All of them
 * are samples; their passwords open nothing but this domain.
 */
export const BASE_DN = 'DC=precinct,DC=example';
export const PEOPLE_DN = `OU=People,${BASE_DN}`;
export const GROUPS_DN = `OU=Groups,${BASE_DN}`;
export const SERVICE_DN = `CN=svc-precinct,OU=Service,${BASE_DN}`;
export const ADMINISTRATOR = { name: 'PRECINCT\\Administrator', password: 'Sample-Admin-Word-1!' } as const;
export const SERVICE_SECRET = 'Sample-Service-Word-1!';
export const PASSWORD = 'Sample-Word-113!';

export interface TestPerson {
  /** Unescaped common name. */
  readonly cn: string;
  readonly sam: string;
  readonly upn?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Groups by common name. */
  readonly groups?: readonly string[];
}

const patrol = { title: 'PO', department: '113 Pct' } as const;
const OFFICERS = ['PW Officers'] as const;
const officer = (sam: string, cn: string, attributes: Readonly<Record<string, string>> = {}): TestPerson => ({
  sam,
  cn,
  attributes: { ...patrol, ...attributes },
  groups: OFFICERS,
});

export const TEST_PEOPLE: readonly TestPerson[] = [
  {
    cn: 'John Doe',
    sam: 'jdoe',
    upn: 'john.doe@precinct.example',
    attributes: { displayName: 'John Doe (sample)', title: 'Det', department: '113 Squad' },
    groups: ['113 Squad A'],
  },
  { cn: 'Anna Vendor', sam: 'avendor', upn: 'a.vendor@police.example', attributes: patrol, groups: OFFICERS },
  { cn: 'Pia Primary', sam: 'pprimary', attributes: { title: 'PAA', department: '113 Pct' }, groups: ['PW Clerks'] },
  { cn: 'Nils Norole', sam: 'nnorole', attributes: { department: 'Records and FOIL Unit' }, groups: ['Mail ICO'] },
  officer('ssmith van der', 'Sam Smith van der Space'),
  officer('jmüller-öz', 'Jürgen Müller-Öz'),
  officer("p.o'neil", 'Pat "Paddy", O\'Neil (Sgt) #1 \\ <x> + y = z; *'),
  officer('#hash', ' leading and trailing '),
  officer('changer', 'Chris Changer'),
  officer('mover', 'Mo Mover'),
  officer('locked', 'Lou Locked'),
  officer('locked2', 'Lin Locked'),
  officer('disabled', 'Dana Disabled', { userAccountControl: '514' }),
  officer('expired', 'Evan Expired', { accountExpires: '133000000000000000' }),
  officer('oldpass', 'Olga Oldpass'),
  officer('oldpass2', 'Otto Oldpass'),
  officer('mustchange', 'Max Mustchange'),
  officer('mustchange2', 'Mia Mustchange'),
  officer('hours', 'Hank Hours'),
  officer('elsewhere', 'Ella Elsewhere', { userWorkstations: 'NOTHERE' }),
  officer('smartcard', 'Sue Smartcard', { userAccountControl: '262656' }),
  officer('never', 'Nev Never', { userAccountControl: '66048' }),
];

export interface TestGroup {
  readonly cn: string;
  /** Groups it is in. */
  readonly within?: readonly string[];
  /** Default: global security group. */
  readonly groupType?: string;
}

/** In an order in which those above exist before those within them. */
export const TEST_GROUPS: readonly TestGroup[] = [
  { cn: 'PW Officers' },
  { cn: 'PW Detectives' },
  { cn: '113 Detectives', within: ['PW Detectives'] },
  { cn: '113 Squad A', within: ['113 Detectives'] },
  { cn: 'PW Desk' },
  { cn: 'PW Clerks', within: ['PW Desk'] },
  { cn: 'Mail ICO', groupType: '2' },
];

/** Which group gives which role: by name, by distinguished name (however spaced), and one that must give nothing. */
export const TEST_ROLES = [
  { group: 'PW Officers', role: 'police-officer' },
  { group: `cn=pw detectives, OU=Groups, ${BASE_DN}`, role: 'investigator' },
  { group: 'PW Clerks', role: 'command-clerk' },
  { group: 'PW Desk', role: 'desk-officer' },
  { group: 'Mail ICO', role: 'ico' },
] as const;
