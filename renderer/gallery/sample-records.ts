/** Made-up result rows and record pages, redacted by the real field rules. Everything here is fictional. */
import { decideField } from '../../shared/policy/field-rules.ts';
import type { FieldDefinition } from '../../shared/records/definition.ts';
import {
  RECORD_KINDS,
  SOURCE_OF_KIND,
  custodianOf,
  type RecordKind,
  type SourceId,
} from '../../shared/records/kind.ts';
import { RECORD_DEFINITIONS } from '../../shared/records/kinds/definitions.ts';
import type { Cell, Facets, ResultRow } from '../../shared/records/search.ts';
import type { RecordView } from '../../shared/records/view.ts';

/** [kind, number, what matched, what of it is marked, when, precinct, state, tone] */
const LINES = [
  [
    'stolen',
    'NYS-2026-448120',
    'KLR4821 · 2019 HONDA ACCORD · BLK',
    'KLR48',
    '2026-11-19T02:10',
    113,
    'Not confirmed',
    'danger',
  ],
  [
    'warrant',
    'SCI-0412-2025',
    'Bench warrant · subject of vehicle KLR4821',
    'KLR48',
    '2025-06-02',
    103,
    'Active',
    'danger',
  ],
  [
    'complaint',
    '2026-113-004512',
    'Grand larceny of motor vehicle · 134-22 Farmers Blvd',
    'vehicle',
    '2026-11-19T06:45',
    113,
    'Open',
    'neutral',
  ],
  [
    'collision',
    'MV-2026-105-002210',
    'KLR4821 struck parked vehicle · Merrick Blvd',
    'KLR48',
    '2026-10-07T18:20',
    105,
    '1 injured',
    'caution',
  ],
  [
    'call911',
    'J26-113-001873',
    'Vehicle following caller · partial plate KLR48',
    'KLR48',
    '2026-11-23T10:37',
    113,
    'In progress',
    'ok',
  ],
  [
    'arrest',
    'Q26609871',
    'Unauthorized use 3 · vehicle KLR4821',
    'KLR48',
    '2026-08-11T23:05',
    113,
    'Pending',
    'neutral',
  ],
  [
    'invoice',
    '1000482217',
    'Licence plate NY KLR4821 (1), key fob (1)',
    'KLR48',
    '2026-08-11T23:50',
    113,
    'In storage',
    'neutral',
  ],
  ['call311', '62218840', 'Derelict vehicle, plate KLR4821', 'KLR48', '2026-07-14', 113, 'Closed', 'neutral'],
  [
    'public',
    'DMV-REG-77120',
    'Registered owner as of 12 MAR 2024',
    'owner',
    '2024-03-12',
    null,
    'Commercial',
    'neutral',
  ],
  [
    'case',
    '113-2026-00087',
    'Pattern of vehicle larcenies, Farmers Blvd',
    'vehicle',
    '2026-11-01',
    113,
    'Active',
    'ok',
  ],
  ['order', 'O-2026-00412', 'Stay away from 134-22 Farmers Blvd', 'Farmers', '2026-05-02', 113, 'In force', 'danger'],
] as const;

export const idOf = (at: number): string => `gallery${String(at).padStart(15, '0')}`;
const lineAt = (at: number): (typeof LINES)[number] => LINES[at % LINES.length] ?? LINES[0];

function rowAt(at: number): ResultRow {
  const [kind, number, text, mark, when, precinct, label, tone] = lineAt(at);
  const start = text.indexOf(mark);
  return {
    id: idOf(at),
    kind,
    source: SOURCE_OF_KIND[kind],
    number,
    title: text,
    offence: kind === 'complaint' ? 'GRAND LARCENY' : RECORD_DEFINITIONS[kind].label.toUpperCase(),
    matched: { text, marks: start < 0 ? [] : [[start, start + mark.length]], why: 'starts with' },
    occurredAt: when,
    precinct,
    state: { label, tone },
    cautions: kind === 'warrant' ? ['active-warrant'] : kind === 'stolen' ? ['stolen-not-confirmed'] : [],
    ...(kind === 'invoice' || kind === 'call311' ? { archivedAt: '2026-09-30' } : {}),
    withheld: at % 3,
    preview: [
      { label: 'Reported', cell: { show: 'shown', value: when } },
      { label: 'Address', cell: { show: 'shown', value: '134-22 FARMERS BLVD' } },
      { label: 'Owner', cell: { show: 'masked', rule: 'victim-identity' } },
    ],
    order: String(9_999_999 - at).padStart(8, '0'),
  };
}

/** Rows of one source; the department has as many as asked for. */
export function rowsOf(source: SourceId, from: number, limit: number, total: number): readonly ResultRow[] {
  const count = source === 'department' ? total : LINES.length;
  const all: ResultRow[] = [];
  for (let at = from; at < count && all.length < limit; at += 1) {
    if (SOURCE_OF_KIND[lineAt(at)[0]] === source) all.push(rowAt(at));
  }
  return all;
}

