/** The kinds of records, the sources that keep them and their custodians (S9). */
export const RECORD_KINDS = [
  'complaint',
  'arrest',
  'collision',
  'invoice',
  'call911',
  'call311',
  'case',
  'warrant',
  'stolen',
  'order',
  'public',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export const CUSTODIANS = ['nypd', 'government', 'commercial'] as const;
export type Custodian = (typeof CUSTODIANS)[number];

export const SOURCES = {
  department: { label: 'Department', custodian: 'nypd' },
  warrants: { label: 'Warrants', custodian: 'government' },
  stolen: { label: 'Stolen property', custodian: 'government' },
  orders: { label: 'Orders of protection', custodian: 'government' },
  public: { label: 'Public records', custodian: 'commercial' },
} as const satisfies Record<string, { label: string; custodian: Custodian }>;
export type SourceId = keyof typeof SOURCES;
export const SOURCE_IDS = Object.keys(SOURCES) as [SourceId, ...SourceId[]];

export const SOURCE_OF_KIND: Readonly<Record<RecordKind, SourceId>> = {
  complaint: 'department',
  arrest: 'department',
  collision: 'department',
  invoice: 'department',
  call911: 'department',
  call311: 'department',
  case: 'department',
  warrant: 'warrants',
  stolen: 'stolen',
  order: 'orders',
  public: 'public',
};
export const custodianOf = (kind: RecordKind): Custodian => SOURCES[SOURCE_OF_KIND[kind]].custodian;
