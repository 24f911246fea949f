/**
 * Where records are kept and found. Knows nothing of people, roles or redaction: the caller gives it a scope that
 * says what may be found at all, and redacts what comes back. Read by the search, written by imports and the sample.
 */
import type { NewRecord, MentionType } from '../../shared/records/definition.ts';
import type { RecordKind, SourceId } from '../../shared/records/kind.ts';
import type { Term } from '../../shared/records/query/term.ts';
import type { SensitivityTag } from '../../shared/policy/field-rules.ts';
import type { Facets, Filters, MatchWhy, Sort } from '../../shared/records/search.ts';

/** What may be found at all, decided by authority before the store is asked. Sealed records never are. */
export interface SearchScope {
  readonly kinds: readonly RecordKind[];
  /** Only records of this precinct (role with reach `own-command`); null: the city. */
  readonly precinct: number | null;
  /** Tags whose mentions and text must not be matched, because the person may not see them at all (withheld). */
  readonly hiddenTags: readonly SensitivityTag[];
  /** Whether juvenile records may be found by identifying terms. */
  readonly juvenile: boolean;
}

export interface StoreQuery {
  readonly terms: readonly Term[];
  readonly filters: Filters;
  readonly sort: Sort;
  readonly limit: number;
  /** Position after the last row of the page before, as the store gave it. */
  readonly after: string | null;
}

export interface StoredRecord extends NewRecord {
  readonly id: string;
}

export interface StoreHit {
  readonly record: StoredRecord;
  readonly matched: {
    readonly text: string;
    readonly marks: readonly (readonly [number, number])[];
    readonly why: MatchWhy;
    /** Tags of what matched, so that redaction can blank it. */ readonly tags: readonly SensitivityTag[];
  };
  /** Comparable text; greater comes first, across sources. */
  readonly order: string;
}

export interface StoreAnswer {
  readonly hits: readonly StoreHit[];
  readonly count: number;
  readonly exact: boolean;
  readonly after: string | null;
  /** Only with a first page. */
  readonly facets: Facets | null;
}

export interface RecordWriter {
  /** One transaction. Same kind and number again: replaced when changed, else untouched. */
  put(
    records: readonly NewRecord[],
  ): Promise<{ readonly inserted: number; readonly changed: number; readonly unchanged: number }>;
}

export interface ImportProgress {
  readonly file: string;
  readonly dataSet: string;
  /** SHA-256 of the file (hex): the same file again goes on where it stopped, or does nothing. */
  readonly sha256: string;
  readonly rowsDone: number;
  readonly refused: number;
  readonly finishedAt: string | null;
}

export interface StoredLink {
  readonly record: StoredRecord;
  /** How it is linked, in words that hold no value: "arrest of this complaint", "same plate". */
  readonly relation: string;
  /** What both name, with the tags of both mentions; null for a stated link. Shown only when the tags are shown. */
  readonly shared: {
    readonly type: MentionType;
    readonly value: string;
    readonly tags: readonly SensitivityTag[];
  } | null;
}

export interface LinkedRecords {
  readonly links: readonly StoredLink[];
  /** Links beyond those sent. */
  readonly more: number;
}

export interface RecordStore extends RecordWriter {
  search(source: SourceId, query: StoreQuery, scope: SearchScope): Promise<StoreAnswer>;
  read(id: string): Promise<StoredRecord | null>;
  find(kind: RecordKind, number: string): Promise<StoredRecord | null>;
  /** Records linked by statement or by a shared mention of these types, inside the scope; statement links first, then newest. */
  linked(id: string, scope: SearchScope, mentionTypes: readonly MentionType[], limit: number): Promise<LinkedRecords>;
  /** Newest 911 jobs still open in a precinct. */
  openJobs(precinct: number, limit: number): Promise<readonly StoredRecord[]>;
  counts(): Promise<Readonly<Record<SourceId, number>>>;
  /** Writes rows and the position reached in one transaction, so that a killed import neither loses nor doubles. */
  putImported(records: readonly NewRecord[], progress: ImportProgress): Promise<void>;
  importProgress(sha256: string): Promise<ImportProgress | null>;
  imports(): Promise<readonly ImportProgress[]>;
  close(): Promise<void>;
}
