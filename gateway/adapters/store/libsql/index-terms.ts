/**
 * The words of the full-text indexes that begin as a typed one does, read from the indexes themselves. SQLite would gather
 * all records of all of them before it answers the first; named one by one they are read as far as they are needed.
 */
import { rows, type Connection } from './connection.ts';

/** Words that begin so; null: too many, or not to be told for certain. Upper case in and out. */
export type BegunWords = (word: string) => readonly string[] | null;

/** With more the gathering costs less. */
const MOST_TERMS = 16;
const MOST_KEPT = 200;

/** Tables that every connection has (`connection.ts`). */
type TermTable = 'text_term' | 'mention_term';

const PLAIN = /^[a-z0-9]+$/;
/** Sorts before all that continues a word, and stands in none. */
const NEXT = '\u0001';
const LAST = '\u{10FFFF}';

export class IndexTerms {
  readonly #database: Connection;
  readonly #known = new Map<string, readonly string[] | null>();
  #arrival: number | null = null;

  constructor(database: Connection) {
    this.#database = database;
  }

  /** What was read at an earlier arrival is forgotten: new records bring new words. */
  refresh(arrival: number): void {
    if (this.#arrival !== arrival) this.#known.clear();
    this.#arrival = arrival;
  }

  begun(table: TermTable): BegunWords {
    return (word) => {
      const asked = `${table} ${word}`;
      const known = this.#known.get(asked);
      if (known !== undefined) return known;
      const read = this.#read(table, word.toLowerCase());
      if (this.#known.size >= MOST_KEPT) this.#known.clear();
      this.#known.set(asked, read);
      return read;
    };
  }

  #read(table: TermTable, begins: string): readonly string[] | null {
    if (!PLAIN.test(begins)) return null;
    const found: string[] = [];
    for (let from = begins; ;) {
      const row = rows(this.#database, `SELECT term FROM ${table} WHERE term >= :from AND term < :to LIMIT 1`, {
        ...{ from, to: `${begins}${LAST}` },
      })[0];
      if (!row) return found;
      const term = String(row['term']);
      if (found.length === MOST_TERMS || !PLAIN.test(term)) return null;
      found.push(term.toUpperCase());
      from = `${term}${NEXT}`;
    }
  }
}
