/**
 * Appends rows to the audit chain: those that came together in one transaction, their query texts sealed, the head written
 * after them. Runs where its own connection is, in the thread that waits for the disk.
 */
import type Database from 'libsql';
import type { AuditEntry, AuditReceipt } from '../../ports/audit-log.ts';
import { sealText } from '../keys/sealed-text.ts';
import { blobHash, COLUMNS, GENESIS, rowHash, type ChainedRow } from './chain.ts';
import { HeadFile, type Head } from './head.ts';

export interface AuditKeys {
  readonly store: Uint8Array;
  readonly queryText: Uint8Array;
  readonly head: Uint8Array;
}

/** An entry and when it was made, in milliseconds since 1970. */
export interface Timed {
  readonly entry: AuditEntry;
  readonly now: number;
}

type Tail = Head & { readonly at: string };

/** UTC ISO to 1/100 s (AU-8). */
const toHundredths = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, -2)}Z`;
const cut = (text: string | undefined, length: number): string | null => text?.slice(0, length) ?? null;
/** What a sealed query text is bound to: it opens with its own row only. */
export const boundTo = (seq: number): string => `audit/${seq}`;

const INSERT = `INSERT INTO audit (${COLUMNS.join(', ')}, query_sealed, hash) VALUES (${'?, '.repeat(COLUMNS.length)}?, ?)`;

export class AuditAppending {
  readonly #database: Database.Database;
  readonly #head: HeadFile;
  readonly #keys: AuditKeys;
  readonly #last: Database.Statement;
  readonly #insert: Database.Statement;

  constructor(database: Database.Database, headFile: string, keys: AuditKeys) {
    this.#database = database;
    this.#head = new HeadFile(headFile, keys.head);
    this.#keys = keys;
    this.#last = database.prepare('SELECT seq, hash, at FROM audit ORDER BY seq DESC LIMIT 1');
    this.#insert = database.prepare(INSERT);
  }

  /** All or none; durable when it returns. */
  append(entries: readonly Timed[]): readonly AuditReceipt[] {
    const database = this.#database;
    database.exec('BEGIN IMMEDIATE');
    try {
      let tail = this.#tail();
      const receipts = entries.map((entry) => {
        tail = this.#append(entry, tail);
        return { seq: tail.seq, at: tail.at };
      });
      database.exec('COMMIT');
      this.#head.write(tail);
      return receipts;
    } catch (error) {
      if (database.open && database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#head.close();
    this.#database.close();
  }

  #tail(): Tail {
    const row = this.#last.get() as Tail | undefined;
    return row ?? { seq: 0, hash: GENESIS, at: '' };
  }

  #append({ entry, now }: Timed, tail: Tail): Tail {
    const seq = tail.seq + 1;
    const at = toHundredths(now);
    const sealed = entry.queryText === undefined ? null : sealText(this.#keys.queryText, entry.queryText, boundTo(seq));
    const row: ChainedRow = {
      seq,
      // A clock set back must not make the log run backwards.
      at: at > tail.at ? at : tail.at,
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
    this.#insert.run(...COLUMNS.map((column) => row[column]), sealed, hash);
    return { seq, hash, at: row.at };
  }
}
