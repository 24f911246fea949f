import { describe, expect, test } from 'vitest';
import { CAPABILITY_NAMES, isPrivileged, type Capability } from './capabilities.ts';
import { PURPOSE_IDS, type PurposeId } from './purposes.ts';
import { isPrivilegedRole, role, ROLE_IDS, ROLES, type RoleId } from './roles.ts';
import { custodianOf, RECORD_KINDS } from '../records/kind.ts';

const COLUMNS = [
  'record.search',
  'record.view',
  'record.reveal',
  'record.links',
  'source.government',
  'source.commercial',
  'lockout.release',
  'audit.read',
  'audit.open-query',
  'account.read',
  'department.configure',
  'session.end-any',
  'workstation.manage',
  'factor.manage',
  'session.end-command',
  'record.copy',
  'record.media',
  'record.print',
] as const satisfies readonly Capability[];

/** One mark per column above: `x` holds the capability, `.` does not. */
const CELLS: Readonly<Record<RoleId, string>> = {
  'police-officer': /*       */ 'x x x x x . . . . . . . . . . x x x',
  investigator: /*           */ 'x x x x x x . . . . . . . . . x x x',
  'command-clerk': /*        */ 'x x . x . . . . . . . . . . . . . .',
  'desk-officer': /*         */ 'x x x x x . x . . . . . . x x x x x',
  'patrol-supervisor': /*    */ 'x x x x x . . . . . . . . . x x x x',
  'commanding-officer': /*   */ 'x x x x x . x x . . . . . x x x x x',
  ico: /*                    */ '. . . . . . . x . x . . . . . . . .',
  'internal-affairs': /*     */ 'x x x x x . . x . . . . . . . x x x',
  'it-auditor': /*           */ '. . . . . . . x x . . . . . . . . .',
  'system-administrator': /* */ '. . . . . . x . . x x x x x . . . .',
  'privacy-officer': /*      */ '. . . . . . . . . . . . . . . . . .',
  'intelligence-bureau': /*  */ 'x x x x x x . . . . . . . . . x x x',
  'property-clerk': /*       */ 'x x . x . . . . . . . . . . . . . .',
  'records-unit': /*         */ 'x x . x . . . . . . . . . . . . . .',
  'external-agency': /*      */ '. . . . . . . . . . . . . . . . . .',
  vendor: /*                 */ '. . . . . . . . . . . . . . . . . .',
};

const cells = ROLE_IDS.flatMap((id) =>
  COLUMNS.map((capability, at) => ({ id, capability, holds: CELLS[id].split(' ')[at] === 'x' })),
);

const PATROL: readonly PurposeId[] = [
  'job-in-progress',
  'criminal-investigation',
  'arrest-processing',
  'warrant-check',
  'property',
  'other-official-business',
];
const INVESTIGATOR: readonly PurposeId[] = [...PATROL, 'civil-litigation', 'disciplinary-proceeding'];

const PURPOSES_OF: Readonly<Record<RoleId, readonly PurposeId[]>> = {
  'police-officer': PATROL,
  investigator: INVESTIGATOR,
  'command-clerk': ['records-request', 'property', 'other-official-business'],
  'desk-officer': PATROL,
  'patrol-supervisor': PATROL,
  'commanding-officer': [...PATROL, 'disciplinary-proceeding', 'audit-or-inspection'],
  ico: ['audit-or-inspection'],
  'internal-affairs': ['disciplinary-proceeding', 'audit-or-inspection'],
  'it-auditor': ['audit-or-inspection'],
  'system-administrator': [],
  'privacy-officer': [],
  'intelligence-bureau': [...INVESTIGATOR, 'political-activity'],
  'property-clerk': ['property'],
  'records-unit': ['records-request'],
  'external-agency': [],
  vendor: [],
};

const purposeCells = ROLE_IDS.flatMap((id) =>
  PURPOSE_IDS.map((purpose) => ({ id, purpose, may: PURPOSES_OF[id].includes(purpose) })),
);

const of = (id: RoleId): readonly Capability[] => ROLES[id].capabilities;

describe('roles and capabilities, cell by cell', () => {
  test('the table has a column for every capability and a mark for every cell', () => {
    expect([...COLUMNS].sort()).toEqual([...CAPABILITY_NAMES].sort());
    for (const id of ROLE_IDS) expect(CELLS[id]).toMatch(/^[x.]( [x.]){17}$/);
  });

  test.each(cells)('$id · $capability: $holds', ({ id, capability, holds }) => {
    expect(of(id).includes(capability)).toBe(holds);
  });
});

