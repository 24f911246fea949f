/**
 * What code may ask for. Code asks for a capability and never for a role's name; the role table
 * (`roles.ts`) says who holds which.
 */
interface CapabilityDefinition {
  readonly label: string;
  /** Asked again for password (and second factor) shortly before it is used (IA-11). */
  readonly privileged?: true;
}

const define = <T extends Record<string, CapabilityDefinition>>(table: T): T => table;

export const CAPABILITIES = define({
  'record.search': { label: 'Search records' },
  'record.view': { label: 'Open a record' },
  'record.reveal': { label: 'Reveal a masked field' },
  'record.links': { label: 'See linked records' },
  'record.copy': { label: 'Copy a cell to the clipboard' },
  'record.print': { label: 'Print an open record' },
  'record.media': { label: 'Open images, audio and video of a record' },
  'source.government': { label: 'Search government sources' },
  'source.commercial': { label: 'Search commercial sources' },
  'lockout.release': { label: 'Release a locked-out colleague' },
  'audit.read': { label: 'Read the audit log' },
  'audit.open-query': { label: 'Open the query text of an audit row', privileged: true },
  'account.read': { label: 'See accounts and their states' },
  'department.configure': { label: 'See sources, workstations and policy data' },
  'workstation.manage': { label: 'Enrol and revoke workstations', privileged: true },
  'factor.manage': { label: 'Help a colleague whose second factor is new or lost', privileged: true },
  'session.end-command': { label: 'End an abandoned session at a workstation of the own command' },
  'session.end-any': { label: 'End another person’s session', privileged: true },
});

export type Capability = keyof typeof CAPABILITIES;
export const isPrivileged = (capability: Capability): boolean =>
  (CAPABILITIES[capability] as CapabilityDefinition).privileged === true;

export const CAPABILITY_NAMES = Object.keys(CAPABILITIES) as [Capability, ...Capability[]];
