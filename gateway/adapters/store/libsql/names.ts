/** The dictionary of name words: which words of the store sound or look like one that was typed. */
import { doubleMetaphone } from 'double-metaphone';
import { rows, type Connection } from './connection.ts';

/** A word is alike when this part of its three-letter pieces is shared. */
const LIKENESS = 0.4;
const MOST_ALIKE = 24;
const MOST_CANDIDATES = 2_000;

export function grams(word: string): ReadonlySet<string> {
  const padded = ` ${word} `;
  const found = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3));
  return found;
}

export function likeness(a: string, b: string): number {
  const [left, right] = [grams(a), grams(b)];
  const shared = [...left].filter((gram) => right.has(gram)).length;
  return shared / (left.size + right.size - shared || 1);
}

/**
 * Codes under which a word is filed and asked for; none for a script the algorithm does not read. W is also read as V,
 * as many family names of Central Europe are.
 */
export const codesOf = (word: string): readonly string[] =>
  [...new Set([...doubleMetaphone(word), ...doubleMetaphone(word.replaceAll('W', 'V'))])].filter((code) => code !== '');

/** Words of the dictionary that sound or look like `word`, best first; without `word` itself. */
export function soundingLike(database: Connection, word: string): readonly string[] {
  const found = new Map<string, number>();
  for (const code of codesOf(word)) {
    const same = rows(database, `SELECT word FROM name_sound WHERE code = :code LIMIT ${MOST_CANDIDATES}`, { code });
    for (const row of same) found.set(String(row['word']), 1 + likeness(word, String(row['word'])));
  }
  for (const other of lookingLike(database, word)) {
    const alike = likeness(word, other);
    if (alike >= LIKENESS && !found.has(other)) found.set(other, alike);
  }
  found.delete(word);
  return [...found]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_ALIKE)
    .map(([other]) => other);
}

function lookingLike(database: Connection, word: string): readonly string[] {
  const pieces = [...grams(word)].map((gram) => gram.trim()).filter((gram) => gram.length === 3);
  if (pieces.length === 0) return [];
  const match = pieces.map((piece) => `"${piece}"`).join(' OR ');
  return rows(
    database,
    `SELECT w.word FROM name_grams g CROSS JOIN name_word w ON w.id = g.rowid WHERE g.name_grams MATCH :match LIMIT ${MOST_CANDIDATES}`,
    { match },
  ).map((row) => String(row['word']));
}
