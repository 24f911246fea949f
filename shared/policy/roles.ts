/**
 * The role table: which capabilities, sources, purposes and commands each role has. Data that a department
 * can replace; the gateway alone reads it to decide. S37, S43.
 */
import { isPrivileged, type Capability } from './capabilities.ts';
import type { PurposeId } from './purposes.ts';
import type { RecordKind } from '../records/kind.ts';

export interface RoleDefinition {
  readonly label: string;
  /** One sentence for "why can I (not)?" and the sample account list. */
  readonly shows: string;
  readonly capabilities: readonly Capability[];
  readonly purposes: readonly PurposeId[];
  /** Kinds of records the role may search and view; `all` still obeys sources and field rules. */
  readonly kinds: 'all' | 'none' | readonly RecordKind[];
  /** Whether records of other commands are in reach. */
  readonly reach: 'city' | 'own-command';
  /** Whose audit rows, lock-outs and accounts the role oversees; absent: those of the own command only. */
  readonly people?: 'city';
  /** Whether the role counts as investigator for field rules (juvenile, victim, location). */
  readonly investigator: boolean;
}

const define = <T extends Record<string, RoleDefinition>>(table: T): T => table;

const OFFICER_CAPABILITIES = [
  'record.search',
  'record.view',
  'record.reveal',
  'record.links',
  'record.copy',
  'record.print',
  'record.media',
  'source.government',
] as const;
const INVESTIGATOR_CAPABILITIES = [...OFFICER_CAPABILITIES, 'source.commercial'] as const;
const PATROL_PURPOSES = [
  'job-in-progress',
  'criminal-investigation',
  'arrest-processing',
  'warrant-check',
  'property',
  'other-official-business',
] as const;
const INVESTIGATOR_PURPOSES = [
  'criminal-investigation',
  'job-in-progress',
  'arrest-processing',
  'warrant-check',
  'civil-litigation',
  'disciplinary-proceeding',
  'property',
  'other-official-business',
] as const;

export const ROLES = define({
  'police-officer': {
    label: 'Police officer',
    shows: 'Internal and government records, reveal with a reason',
    capabilities: OFFICER_CAPABILITIES,
    purposes: PATROL_PURPOSES,
    kinds: 'all',
    reach: 'city',
    investigator: false,
  },
  investigator: {
    label: 'Detective',
    shows: 'As an officer, and commercial public records and wider party fields',
    capabilities: INVESTIGATOR_CAPABILITIES,
    purposes: INVESTIGATOR_PURPOSES,
    kinds: 'all',
    reach: 'city',
    investigator: true,
  },
  'command-clerk': {
    label: 'Command clerk',
    shows: 'Complaints, collisions, 311 calls and invoices of the own command; no government sources',
    capabilities: ['record.search', 'record.view', 'record.links'],
    purposes: ['records-request', 'property', 'other-official-business'],
    kinds: ['complaint', 'collision', 'call311', 'invoice'],
    reach: 'own-command',
    investigator: false,
  },
  'desk-officer': {
    label: 'Desk officer',
    shows: 'As an officer; releases lock-outs, ends abandoned sessions, helps with second factors of the own command',
    capabilities: [...OFFICER_CAPABILITIES, 'lockout.release', 'factor.manage', 'session.end-command'],
    purposes: PATROL_PURPOSES,
    kinds: 'all',
    reach: 'city',
    investigator: false,
  },
  'patrol-supervisor': {
    label: 'Patrol supervisor',
    shows: 'As an officer, and ends abandoned sessions of the own command',
    capabilities: [...OFFICER_CAPABILITIES, 'session.end-command'],
    purposes: PATROL_PURPOSES,
    kinds: 'all',
    reach: 'city',
    investigator: false,
  },
  'commanding-officer': {
    label: 'Commanding officer',
    shows: 'As an officer, releases lock-outs, reads the audit log of the own command',
    capabilities: [...OFFICER_CAPABILITIES, 'lockout.release', 'factor.manage', 'session.end-command', 'audit.read'],
    purposes: [...PATROL_PURPOSES, 'disciplinary-proceeding', 'audit-or-inspection'],
    kinds: 'all',
    reach: 'city',
    investigator: false,
  },
  ico: {
    label: 'Integrity control officer',
    shows: 'The audit log of the own command; no record content',
    capabilities: ['audit.read', 'account.read'],
    purposes: ['audit-or-inspection'],
    kinds: 'none',
    reach: 'own-command',
    investigator: false,
  },
  'internal-affairs': {
    label: 'Internal affairs',
    shows: 'The audit log of any command; records for a disciplinary proceeding',
    capabilities: [...OFFICER_CAPABILITIES, 'audit.read'],
    purposes: ['disciplinary-proceeding', 'audit-or-inspection'],
    kinds: 'all',
    reach: 'city',
    people: 'city',
    investigator: true,
  },
  'it-auditor': {
    label: 'IT bureau auditor',
    shows: 'Audit rows and their query text; no record content',
    capabilities: ['audit.read', 'audit.open-query'],
    purposes: ['audit-or-inspection'],
    kinds: 'none',
    reach: 'city',
    people: 'city',
    investigator: false,
  },
  'system-administrator': {
    label: 'System administrator',
    shows: 'Accounts, workstations, sources; no record content, no audit log',
    capabilities: [
      'account.read',
      'department.configure',
      'workstation.manage',
      'factor.manage',
      'session.end-any',
      'lockout.release',
    ],
    purposes: [],
    kinds: 'none',
    reach: 'city',
    people: 'city',
    investigator: false,
  },
  'privacy-officer': {
    label: 'Agency privacy officer',
    shows: 'Nothing yet: disclosures come later',
    capabilities: [],
    purposes: [],
    kinds: 'none',
    reach: 'city',
    investigator: false,
  },
  'intelligence-bureau': {
    label: 'Intelligence Bureau',
    shows: 'As a detective, and the purpose “investigation involving political activity”',
    capabilities: INVESTIGATOR_CAPABILITIES,
    purposes: [...INVESTIGATOR_PURPOSES, 'political-activity'],
    kinds: 'all',
    reach: 'city',
    investigator: true,
  },
  'property-clerk': {
    label: 'Property clerk',
    shows: 'Property invoices',
    capabilities: ['record.search', 'record.view', 'record.links'],
    purposes: ['property'],
    kinds: ['invoice'],
    reach: 'city',
    investigator: false,
  },
  'records-unit': {
    label: 'Records and FOIL unit',
    shows: 'Internal records for a request',
    capabilities: ['record.search', 'record.view', 'record.links'],
    purposes: ['records-request'],
    kinds: ['complaint', 'arrest', 'collision', 'invoice', 'call911', 'call311', 'case'],
    reach: 'city',
    investigator: false,
  },
  'external-agency': {
    label: 'External agency user',
    shows: 'Nothing without a written agreement',
    capabilities: [],
    purposes: [],
    kinds: 'none',
    reach: 'own-command',
    investigator: false,
  },
  vendor: {
    label: 'Vendor',
    shows: 'No record content',
    capabilities: [],
    purposes: [],
    kinds: 'none',
    reach: 'own-command',
    investigator: false,
  },
});

export type RoleId = keyof typeof ROLES;
export const ROLE_IDS = Object.keys(ROLES) as [RoleId, ...RoleId[]];
export const role = (id: RoleId): RoleDefinition => ROLES[id];

/** Switching to such a role asks for password (and second factor) again (IA-11): it reads the audit log or acts on accounts. */
export const isPrivilegedRole = (id: RoleId): boolean =>
  role(id).capabilities.some((capability) => capability === 'audit.read' || isPrivileged(capability));
