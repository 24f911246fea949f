/** What an import says of itself: the report, and the one error it throws. Carries no content of records. */
export interface ImportReport {
  readonly file: string;
  readonly dataSet: string;
  readonly label: string;
  /** SHA-256 of the file as it lies on disk, hex. */
  readonly sha256: string;
  /** Data rows read, header not counted. Always `stored + repeated + refused` once finished. */
  readonly rows: number;
  readonly stored: number;
  /** Rows that repeat an earlier row of the file exactly; stored once. */
  readonly repeated: number;
  /** Rows not stored; each stands in the rejects file with its reason. */
  readonly refused: number;
  /** Stored rows in which something was put right or left out. */
  readonly repaired: number;
  /** How often each repair was made, and each reason for refusing, by its words. */
  readonly repairs: Readonly<Record<string, number>>;
  readonly refusals: Readonly<Record<string, number>>;
  /** Null when nothing was refused. */
  readonly rejectsPath: string | null;
  /** Rows that an earlier, interrupted run had already dealt with. */
  readonly resumedAt: number;
  /** The same file had been imported to its end before; nothing was done. */
  readonly alreadyDone: boolean;
  readonly finished: boolean;
}

export interface ImportProgressEvent {
  /** Bytes of the file on disk read so far, and in all. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
  readonly refused: number;
}

export type ImportFailureCode =
  | 'unreadable'
  | 'empty'
  | 'binary'
  | 'encoding'
  | 'header'
  | 'truncated'
  | 'corrupt'
  | 'too-large'
  | 'csv'
  | 'store'
  | 'stopped';

/** Why a file cannot be imported, in words for the person who chose it. */
export class ImportFailure extends Error {
  override readonly name = 'ImportFailure';
  readonly code: ImportFailureCode;
  /** What had been done before it failed; null when nothing was stored. The same file goes on from there. */
  readonly report: ImportReport | null;
  constructor(code: ImportFailureCode, message: string, report: ImportReport | null = null, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.report = report;
  }
}
