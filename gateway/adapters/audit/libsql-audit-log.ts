/**
 * The audit log in an encrypted libsql file. Appends that arrive together are committed together, and each resolves
 * only when its row is on disk and the head is written; query texts are sealed under a key of their own.
 */
import type Database from 'libsql';
import { FaultError } from '../../../shared/faults/faults.ts';
import { StartupRefusal } from '../../core/startup-refusal.ts';
import type { AuditEntry, AuditLog, AuditReceipt, ChainReport } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import { openText, sealText } from '../keys/sealed-text.ts';
import { openAuditDatabase } from './audit-database.ts';
import { readAuditPage } from './audit-page.ts';
import { blobHash, COLUMNS, GENESIS, rowHash, type ChainedRow } from './chain.ts';
import { readHead, writeHead, type Head } from './head.ts';
import { verifyChain, type StoredAuditRow } from './verify-chain.ts';

interface AuditLogOptions {
  readonly file: string;
  readonly headFile: string;
  readonly clock: Clock;
  readonly keys: { readonly store: Uint8Array; readonly queryText: Uint8Array; readonly head: Uint8Array };
}

interface Waiting {
  readonly entry: AuditEntry;
  readonly done: (receipt: AuditReceipt) => void;
  readonly failed: (fault: FaultError) => void;
}

type Tail = Head & { readonly at: string };

/** UTC ISO to 1/100 s (AU-8). */
const toHundredths = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, -2)}Z`;
const cut = (text: string | undefined, length: number): string | null => text?.slice(0, length) ?? null;
const bound = (seq: number): string => `audit/${seq}`;

/** Null when the log ends where the head says, or later: a kill between a commit and its head leaves the head behind. */
const endProblem = (database: Database.Database, head: Head | 'missing' | 'forged'): string | null => {
  const rows = (database.prepare('SELECT count(*) AS n FROM audit').get() as { readonly n: number }).n;
  if (head === 'missing') return rows === 0 ? null : 'its head is missing';
  if (head === 'forged') return 'its head was not written by this gateway';
  if (head.seq === 0) return null;
  const row = database.prepare('SELECT hash FROM audit WHERE seq = ?').get(head.seq) as
    { readonly hash: string } | undefined;
  if (!row) return 'rows are missing at its end';
  return row.hash === head.hash ? null : 'its last row was changed';
};

class LibsqlAuditLog implements AuditLog {
  readonly #database: Database.Database;
  readonly #options: AuditLogOptions;
  #waiting: Waiting[] = [];

  constructor(database: Database.Database, options: AuditLogOptions) {
    this.#database = database;
    this.#options = options;
  }

  append(entry: AuditEntry): Promise<AuditReceipt> {
    return new Promise((done, failed) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#flush());
      this.#waiting.push({ entry, done, failed });
    });
  }

  #flush(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      const receipts = this.#commit(batch.map(({ entry }) => entry));
      batch.forEach(({ done }, index) => {
        const receipt = receipts[index];
        if (receipt) done(receipt);
      });
    } catch {
      for (const { failed } of batch) failed(new FaultError('audit.unavailable'));
    }
  }

  #commit(entries: readonly AuditEntry[]): readonly AuditReceipt[] {
    const database = this.#database;
    database.exec('BEGIN IMMEDIATE');
    try {
      let tail = this.#tail();
      const receipts = entries.map((entry) => {
        tail = this.#insert(entry, tail);
        return { seq: tail.seq, at: tail.at };
      });
      database.exec('COMMIT');
      writeHead(this.#options.headFile, this.#options.keys.head, tail);
      return receipts;
    } catch (error) {
      if (database.open && database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  #tail(): Tail {
    const row = this.#database.prepare('SELECT seq, hash, at FROM audit ORDER BY seq DESC LIMIT 1').get() as
      Tail | undefined;
    return row ?? { seq: 0, hash: GENESIS, at: '' };
  }

  #insert(entry: AuditEntry, tail: Tail): Tail {
    const seq = tail.seq + 1;
    const now = toHundredths(this.#options.clock.now());
    const sealed =
      entry.queryText === undefined ? null : sealText(this.#options.keys.queryText, entry.queryText, bound(seq));
    const row: ChainedRow = {
      seq,
      // A clock set back must not make the log run backwards.
      at: now > tail.at ? now : tail.at,
      action: entry.action,
      outcome: entry.outcome,
      username: cut(entry.username, 104),
      role_label: cut(entry.roleLabel, 60),
      workstation: cut(entry.workstation, 64),
      address: cut(entry.address, 64),
      session_id: cut(entry.sessionId, 40),
      reason: cut(entry.reason, 160),
      object: cut(entry.object, 160),
      rule: cut(entry.rule, 40),
      duration_ms: entry.durationMs ?? null,
      of_seq: entry.of ?? null,
      command: entry.command ?? null,
      query_hash: sealed ? blobHash(sealed) : null,
      prev_hash: tail.hash,
    };
    const hash = rowHash(row);
    this.#database
      .prepare(
        `INSERT INTO audit (${COLUMNS.join(', ')}, query_sealed, hash) VALUES (${'?, '.repeat(COLUMNS.length)}?, ?)`,
      )
      .run(...COLUMNS.map((column) => row[column]), sealed, hash);
    return { seq, hash, at: row.at };
  }

  async page(...asked: Parameters<AuditLog['page']>): ReturnType<AuditLog['page']> {
    return this.#read(() => readAuditPage(this.#database, ...asked));
  }

  async openQuery(seq: number, command: number | null): Promise<string> {
    const row = this.#read(
      () =>
        this.#database
          .prepare('SELECT query_sealed FROM audit WHERE seq = ? AND (? IS NULL OR command = ?)')
          .get(seq, command, command) as Pick<StoredAuditRow, 'query_sealed'> | undefined,
    );
    if (!row?.query_sealed) throw new FaultError('audit.unknown');
    return openText(this.#options.keys.queryText, new Uint8Array(row.query_sealed), bound(seq));
  }

  async verify(): Promise<ChainReport> {
    // The head first: rows appended in between only make the log longer than the head says.
    const head = readHead(this.#options.headFile, this.#options.keys.head);
    return this.#read(() => verifyChain(this.#database, head));
  }

  async health(): Promise<'up' | 'down'> {
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      this.#database.exec('ROLLBACK');
      return 'up';
    } catch {
      return 'down';
    }
  }

  #read<T>(read: () => T): T {
    try {
      return read();
    } catch {
      throw new FaultError('audit.unavailable');
    }
  }

  async close(): Promise<void> {
    if (this.#waiting.length > 0) this.#flush();
    this.#database.close();
  }
}

/**
 * Throws {@link StartupRefusal} for a wrong key, a damaged file, or an end that does not fit its head; going on
 * after a cut would hide it. With `check: false` such a log opens, for `audit verify` to say which row it is.
 */
export const openAuditLog = (
  options: AuditLogOptions,
  { check = true }: { readonly check?: boolean } = {},
): AuditLog & { close(): Promise<void> } => {
  const database = openAuditDatabase(options.file, options.keys.store);
  const problem = check ? endProblem(database, readHead(options.headFile, options.keys.head)) : null;
  if (problem !== null) {
    database.close();
    throw new StartupRefusal(`The audit log was tampered with: ${problem}. See "audit verify"`);
  }
  return new LibsqlAuditLog(database, options);
};
