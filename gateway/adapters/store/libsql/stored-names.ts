/** A reading thread's copy of the words of names in the file, which grows with it. Holds words, never who has which. */
import { NameWords, type AlikeWord, type AlikeWords } from '../common/name-words.ts';
import { rows, type Connection } from './connection.ts';

/** Words last asked for whose likes are kept: every source of a search asks for the same. */
const MOST_KEPT = 64;
/** For SQLite: no limit. */
const ALL = -1;

export class StoredNames {
  readonly #database: Connection;
  readonly #names = new NameWords();
  readonly #asked = new Map<string, readonly AlikeWord[]>();

  constructor(database: Connection) {
    this.#database = database;
  }

  /** Reads the words that are new in the file first, so that a name just written is found. */
  readonly alike: AlikeWords = (word) => {
    this.#read(ALL);
    const known = this.#asked.get(word);
    if (known) return known;
    const alike = this.#names.alike(word);
    if (this.#asked.size >= MOST_KEPT) this.#asked.clear();
    this.#asked.set(word, alike);
    return alike;
  };

  /** Reads so many more of them; false: there may be others. */
  readPiece(most: number): boolean {
    const before = this.#names.size;
    this.#read(most);
    return this.#names.size - before < most;
  }

  #read(most: number): void {
    const sql = 'SELECT word, codes FROM name_word WHERE id > :size ORDER BY id LIMIT :most';
    const fresh = rows(this.#database, sql, { size: this.#names.size, most });
    for (const row of fresh) this.#names.add(String(row['word']), String(row['codes']).split(' ').filter(Boolean));
    if (fresh.length > 0) this.#asked.clear();
  }
}
