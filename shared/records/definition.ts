/**
 * What a record kind is made of: one definition per kind says its sections, fields, identifiers, sensitivity
 * and links; search, viewer, redaction and import checks all read it, so that a new kind needs no new screen.
 */
import type { SensitivityTag } from '../policy/field-rules.ts';
import type { RecordKind } from './kind.ts';

/** How a value is written and shown. Stored values are strings, finite numbers, booleans or null. */
export type FieldType =
  | 'text' // one line
  | 'long-text' // narrative, several paragraphs separated by \n\n
  | 'identifier' // shown in the mono font
  | 'plate' // "NY KLR4821"
  | 'phone' // ten digits
  | 'date' // YYYY-MM-DD
  | 'datetime' // YYYY-MM-DDTHH:MM local department time, or with Z
  | 'number'
  | 'money' // US dollars
  | 'code' // text of a code list
  | 'flag'; // boolean

export interface FieldDefinition {
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  /** Empty means `identifying` (deny by default). */
  readonly tags: readonly SensitivityTag[];
}

export interface SectionDefinition {
  readonly id: string;
  readonly label: string;
  /** `fields`: one row of labelled values. `list`: many rows of the same fields. `narrative`: one long text. */
  readonly layout: 'fields' | 'list' | 'narrative';
  readonly fields: readonly FieldDefinition[];
  /** Which question of an officer it answers; gives the order and place on the page. */
  readonly answers: 'what' | 'who' | 'thing' | 'where' | 'when' | 'media' | 'other';
}

export interface RecordKindDefinition {
  readonly kind: RecordKind;
  readonly label: string;
  readonly plural: string;
  /** Name of a Lucide icon, e.g. `file-text`. */
  readonly icon: string;
  /** What the record's number is called, e.g. "Complaint no.". */
  readonly numberLabel: string;
  readonly sections: readonly SectionDefinition[];
}

export type CellValue = string | number | boolean | null;
export type RecordRow = Readonly<Record<string, CellValue>>;
/** Content by section id: always a list of rows (one row for `fields` and `narrative`). */
export type RecordBody = Readonly<Record<string, readonly RecordRow[]>>;

/** `short`: where a whole row has one line; never without its sign. */
interface Caution {
  readonly label: string;
  /** For a cell of the grid. */
  readonly short: string;
  readonly tone: 'danger' | 'caution';
  /** Of another agency's hit (S14, S15): what it is called once its custodian has confirmed it, and never before. */
  readonly confirmed?: string;
}

export const CAUTIONS = {
  'active-warrant': {
    label: 'Warrant: not confirmed',
    short: 'Warrant, unconfirmed',
    tone: 'danger',
    confirmed: 'Active warrant',
  },
  'order-of-protection': { label: 'Order of protection', short: 'Protection order', tone: 'danger' },
  'stolen-not-confirmed': {
    label: 'Possible hit: not confirmed',
    short: 'Not confirmed',
    tone: 'danger',
    confirmed: 'Stolen',
  },
  'officer-safety': { label: 'Officer safety', short: 'Officer safety', tone: 'danger' },
  juvenile: { label: 'Juvenile', short: 'Juvenile', tone: 'caution' },
} as const satisfies Readonly<Record<string, Caution>>;
export type CautionId = keyof typeof CAUTIONS;
export const CAUTION_IDS = Object.keys(CAUTIONS) as [CautionId, ...CautionId[]];

export const STATE_TONES = ['danger', 'caution', 'ok', 'neutral'] as const;
export type StateTone = (typeof STATE_TONES)[number];

/** A thing named inside a record, indexed across kinds: "everything on this plate" is one look-up. */
export const MENTION_TYPES = ['person', 'plate', 'vin', 'phone', 'address', 'identifier', 'serial'] as const;
export type MentionType = (typeof MENTION_TYPES)[number];

export interface Mention {
  readonly type: MentionType;
  /** As shown: `OKONJO, DANIEL`, `KLR4821`, `7185550142`, `134-22 FARMERS BLVD`, `2026-113-004512`. */
  readonly value: string;
  /** Plate's state (two letters), when known. */
  readonly state?: string;
  /** In what part: complainant, suspect, registered owner, stolen vehicle … at most 40 characters. */
  readonly role?: string;
  /** Tags of the field it comes from: a mention must not reveal by search what its field withholds. Empty = identifying. */
  readonly tags: readonly SensitivityTag[];
}

/** What writers (import, sample, later connectors) hand to the store. The store makes every index from it. */
export interface NewRecord {
  readonly kind: RecordKind;
  /** Unique within the kind; the idempotence key of imports. 1 to 40 characters. */
  readonly number: string;
  /** What it is about in one line, with nothing withheld from anyone who may see the kind. At most 160 characters. */
  readonly title: string;
  /** When it happened: `YYYY-MM-DDTHH:MM` department local time, or `YYYY-MM-DD` when no time is known; null when unknown. */
  readonly occurredAt: string | null;
  readonly precinct: number | null;
  /** Offence, call type or category in the department's words; a facet. */
  readonly offence: string | null;
  readonly state: { readonly label: string; readonly tone: StateTone };
  readonly cautions: readonly CautionId[];
  /** WGS 84 */
  readonly point: { readonly lat: number; readonly lon: number } | null;
  readonly address: string | null;
  /** Sealed records never appear in results, counts, links or suggestions. */
  readonly sealed: boolean;
  /** The whole record is about a person under 18 (tag `juvenile` on all its identifying fields). */
  readonly juvenile: boolean;
  /**
   * The whole record concerns a sex offense (Civil Rights Law 50-b): whoever redacts or indexes adds the tag
   * `sex-crime-victim` to all its fields and mentions tagged `victim`, and to its address and point.
   */
  readonly sexCrime: boolean;
  readonly body: RecordBody;
  readonly mentions: readonly Mention[];
  /** Records this one is linked with, by kind and number; stored both ways, also when the other arrives later. */
  readonly links: readonly { readonly kind: RecordKind; readonly number: string; readonly relation: string }[];
  /** When its custodian archived it, as `occurredAt` is written; null or absent: it is live, or nobody says (S4). */
  readonly archivedAt?: string | null;
  /** Where it comes from: `import:<data set>` or `sample` (generated, fictional). */
  readonly origin: string;
}
