/**
 * What code may ask for. Code asks for a capability and never for a role's name; the role table
 * (`roles.ts`) says who holds which.
 */
const define = <T extends Record<string, { readonly label: string }>>(table: T): T => table;

export const CAPABILITIES = define({
  'record.search': { label: 'Search records' },
  'record.view': { label: 'Open a record' },
  'record.reveal': { label: 'Reveal a masked field' },
  'record.links': { label: 'See linked records' },
  'source.government': { label: 'Search government sources' },
  'source.commercial': { label: 'Search commercial sources' },
  'lockout.release': { label: 'Release a locked-out colleague' },
  'audit.read': { label: 'Read the audit log' },
  'audit.open-query': { label: 'Open the query text of an audit row' },
  'account.read': { label: 'See accounts and their states' },
  'department.configure': { label: 'See sources, workstations and policy data' },
  'session.end-any': { label: 'End another person’s session' },
});

export type Capability = keyof typeof CAPABILITIES;
export const CAPABILITY_NAMES = Object.keys(CAPABILITIES) as [Capability, ...Capability[]];
