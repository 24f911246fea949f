/** Writes and takes away the index entries of records: their text, their mentions and the words of their names. */
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { mentionEntries } from '../common/index-entries.ts';
import { codesOf } from '../common/name-words.ts';
import { TAG_SIGN } from './full-text.ts';
import { MENTION_BITS, offenceWord } from './lookups.ts';
import { tableOf } from './norm-words.ts';
import type { PreparedEntries } from './prepared.ts';
import { RowBuffer } from './row-buffer.ts';
import type { StatementCache } from './statement-cache.ts';

/** Only the columns that have text are named: each one named costs, text or none. */
const insertText = (columns: readonly string[]): string =>
  `INSERT INTO record_text (rowid, tag, offence${columns.map((name) => `, ${name}`).join('')})
   VALUES (CAST(? AS INTEGER), ?, ?${columns.map(() => ', ?').join('')})`;
/** The number of a mention: greater than 2^53, so it is put together where integers have 64 bits. */
const MENTION_ID = `((CAST(? AS INTEGER) << ${String(MENTION_BITS)}) | CAST(? AS INTEGER))`;
const insertEntry = (table: string, columns: string): string =>
  `INSERT INTO ${table} (rowid, tag, norm, ${columns}) VALUES (${MENTION_ID}, ?, ?, ?, ?, ?)`;
const INSERT_WORDS = insertEntry('mention_words', 'person, begin, address');
const INSERT_GRAMS = insertEntry('mention_grams', 'plate, look, vin');

/** A record's entries and where they belong. */
export interface PlacedEntries {
  readonly row: number;
  readonly entries: PreparedEntries;
  /** The number in the file of the record's offence, when it has one. */
  readonly offence: number | null;
}

export class EntryWriting {
  readonly #statements: StatementCache;
  readonly #newNames: RowBuffer;
  #names: Set<string> | null = null;

  constructor(statements: StatementCache) {
    this.#statements = statements;
    this.#newNames = new RowBuffer(statements, 'INSERT INTO name_word (word, codes)', '(?, ?)', 2);
  }

  /** After a transaction that was not kept: what is known of the file is read again. */
  forget(): void {
    this.#names = null;
    this.#newNames.forget();
  }

  /**
   * In order of rows, and a statement for each entry: going back, or a statement of several rows, would end a piece of the
   * index each time.
   */
  add(placed: readonly PlacedEntries[]): void {
    for (const { entries } of placed) for (const word of entries.names) this.#addName(word);
    this.#newNames.flush();
    for (const { row, entries, offence } of placed) {
      const tags = tagsOf(entries, offence);
      this.#statements.insert(insertText(entries.columns), [row, tags, entries.offenceText, ...entries.texts]);
      for (const [place, own, ...columns] of entries.words) {
        this.#statements.insert(INSERT_WORDS, [row, place, `${tags} ${own}`, ...columns]);
      }
      for (const [place, own, ...columns] of entries.grams) {
        this.#statements.insert(INSERT_GRAMS, [row, place, `${tags} ${own}`, ...columns]);
      }
    }
  }

  remove(row: number, record: NewRecord): void {
    this.#statements.run('DELETE FROM record_text WHERE rowid = CAST(? AS INTEGER)', row);
    for (const [place, { type }] of mentionEntries(record).entries()) {
      this.#statements.run(`DELETE FROM ${tableOf(type)} WHERE rowid = ${MENTION_ID}`, row, place);
    }
  }

  #addName(word: string): void {
    this.#names ??= new Set(this.#statements.all('SELECT word FROM name_word').map((one) => String(one['word'])));
    if (this.#names.has(word)) return;
    this.#names.add(word);
    this.#newNames.add(word, codesOf(word).join(' '));
  }
}

const tagsOf = ({ tags }: PreparedEntries, offence: number | null): string =>
  offence === null ? tags : `${tags} ${TAG_SIGN}${offenceWord(offence)}`;
