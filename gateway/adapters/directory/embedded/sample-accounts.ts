/** The fictional people of the sample department. Data only: passwords are here to be shown on a trial, and nowhere else. */
import type { RoleId } from '../../../../shared/policy/roles.ts';
import type { DirectoryAccount } from '../../../ports/directory.ts';

export interface SampleAccount {
  readonly username: string;
  readonly password: string;
  readonly rank: string;
  readonly name: string;
  /** Precinct of the command; null for a bureau. */
  readonly command: number | null;
  readonly commandLabel: string;
  readonly roles: readonly RoleId[];
  readonly state: DirectoryAccount['state'];
  /** What signing in with it shows, in one sentence. */
  readonly shows: string;
}

const person = (
  [username, password]: readonly [string, string],
  [rank, name]: readonly [string, string],
  [command, commandLabel]: readonly [number | null, string],
  roles: RoleId | readonly RoleId[],
  shows: string,
  state: SampleAccount['state'] = 'active',
): SampleAccount => ({
  ...{ username, password, rank, name, command, commandLabel },
  roles: typeof roles === 'string' ? [roles] : roles,
  ...{ state, shows },
});

const PCT_113 = [113, '113 Pct'] as const;
const SQUAD_113 = [113, '113 Squad'] as const;
const PCT_105 = [105, '105 Pct'] as const;

export const SAMPLE_ACCOUNTS: readonly SampleAccount[] = [
  person(
    ['mrivera', 'Rivera-Desk-113!'],
    ['PO', 'Maria Rivera'],
    PCT_113,
    'police-officer',
    'Internal and government records; reveals a masked field with a reason',
  ),
  person(
    ['jokafor', 'Okafor-Squad-113!'],
    ['Det', 'James Okafor'],
    SQUAD_113,
    'investigator',
    'As an officer, and commercial public records and wider party fields',
  ),
  person(
    ['tchen', 'Chen-Counter-113!'],
    ['PAA', 'Tina Chen'],
    PCT_113,
    'command-clerk',
    'Complaints, collisions, 311 calls and invoices of the 113; no government sources',
  ),
  person(
    ['lkowalski', 'Kowalski-Desk-113!'],
    ['Lt', 'Laura Kowalski'],
    PCT_113,
    ['desk-officer', 'police-officer'],
    'As an officer; releases lock-outs, ends abandoned sessions, helps with second factors of the 113; also a plain police officer',
  ),
  person(
    ['ssantos', 'Santos-Patrol-113!'],
    ['Sgt', 'Sofia Santos'],
    PCT_113,
    'patrol-supervisor',
    'As an officer, on patrol supervision',
  ),
  person(
    ['dbrooks', 'Brooks-Command-113!'],
    ['Insp', 'Denise Brooks'],
    PCT_113,
    'commanding-officer',
    'As an officer; lock-outs and the audit log of the 113',
  ),
  person(
    ['sahmed', 'Ahmed-Integrity-113!'],
    ['Lt', 'Samir Ahmed'],
    PCT_113,
    ['ico', 'police-officer'],
    'The audit log and accounts of the 113, without record content; also a police officer',
  ),
  person(
    ['iabstone', 'Stone-Affairs-2026!'],
    ['Sgt', 'Iris Stone'],
    [null, 'Internal Affairs Bureau'],
    'internal-affairs',
    'The audit log of any command; records for a disciplinary proceeding',
  ),
  person(
    ['nvolkov', 'Volkov-Auditor-2026!'],
    ['Analyst', 'Nina Volkov'],
    [null, 'Information Technology Bureau'],
    'it-auditor',
    'Audit rows and their query text; no record content',
  ),
  person(
    ['radmin', 'Adler-Admin-2026!'],
    ['Admin', 'Ruth Adler'],
    [null, 'Information Technology Bureau'],
    'system-administrator',
    'Accounts, sources and sessions; no record content, no audit log',
  ),
  person(
    ['ihayes', 'Hayes-Bureau-2026!'],
    ['Det', 'Ivan Hayes'],
    [null, 'Intelligence Bureau'],
    'intelligence-bureau',
    'As a detective, and the purpose “investigation involving political activity”',
  ),
  person(
    ['pgomez', 'Gomez-Property-2026!'],
    ['PAA', 'Paula Gomez'],
    [null, 'Property Clerk Division'],
    'property-clerk',
    'Property invoices',
  ),
  person(
    ['fwhite', 'White-Records-2026!'],
    ['PAA', 'Frank White'],
    [null, 'Records and FOIL Unit'],
    'records-unit',
    'Internal records for a request',
  ),
  person(
    ['bnguyen', 'Nguyen-Patrol-105!'],
    ['PO', 'Brian Nguyen'],
    PCT_105,
    'police-officer',
    'An officer of another command: other jobs, not released by the 113',
  ),
  person(
    ['disabled.user', 'Disabled-Sample-1!'],
    ['PO', 'Dana Disabled'],
    PCT_113,
    'police-officer',
    'A disabled account',
    'disabled',
  ),
  person(
    ['expired.user', 'Expired-Sample-1!'],
    ['PO', 'Evan Expired'],
    PCT_113,
    'police-officer',
    'An expired account',
    'expired',
  ),
  person(
    ['oldpass.user', 'Oldpass-Sample-1!'],
    ['PO', 'Olga Oldpass'],
    PCT_113,
    'police-officer',
    'A password past its date',
    'password-expired',
  ),
  person(
    ['mustchange.user', 'Mustchange-Sample-1!'],
    ['PO', 'Max Mustchange'],
    PCT_113,
    'police-officer',
    'A password that must be changed first',
    'must-change',
  ),
  person(
    ['nighthours.user', 'Nighthours-Sample-1!'],
    ['PO', 'Nora Nighthours'],
    PCT_113,
    'police-officer',
    'An account that may not sign in at this hour',
    'logon-hours',
  ),
  person(
    ['elsewhere.user', 'Elsewhere-Sample-1!'],
    ['PO', 'Eli Elsewhere'],
    PCT_113,
    'police-officer',
    'An account that may not use this workstation',
    'workstation-not-allowed',
  ),
];
