/** THE table of what a database thread can be asked: names and types only, so that both ends of the channel agree. */
import type { NewRecord, MentionType } from '../../../../shared/records/definition.ts';
import type { RecordKind, SourceId } from '../../../../shared/records/kind.ts';
import type {
  ImportProgress,
  LinkedRecords,
  SearchScope,
  StoreCount,
  StoredRecord,
  StoreQuery,
} from '../../../ports/record-store.ts';
import type { PackedHits } from './page-hits.ts';
import type { PackedAnswer } from './searching.ts';
import type { PutReport } from './writing.ts';

export interface ReadOperations {
  search: (source: SourceId, query: StoreQuery, scope: SearchScope) => PackedAnswer;
  count: (source: SourceId, query: Pick<StoreQuery, 'terms' | 'filters'>, scope: SearchScope) => StoreCount;
  read: (id: string) => StoredRecord | null;
  find: (kind: RecordKind, number: string) => StoredRecord | null;
  linked: (of: StoredRecord, scope: SearchScope, types: readonly MentionType[], limit: number) => LinkedRecords;
  openJobs: (precinct: number, limit: number) => readonly StoredRecord[];
  counts: () => Readonly<Record<SourceId, number>>;
  importProgress: (sha256: string) => ImportProgress | null;
  imports: () => readonly ImportProgress[];
}

export interface WriteOperations {
  put: (records: readonly NewRecord[]) => PutReport;
  putImported: (records: readonly NewRecord[], progress: ImportProgress) => void;
  /** `packed`: prepared records as JSON. */
  putPrepared: (packed: string, progress: ImportProgress) => void;
  optimise: () => void;
}

export type Operations = ReadOperations & WriteOperations;
export type OperationName = keyof Operations;

export interface ThreadSetup {
  readonly file: string;
  readonly key: Uint8Array;
  readonly access: 'write' | 'read';
}
export interface ThreadStart extends ThreadSetup {
  /** Not zero once the thread is to end: what it has not begun by then it never begins. */
  readonly ending: SharedArrayBuffer;
}

export interface ThreadQuestion {
  readonly id: number;
  readonly name: OperationName;
  readonly input: readonly unknown[];
  /** Not zero once the caller has left; absent: nobody can leave. */
  readonly left?: SharedArrayBuffer;
  /** Whether the caller waits for a first page before all is counted. */
  readonly early?: boolean;
}

/** What was asked of a thread in one turn, in order: waking a thread costs more than most questions. */
export type ThreadRequest = readonly ThreadQuestion[] | 'end';

/** Error names and codes only: a message could hold a value of the statement. */
export type ThreadReply =
  | { readonly ready: true }
  | {
      readonly ready: false;
      readonly reason: 'wrong-key-or-damaged' | 'newer' | 'unreadable';
      readonly message: string;
    }
  | { readonly id: number; readonly early: PackedHits }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: string };
