/** Keeps the words of the store's names in memory, read on from where it was: which sound or look like one that was typed. */
import { NameWords, type AlikeWords } from '../common/name-words.ts';
import type { Connection } from './connection.ts';

export class NameDictionary {
  readonly #words = new NameWords();
  #last = 0;
  #reading: Promise<void> = Promise.resolve();

  /** With every word that is in the store now. */
  async current(database: Connection): Promise<AlikeWords> {
    // One after the other: a word read twice would be filed twice.
    const reading = this.#reading.catch(() => undefined).then(() => this.#readOn(database));
    this.#reading = reading;
    await reading;
    return this.#words.alike;
  }

  async #readOn(database: Connection): Promise<void> {
    const found = await database.rows('SELECT seq, word, codes FROM name_word WHERE seq > $1 ORDER BY seq', [
      this.#last,
    ]);
    for (const row of found) {
      this.#words.add(
        String(row['word']),
        String(row['codes'])
          .split(' ')
          .filter((code) => code !== ''),
      );
      this.#last = Number(row['seq']);
    }
  }
}
