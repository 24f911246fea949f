/**
 * The audit log in an encrypted libsql file. Rows are written by a thread of their own; an append resolves only when its row
 * is on disk and the head is written. Query texts are sealed under a key of their own.
 */
import type Database from 'libsql';
import { FaultError } from '../../../shared/faults/faults.ts';
import { StartupRefusal } from '../../core/startup-refusal.ts';
import type { AppendHaste, AuditEntry, AuditLog, AuditReceipt, ChainReport } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import { openText } from '../keys/sealed-text.ts';
import { AppendChannel, type AppendSetup } from './append-channel.ts';
import { boundTo } from './appending.ts';
import { openAuditDatabase } from './audit-database.ts';
import { readAuditPage } from './audit-page.ts';
import { readHead, type FoundHead } from './head.ts';
import { rowsAtLeast, verifyChain, type StoredAuditRow } from './verify-chain.ts';

interface AuditLogOptions extends AppendSetup {
  readonly clock: Clock;
}

/** Null when the log ends where the head says, or later: a kill between a commit and its head leaves the head behind. */
const endProblem = (database: Database.Database, head: FoundHead | 'missing' | 'forged'): string | null => {
  const rows = (database.prepare('SELECT count(*) AS n FROM audit').get() as { readonly n: number }).n;
  if (head === 'missing') return rows === 0 ? null : 'its head is missing';
  if (head === 'forged') return 'its head was not written by this gateway';
  if (rowsAtLeast(head) > rows) return 'rows are missing at its end';
  if (head.seq === 0) return null;
  const row = database.prepare('SELECT hash FROM audit WHERE seq = ?').get(head.seq) as
    { readonly hash: string } | undefined;
  if (!row) return 'rows are missing at its end';
  return row.hash === head.hash ? null : 'its last row was changed';
};

class LibsqlAuditLog implements AuditLog {
  readonly #database: Database.Database;
  readonly #options: AuditLogOptions;
  readonly #appending: AppendChannel;

  constructor(database: Database.Database, options: AuditLogOptions) {
    this.#database = database;
    this.#options = options;
    this.#appending = new AppendChannel(options, options.clock);
  }

  append(entry: AuditEntry, haste: AppendHaste = 'now'): Promise<AuditReceipt> {
    return this.#appending.append(entry, haste);
  }

  async page(...asked: Parameters<AuditLog['page']>): ReturnType<AuditLog['page']> {
    await this.#appending.settled();
    return this.#read(() => readAuditPage(this.#database, ...asked));
  }

  async openQuery(seq: number, command: number | null): Promise<string> {
    await this.#appending.settled();
    const row = this.#read(
      () =>
        this.#database
          .prepare('SELECT query_sealed FROM audit WHERE seq = ? AND (? IS NULL OR command = ?)')
          .get(seq, command, command) as Pick<StoredAuditRow, 'query_sealed'> | undefined,
    );
    if (!row?.query_sealed) throw new FaultError('audit.unknown');
    return openText(this.#options.keys.queryText, new Uint8Array(row.query_sealed), boundTo(seq));
  }

  async verify(): Promise<ChainReport> {
    await this.#appending.settled();
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
    await this.#appending.close();
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
