/**
 * Words that no text of a source has. A source with few records is asked with every search; that it has nothing takes full
 * text as long as reading a common word to its end, and is so until a record of that source comes. Holds words, no records.
 */
import { SOURCE_OF_KIND, type RecordKind, type SourceId } from '../../../../shared/records/kind.ts';
import { askedWords } from '../common/asked-words.ts';
import type { Asked } from '../common/asked.ts';
import { sourceWord } from '../common/index-entries.ts';
import { rows, type Connection } from './connection.ts';
import { allOf, inColumns, quoted, tagged } from './full-text.ts';
import type { BegunWords } from './index-terms.ts';

const MOST_KEPT = 500;
/** With more changes than these everything is asked anew. */
const MOST_CHANGES = 10_000;
/** With more words that a typed one begins, they are not asked for one by one. */
const MOST_BEGUN = 4;

export class AbsentWords {
  readonly #database: Connection;
  readonly #known = new Map<SourceId, Map<string, boolean>>();
  #arrival = 0;

  constructor(database: Connection) {
    this.#database = database;
  }

  /** Whether no text of the source can answer, because it lacks one of the words. `arrival`: of the file now. */
  rulesOut({ words, phrases }: Asked, source: SourceId, begun: BegunWords, arrival: number): boolean {
    if (words.length + phrases.length === 0) return false;
    this.#refresh(arrival);
    const whole = [
      ...words.flatMap((text) => askedWords(text).slice(0, -1)),
      ...phrases.flatMap((text) => [...askedWords(text)]),
    ];
    if (whole.some((word) => this.#lacks(source, word))) return true;
    return words.some((text) => {
      const told = begun(askedWords(text).at(-1) ?? '');
      return told !== null && told.length <= MOST_BEGUN && told.every((word) => this.#lacks(source, word));
    });
  }

  #lacks(source: SourceId, word: string): boolean {
    const known = this.#known.get(source) ?? new Map<string, boolean>();
    const before = known.get(word);
    if (before !== undefined) return before;
    const match = allOf([quoted(word), inColumns(['tag'], tagged(sourceWord(source)))]);
    const lacks =
      rows(this.#database, 'SELECT 1 FROM record_text WHERE record_text MATCH :match LIMIT 1', { match }).length === 0;
    if (known.size >= MOST_KEPT) known.clear();
    known.set(word, lacks);
    this.#known.set(source, known);
    return lacks;
  }

  /** Forgets of the sources that records came to, or changed in. */
  #refresh(arrival: number): void {
    if (arrival === this.#arrival) return;
    if (this.#known.size > 0) {
      const changed = rows(
        this.#database,
        `SELECT kind, count(*) AS n FROM (SELECT kind FROM record INDEXED BY record_arrival
          WHERE last_arrival > :mark LIMIT ${String(MOST_CHANGES + 1)}) GROUP BY kind`,
        { mark: this.#arrival },
      );
      const many = changed.reduce((sum, row) => sum + Number(row['n']), 0) > MOST_CHANGES;
      if (many) this.#known.clear();
      else for (const row of changed) this.#known.delete(SOURCE_OF_KIND[String(row['kind']) as RecordKind]);
    }
    this.#arrival = arrival;
  }
}
