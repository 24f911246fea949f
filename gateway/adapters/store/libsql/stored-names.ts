/** A reading thread's copy of the words of names in the file, which grows with it. Holds words, never who has which. */
import { NameWords, type AlikeWords } from '../common/name-words.ts';
import { rows, type Connection } from './connection.ts';

export class StoredNames {
  readonly #database: Connection;
  readonly #names = new NameWords();

  constructor(database: Connection) {
    this.#database = database;
  }

  /** Reads the words that are new in the file first, so that a name just written is found. */
  readonly alike: AlikeWords = (word) => {
    this.read();
    return this.#names.alike(word);
  };

  read(): void {
    const fresh = rows(this.#database, 'SELECT word, codes FROM name_word WHERE id > :size ORDER BY id', {
      size: this.#names.size,
    });
    for (const row of fresh) this.#names.add(String(row['word']), String(row['codes']).split(' ').filter(Boolean));
  }
}
