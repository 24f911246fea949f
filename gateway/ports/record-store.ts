/**
 * Where records are kept and found. Knows nothing of people, roles or redaction: the caller gives it a scope that
 * says what may be found at all, and redacts what comes back. Read by the search, written by imports and the sample.
 */
import type { NewRecord, MentionType } from '../../shared/records/definition.ts';
import type { RecordKind, SourceId } from '../../shared/records/kind.ts';
import type { Term } from '../../shared/records/query/term.ts';
import type { SensitivityTag } from '../../shared/policy/field-rules.ts';
import type { ColumnSort, Facets, Filters, MatchWhy, Sort } from '../../shared/records/search.ts';

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
  /** Instead of `sort`, when given. */
  readonly columns?: readonly ColumnSort[];
  readonly limit: number;
  /** Position after the last row of the page before, as the store gave it. */
  readonly after: string | null;
  /** Arrival number of an earlier answer: hits that arrived or changed since say so. */
  readonly since?: number;
  /** With `since`: only those. */
  readonly newsOnly?: boolean;
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
  /** Comparable text; greater comes first, across sources. At most 120 characters. */
  readonly order: string;
  /** Against `since` of the query; null: known then and unchanged, or not asked. */
  readonly news: 'new' | 'changed' | null;
}

export interface StoreAnswer {
  readonly hits: readonly StoreHit[];
  readonly count: number;
  /** False: counting stopped at `COUNT_CAP`; {@link RecordStore.count} goes on. */
  readonly exact: boolean;
  readonly after: string | null;
  /** False: more than `RANK_CAP` hits, given newest first. */
  readonly ranked: boolean;
  /** Nothing has it as asked; these were found in a second pass. */
  readonly widened: 'look-alike' | 'number-prefix' | null;
  /** The store's arrival number now: grows with every record put that was new or changed. */
  readonly arrival: number;
  /** Only with a first page. */
  readonly facets: Facets | null;
}

/** What is counted to the end, with facets over all hits. */
export interface StoreCount {
  readonly count: number;
  readonly facets: Facets;
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
  /** Things and stated links of the record that were not looked up, because there are more than are. Absent: none. */
  readonly notLookedUp?: number;
}

export interface RecordStore extends RecordWriter {
  /**
   * `signal`: the caller left; a store that can, stops and throws. `early`: told of the answer's hits, from the first on
   * and in pieces, by a store that knows them before it has counted all; the answer has them all the same.
   */
  search(
    source: SourceId,
    query: StoreQuery,
    scope: SearchScope,
    signal?: AbortSignal,
    early?: (hits: readonly StoreHit[]) => void,
  ): Promise<StoreAnswer>;
  /** Exact, however many; only terms and filters of the query matter. */
  count(
    source: SourceId,
    query: Pick<StoreQuery, 'terms' | 'filters'>,
    scope: SearchScope,
    signal?: AbortSignal,
  ): Promise<StoreCount>;
  read(id: string): Promise<StoredRecord | null>;
  find(kind: RecordKind, number: string): Promise<StoredRecord | null>;
  /**
   * Records of this store linked with a record (of this store or another) by statement or by a shared mention of these
   * types, inside the scope; statement links first, then newest.
   */
  linked(
    of: StoredRecord,
    scope: SearchScope,
    mentionTypes: readonly MentionType[],
    limit: number,
  ): Promise<LinkedRecords>;
  /** Newest 911 jobs still open in a precinct. */
  openJobs(precinct: number, limit: number): Promise<readonly StoredRecord[]>;
  counts(): Promise<Readonly<Record<SourceId, number>>>;
  /** Writes rows and the position reached in one transaction, so that a killed import neither loses nor doubles. */
  putImported(records: readonly NewRecord[], progress: ImportProgress): Promise<void>;
  importProgress(sha256: string): Promise<ImportProgress | null>;
  imports(): Promise<readonly ImportProgress[]>;
  /** Before a load of very many records that ends with `optimise`: an empty store may put its indexes off until then. */
  beginLoad?(): Promise<void>;
  /** These records will be put next, as this very list: a store may begin to make them ready. Promises nothing. */
  announce?(records: readonly NewRecord[]): void;
  /** After a load of many records: brings the indexes into the form that is read fastest. Takes seconds per million. */
  optimise?(): Promise<void>;
  close(): Promise<void>;
}
