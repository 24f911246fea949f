/** Made-up people, records and audit rows for looking at the screens. Everything here is fictional. */
import type { CallOutput, Snapshot } from '../../shared/bridge/calls.ts';
import { purpose } from '../../shared/policy/purposes.ts';
import { isPrivilegedRole, ROLES } from '../../shared/policy/roles.ts';
import { SOURCE_IDS } from '../../shared/records/kind.ts';
import type { Reason, ReasonRequest, SessionView } from '../../shared/session/view.ts';
import { AUDIT_ACTIONS } from '../../shared/wire/oversight.ts';

export type RoleId = keyof typeof ROLES;

export const WORKSTATION: NonNullable<Snapshot['workstation']> = {
  id: 'WS-GALLERY-01',
  name: 'Desk 2',
  command: 113,
  area: 'on-site',
};
export const PERSON: SessionView['person'] = {
  username: 'mrivera',
  rank: 'PO',
  name: 'Rivera',
  command: 113,
  commandLabel: '113 Precinct',
};
export const NOTICE: NonNullable<Snapshot['notice']> = {
  version: '2026-1',
  hash: 'a'.repeat(64),
  departmentName: 'Sample department',
  paragraphs: [
    'You are accessing a restricted information system for official law-enforcement business. Use may be monitored, recorded and audited. Unauthorized use is prohibited and subject to criminal and civil penalties. Use of this system is consent to monitoring and recording.',
    'Access only what your assignment requires, for a purpose you state. Information here is never used to further immigration enforcement.',
  ],
};

export const sessionOf = (role: RoleId, reason: Reason | null): SessionView => {
  const { label, capabilities } = ROLES[role];
  const held: readonly string[] = capabilities;
  return {
    sessionId: 'gallery',
    person: PERSON,
    roleLabel: label,
    role,
    roles: [...new Set([role, 'police-officer', 'desk-officer'] as const)].map((each) => ({
      role: each,
      label: ROLES[each].label,
      privileged: isPrivilegedRole(each),
    })),
    remote: false,
    secondFactor: { verified: false, enrolled: true, sources: [] },
    capabilities: [...capabilities],
    sources: SOURCE_IDS.filter((id) =>
      id === 'department'
        ? held.includes('record.search')
        : held.includes(id === 'public' ? 'source.commercial' : 'source.government'),
    ),
    workstation: WORKSTATION,
    reason,
    absoluteAt: '2026-11-23T22:41:00.000Z',
    idleSeconds: 600,
    tour: { label: '2nd platoon', from: '07:05', to: '15:40', endsAt: '2099-01-01T20:40:00.000Z' },
  };
};

export const reasonOf = (request: ReasonRequest): Reason => ({
  id: `reason-${request.reference?.value ?? 'text'}`,
  purpose: request.purpose,
  purposeLabel: purpose(request.purpose).label,
  reference: request.reference ?? null,
  text: request.text ?? null,
  since: new Date().toISOString(),
});

export const optionsOf = (role: RoleId): CallOutput<'reason.options'> => ({
  purposes: [...ROLES[role].purposes],
  jobs:
    ROLES[role].kinds === 'none'
      ? []
      : [
          {
            reference: 'J26-113-001873',
            callType: 'Larceny in progress: vehicle',
            address: '134-22 Farmers Blvd',
            at: '2026-11-23T10:37',
            precinct: 113,
          },
          {
            reference: 'J26-113-001869',
            callType: 'Dispute',
            address: 'Rockaway Blvd / 140 Av',
            at: '2026-11-23T09:52',
            precinct: 113,
          },
          {
            reference: 'J26-113-001851',
            callType: 'Aided case',
            address: '118-40 Merrick Blvd',
            at: '2026-11-23T08:14',
            precinct: 113,
          },
        ],
  recent: ROLES[role].purposes.includes('criminal-investigation' as never)
    ? [
        reasonOf({
          purpose: 'criminal-investigation',
          reference: { kind: 'complaint', value: '2026-113-004512' },
          text: 'Canvass for the stolen Accord',
        }),
      ]
    : [],
});

export const LOCKOUTS: CallOutput<'lockout.list'> = {
  lockouts: [
    {
      username: 'tokafor',
      name: 'Okafor, T. (fictional)',
      commandLabel: '113 Precinct',
      lockedAt: '2026-11-23T15:31:00.000Z',
      attempts: [1, 2, 3, 4, 5].map((minute) => ({
        at: `2026-11-23T15:2${String(minute)}:00.000Z`,
        workstation: 'WS-113-DESK1',
      })),
    },
  ],
};