export const facetsOf = (source: SourceId): Facets => {
  const kinds = RECORD_KINDS.filter((kind) => SOURCE_OF_KIND[kind] === source);
  return {
    kind: kinds.map((value, at) => ({ value, count: 9 - at })),
    precinct: [
      { value: '113', count: 8 },
      { value: '105', count: 2 },
      { value: '103', count: 2 },
    ],
    custodian: [{ value: custodianOf(kinds[0] ?? 'complaint'), count: 11 }],
    year: [
      { value: '2026', count: 9 },
      { value: '2025', count: 4 },
    ],
    offence: [
      { value: 'GRAND LARCENY', count: 3 },
      { value: 'PETIT LARCENY', count: 1 },
    ],
  };
};

const VALUES: Readonly<Record<FieldDefinition['type'], string | number | boolean>> = {
  text: 'OKONJO, DANIEL',
  'long-text':
    'At t/p/o complainant states that he parked the above vehicle in front of the location at approximately 0210 hours and upon return at 0645 hours found it missing. Key fob was left in the vehicle. A neighbour reports a partial plate KLR48 seen westbound on Farmers Boulevard.\n\nCanvass for video conducted, one camera located at 134-10. (Fictional.)',
  identifier: 'Q26609871',
  plate: 'NY KLR4821',
  phone: '7185550142',
  date: '1998-02-14',
  datetime: '2026-11-19T02:10',
  number: 3,
  money: 18500,
  code: 'GRAND LARCENY',
  flag: true,
};
/** Fields that read wrong with the value of their type alone; by row of a list. */
const BY_KEY: Readonly<Record<string, readonly (string | number)[]>> = {
  role: ['Complainant', 'Associated'],
  statute: ['PL 1650501', 'CPL5700600'],
  line: [1, 4],
  nextInvoice: ['1000482218'],
  seconds: [9],
};
const valueFor = (field: FieldDefinition, row: number): string | number | boolean =>
  BY_KEY[field.key]?.[row] ?? VALUES[field.type];
const cellOf = (field: FieldDefinition, row: number): Cell => {
  const decision = decideField(field.tags, { investigator: false, canReveal: true, purpose: 'job-in-progress' });
  return decision.show === 'shown' ? { show: 'shown', value: valueFor(field, row) } : decision;
};
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const CHANGED: RecordView['changed'] = {
  since: ago(26 * 60),
  cells: [
    { section: 'offence', row: 0, field: 'status' },
    { section: 'vehicles', row: 0, field: 'status' },
  ],
};

export const revealed = (kind: RecordKind, section: string, key: string): Cell => {
  const field = RECORD_DEFINITIONS[kind].sections
    .find((each) => each.id === section)
    ?.fields.find((each) => each.key === key);
  return { show: 'shown', value: field ? VALUES[field.type] : null };
};

export const kindOf = (id: string): RecordKind => lineAt(Number(id.replace('gallery', '')))[0];

export function viewOf(id: string): RecordView {
  const at = Number(id.replace('gallery', ''));
  const row = rowAt(at);
  return {
    id,
    kind: row.kind,
    source: row.source,
    custodian: custodianOf(row.kind),
    number: row.number,
    title: row.title,
    occurredAt: row.occurredAt,
    precinct: row.precinct,
    address: { show: 'shown', value: '134-22 FARMERS BLVD' },
    state: row.state,
    cautions: row.kind === 'complaint' ? ['active-warrant'] : row.cautions,
    confirmation:
      row.kind === 'stolen'
        ? { state: 'needed', priority: null, askedAt: null, dueAt: null, answeredAt: null }
        : row.kind === 'warrant'
          ? { state: 'asked', priority: 'urgent', askedAt: ago(7), dueAt: ago(-3), answeredAt: null }
          : null,
    archivedAt: row.archivedAt ?? null,
    asOf: row.kind === 'stolen' ? ago(190) : null,
    changed: row.kind === 'complaint' ? CHANGED : null,
    handling: 'Restricted: law enforcement use only. Victim identity protected.',
    sample: true,
    sections: RECORD_DEFINITIONS[row.kind].sections.map((section) => ({
      id: section.id,
      rows: Array.from({ length: section.layout === 'list' ? 2 : 1 }, (_, each) =>
        Object.fromEntries(section.fields.map((field) => [field.key, cellOf(field, each)])),
      ),
    })),
    point: { lat: 40.6779, lon: -73.7652 },
    links: [5, 6, 0, 4]
      .filter((other) => other !== at)
      .map((other) => {
        const linked = rowAt(other);
        return {
          id: linked.id,
          kind: linked.kind,
          number: linked.number,
          title: linked.title,
          occurredAt: linked.occurredAt,
          relation: other === 5 ? 'arrest of this complaint' : 'same plate KLR4821',
          stated: other === 5,
          state: linked.state,
          cautions: linked.cautions,
          ...(linked.archivedAt === undefined ? {} : { archivedAt: linked.archivedAt }),
          precinct: linked.precinct,
          point: { lat: 40.6779 + other * 0.0011, lon: -73.7652 - (other % 3) * 0.006 },
        };
      }),
    moreLinks: 0,
    viewedAt: new Date().toISOString(),
    auditSeq: 48_214,
  };
}