describe('roles and purposes, cell by cell', () => {
  test.each(purposeCells)('$id · $purpose: $may', ({ id, purpose, may }) => {
    expect(role(id).purposes.includes(purpose)).toBe(may);
  });

  test('no role lists a purpose or a capability twice', () => {
    for (const id of ROLE_IDS) {
      expect(new Set(role(id).purposes).size).toBe(role(id).purposes.length);
      expect(new Set(of(id)).size).toBe(of(id).length);
    }
  });
});

describe('rules over the whole table', () => {
  test('IA-11: what acts on accounts, workstations or opens query texts is privileged, and so is every role that holds it', () => {
    expect(CAPABILITY_NAMES.filter(isPrivileged)).toEqual([
      'audit.open-query',
      'workstation.manage',
      'factor.manage',
      'session.end-any',
    ]);
    expect(ROLE_IDS.filter(isPrivilegedRole)).toEqual([
      'desk-officer',
      'commanding-officer',
      'ico',
      'internal-affairs',
      'it-auditor',
      'system-administrator',
    ]);
  });

  test('S30: only the Intelligence Bureau has the purpose of political activity', () => {
    expect(ROLE_IDS.filter((id) => role(id).purposes.includes('political-activity'))).toEqual(['intelligence-bureau']);
  });

  test.each(['system-administrator', 'it-auditor', 'ico', 'vendor', 'privacy-officer', 'external-agency'] as const)(
    'S37, S88: %s holds no record capability, no source and no kind of record',
    (id) => {
      expect(of(id).filter((one) => one.startsWith('record.') || one.startsWith('source.'))).toEqual([]);
      expect(role(id).kinds).toBe('none');
    },
  );

  test('AC-5: who reads the audit log does not run the system, and the other way round', () => {
    expect(of('it-auditor').filter((one) => of('system-administrator').includes(one))).toEqual([]);
    const both = ROLE_IDS.filter((id) => of(id).includes('audit.read') && of(id).includes('department.configure'));
    expect(both).toEqual([]);
  });

  test('S106: query text is opened by the auditor alone, who also reads the log', () => {
    expect(ROLE_IDS.filter((id) => of(id).includes('audit.open-query'))).toEqual(['it-auditor']);
    expect(of('it-auditor')).toContain('audit.read');
  });

  test('S9: the command clerk has no government or commercial source', () => {
    expect(of('command-clerk').filter((one) => one.startsWith('source.'))).toEqual([]);
    const { kinds } = role('command-clerk');
    const custodians = typeof kinds === 'string' ? [kinds] : kinds.map(custodianOf);
    expect(new Set(custodians)).toEqual(new Set(['nypd']));
  });

  test('S17: commercial sources are open to investigators only', () => {
    for (const id of ROLE_IDS) {
      if (of(id).includes('source.commercial')) expect(role(id).investigator).toBe(true);
    }
  });

  test('S25: a role that names its kinds names none beyond its sources', () => {
    for (const id of ROLE_IDS) {
      const { kinds } = role(id);
      if (kinds === 'all' || kinds === 'none') continue;
      for (const kind of kinds) {
        const custodian = custodianOf(kind);
        if (custodian !== 'nypd') expect(of(id)).toContain(`source.${custodian}`);
        expect(RECORD_KINDS).toContain(kind);
      }
    }
  });

  test('revealing, links and sources are held by nobody who cannot search and view', () => {
    for (const id of ROLE_IDS) {
      const deeper = of(id).filter((one) => /^(record\.(reveal|links)|source\.)/.test(one));
      if (deeper.length > 0) expect(of(id)).toEqual(expect.arrayContaining(['record.search', 'record.view']));
    }
  });

  test('S26: a role that may search has a purpose to search for', () => {
    for (const id of ROLE_IDS) {
      if (of(id).includes('record.search')) expect(role(id).purposes.length).toBeGreaterThan(0);
    }
  });

  test('the clerk and the integrity control officer stay in their own command', () => {
    expect(ROLE_IDS.filter((id) => role(id).reach === 'own-command' && of(id).length > 0)).toEqual([
      'command-clerk',
      'ico',
    ]);
  });
});