export const auditPage = (before: number): CallOutput<'audit.page'> => ({
  more: before > 200,
  chain: { rows: 48_213, head: '9f2c41aa7be03d5518c6' },
  rows: Array.from({ length: Math.min(100, before - 1) }, (_, at) => {
    const seq = before - 1 - at;
    const action = AUDIT_ACTIONS[(seq * 7) % AUDIT_ACTIONS.length] ?? 'search';
    return {
      seq,
      at: new Date(Date.UTC(2026, 10, 23, 15, 42) - at * 37_310).toISOString(),
      username: ['mrivera', 'achen', 'dbrown', null][seq % 4] ?? null,
      roleLabel: 'Police officer',
      workstation: 'WS-113-DESK2',
      reason: 'Job in progress J26-113-001873',
      action,
      object: action === 'search' ? null : `complaint 2026-113-00${String(4000 + (seq % 900))}`,
      outcome: seq % 17 === 0 ? ('refused' as const) : ('ok' as const),
      rule: seq % 17 === 0 ? 'S37' : null,
      durationMs: (seq * 13) % 90,
      hasQueryText: action === 'search',
    };
  }),
});

const STATES = [
  'active',
  'active',
  'active',
  'disabled',
  'locked',
  'must-change',
  'password-expired',
  'active',
  'expired',
] as const;
export const ACCOUNTS: CallOutput<'account.list'> = {
  accounts: STATES.map((state, at) => ({
    username: `sample${String(at + 1)}`,
    name: `Sample ${['Rivera', 'Chen', 'Brown', 'Okafor', 'Silva', 'Novak', 'Khan', 'Lee', 'Marsh'][at] ?? ''}`,
    rank: ['PO', 'Det', 'Sgt', 'Lt'][at % 4] ?? 'PO',
    commandLabel: '113 Precinct',
    roles: [Object.values(ROLES)[at]?.label ?? ''],
    state,
    secondFactor: at % 2 === 0,
    signedIn: at % 3 === 0,
  })),
};
export const DEPARTMENT: CallOutput<'department.get'> = {
  directory: {
    state: 'up',
    controllers: [
      { name: 'dc1.precinct.example:636', state: 'up' },
      { name: 'dc2.precinct.example:636', state: 'timeout' },
    ],
    clockAheadSeconds: 1,
  },
  sources: SOURCE_IDS.map((source, at) => ({
    source,
    label: source,
    state: at === 3 ? ('down' as const) : ('up' as const),
    records: 41_300 >> at,
  })),
  imports: [
    {
      file: 'nypd-complaints-2010.csv.gz',
      dataSet: 'Complaints',
      rows: 20_000,
      refused: 12,
      finishedAt: '2026-11-23T14:02:00.000Z',
    },
  ],
  sessions: [
    {
      sessionId: 's1',
      username: 'mrivera',
      workstation: 'WS-113-DESK2',
      since: '2026-11-23T12:01:00.000Z',
      state: 'active',
    },
    {
      sessionId: 's2',
      username: 'achen',
      workstation: 'WS-113-DESK1',
      since: '2026-11-23T11:12:00.000Z',
      state: 'locked',
    },
  ],
  version: '0.1.0',
};

export const FACTOR_SECRET: CallOutput<'factor.enrol'> = {
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/Sample%20department:mrivera?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Sample%20department&digits=6&period=30',
  expiresAt: '2099-01-01T00:00:00.000Z',
};
export const RECOVERY_CODES: readonly string[] = Array.from(
  { length: 10 },
  (_, at) => `SMPL-${String(2207 + at * 713)}-K${String(at)}QX`,
);
const session = (at: number, name: string, state: 'active' | 'locked', own = false) => ({
  sessionId: `s${String(at)}`,
  username: name.toLowerCase(),
  name: `Sample ${name}`,
  rank: 'PO',
  workstation: `Desk ${String(at)}`,
  since: `2026-11-23T1${String(at)}:04:00.000Z`,
  state,
  lockedAt: state === 'locked' ? `2026-11-23T1${String(at)}:41:00.000Z` : null,
  own,
});
export const COMMAND_SESSIONS: CallOutput<'session.list'> = {
  sessions: [session(1, 'Chen', 'locked'), session(2, 'Rivera', 'active', true), session(3, 'Brown', 'active')],
};
export const WORKSTATIONS: CallOutput<'workstation.list'> = {
  workstations: (['enrolled', 'enrolled', 'expired', 'revoked'] as const).map((state, at) => ({
    id: `WS-SAMPLE-0${String(at + 1)}`,
    name: ['Desk 1', 'Desk 2', 'Car 4417', 'Laptop L-0417'][at] ?? '',
    command: at === 2 ? 105 : 113,
    area: (['on-site', 'on-site', 'in-car', 'remote'] as const)[at] ?? 'on-site',
    state,
    enrolledAt: `2026-0${String(at + 2)}-11T14:00:00.000Z`,
    enrolledBy: at === 0 ? 'gateway' : 'ssingh',
    notAfter: `${at === 2 ? '2026' : '2027'}-0${String(at + 2)}-11T14:00:00.000Z`,
    lastSeen: at === 3 ? null : `2026-11-2${String(3 - at)}T12:40:00.000Z`,
  })),
  open: [{ name: 'Desk 3', command: 113, area: 'on-site', expiresAt: '2026-11-23T14:40:00.000Z', issuedBy: 'ssingh' }],
};
