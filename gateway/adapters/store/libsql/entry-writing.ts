/** Writes and takes away the index entries of one record: its text, its mentions and the words of its names. */
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { wordsOf } from '../../../../shared/records/query/normalise.ts';
import { lookAlikeOf, mentionEntries, tagWords, textByColumn, type MentionEntry } from '../common/index-entries.ts';
import { codesOf, isFiled } from '../common/name-words.ts';
import { isTimed } from '../common/row-number.ts';
import { bitsOf } from '../common/tag-mask.ts';
import { TAG_SIGN } from './full-text.ts';
import { MENTION_BITS, offenceWord, stateWord, tagBitWord, timedWord, typeCode } from './lookups.ts';
import { BEGINNINGS, piecesOf } from './parts.ts';
import type { StatementCache } from './statement-cache.ts';

/** Only the columns that have text are named: each one named costs, text or none. */
const insertText = (columns: readonly string[]): string =>
  `INSERT INTO record_text (rowid, tag, offence${columns.map((name) => `, ${name}`).join('')})
   VALUES (CAST(? AS INTEGER), ?, ?${columns.map(() => ', ?').join('')})`;
/** The number of a mention: greater than 2^53, so it is put together where integers have 64 bits. */
const MENTION_ID = `((CAST(? AS INTEGER) << ${String(MENTION_BITS)}) | CAST(? AS INTEGER))`;

const cut = (text: string): string => wordsOf(text).join(' ');

function beginningsOf(words: readonly string[]): string {
  const found = new Set<string>();
  for (const word of words) {
    const letters = Array.from(word);
    for (let length = 1; length <= BEGINNINGS && length <= letters.length; length += 1) {
      found.add(letters.slice(0, length).join(''));
    }
  }
  return [...found].join(' ');
}

const inWords = ({ type }: MentionEntry): boolean => type === 'person' || type === 'address';
const inGrams = ({ type }: MentionEntry): boolean => type === 'plate' || type === 'vin';

export class EntryWriting {
  readonly #statements: StatementCache;
  #names: Set<string> | null = null;

  constructor(statements: StatementCache) {
    this.#statements = statements;
  }

  /** After a transaction that was not kept: what is known of the file is read again. */
  forget(): void {
    this.#names = null;
  }

  /** `offence`: its number in the file, when it has one. */
  add(row: number, record: NewRecord, offence: number | null): void {
    const tags = [
      ...tagWords(record),
      ...(offence === null ? [] : [offenceWord(offence)]),
      ...(isTimed(record.occurredAt) ? [timedWord] : []),
    ];
    const text = textByColumn(record);
    this.#statements.run(
      insertText([...text.keys()]),
      row,
      asTags(tags),
      record.offence === null ? '' : cut(record.offence),
      ...[...text.values()].map(cut),
    );
    for (const [place, entry] of mentionEntries(record).entries()) this.#addMention(row, place, entry, tags);
  }

  remove(row: number, record: NewRecord): void {
    this.#statements.run('DELETE FROM record_text WHERE rowid = CAST(? AS INTEGER)', row);
    for (const [place, entry] of mentionEntries(record).entries()) {
      this.#removeMention(typeCode(entry.type), entry.norm, row, place);
      const look = lookAlikeOf(entry);
      if (look !== null) this.#removeMention(typeCode('look'), look, row, place);
      const table = inWords(entry) ? 'mention_words' : inGrams(entry) ? 'mention_grams' : null;
      if (table !== null) this.#statements.run(`DELETE FROM ${table} WHERE rowid = ${MENTION_ID}`, row, place);
    }
  }

  #removeMention(type: number, norm: string, row: number, place: number): void {
    this.#statements.run(
      `DELETE FROM mention WHERE type = ? AND norm = ? AND id = ${MENTION_ID}`,
      type,
      norm,
      row,
      place,
    );
  }

  #addMention(row: number, place: number, entry: MentionEntry, tags: readonly string[]): void {
    const { norm, state } = entry;
    const insert = (type: number, text: string): void =>
      this.#statements.run(
        `INSERT INTO mention (type, norm, id, tags, state) VALUES (?, ?, ${MENTION_ID}, ?, ?)`,
        type,
        text,
        row,
        place,
        entry.tags,
        state,
      );
    insert(typeCode(entry.type), norm);
    const look = lookAlikeOf(entry);
    if (look !== null) insert(typeCode('look'), look);
    const words = [...tags, ...bitsOf(entry.tags).map(tagBitWord)];
    if (inWords(entry)) this.#addWords(row, place, entry, asTags(words));
    else if (inGrams(entry)) this.#addPieces(row, place, entry, look, asTags([...words, stateWord(state)]));
  }

  #addWords(row: number, place: number, { type, norm }: MentionEntry, tags: string): void {
    const sql = `INSERT INTO mention_words (rowid, tag, person, begin, address) VALUES (${MENTION_ID}, ?, ?, ?, ?)`;
    if (type === 'address') {
      this.#statements.run(sql, row, place, tags, '', '', cut(norm));
      return;
    }
    const words = norm.split(' ');
    for (const word of words) this.#addName(word);
    this.#statements.run(sql, row, place, tags, norm, beginningsOf(words), '');
  }

  #addPieces(row: number, place: number, { type, norm }: MentionEntry, look: string | null, tags: string): void {
    const pieces = piecesOf(norm).join(' ');
    this.#statements.run(
      `INSERT INTO mention_grams (rowid, tag, plate, look, vin) VALUES (${MENTION_ID}, ?, ?, ?, ?)`,
      row,
      place,
      tags,
      type === 'plate' ? pieces : '',
      look === null ? '' : piecesOf(look).join(' '),
      type === 'vin' ? pieces : '',
    );
  }

  #addName(word: string): void {
    if (!isFiled(word)) return;
    this.#names ??= new Set(this.#statements.all('SELECT word FROM name_word').map((one) => String(one['word'])));
    if (this.#names.has(word)) return;
    this.#names.add(word);
    this.#statements.run('INSERT INTO name_word (word, codes) VALUES (?, ?)', word, codesOf(word).join(' '));
  }
}

const asTags = (words: readonly string[]): string => words.map((word) => `${TAG_SIGN}${word}`).join(' ');
