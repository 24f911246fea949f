/**
 * Which words of a store's names sound like one that was typed, look like it or are one slip of the keys away. Both stores
 * fill it with their own words and get the same answers. Holds words only, never who has which.
 */
import { doubleMetaphone } from 'double-metaphone';
import { nicknamesOf } from '../../../../shared/records/query/nicknames.ts';
import { isOneTypo, TYPO_MIN_LETTERS } from '../../../../shared/records/query/typo.ts';

/** A word is alike when this part of its three-letter pieces is shared. */
const LIKENESS = 0.4;
const MOST_ALIKE = 24;
/** Shorter words are looked for by their letters and their nicknames only. */
const SHORTEST = 3;
/** Words of one letter are initials: every word begins with one. */
export const isFiled = (word: string): boolean => word.length >= 2;

export interface AlikeWord {
  readonly text: string;
  readonly why: 'nickname' | 'typo' | 'sounds like';
}

/** The words of a store that stand for a typed one; without the word itself. */
export type AlikeWords = (word: string) => readonly AlikeWord[];

const gramsOf = (word: string): ReadonlySet<string> => {
  const padded = ` ${word} `;
  const found = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3));
  return found;
};

/**
 * Codes under which a word is filed and asked for; none for a script the algorithm does not read. W is also read as V,
 * as many family names of Central Europe are.
 */
export const codesOf = (word: string): readonly string[] =>
  [...new Set([...doubleMetaphone(word), ...doubleMetaphone(word.replaceAll('W', 'V'))])].filter((code) => code !== '');

/** One bit per letter, and one for all others: two words one slip apart differ in at most two. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at) - 65;
    bits |= 1 << (letter >= 0 && letter < 26 ? letter : 26);
  }
  return bits;
}

/** Whether at most two bits are set. */
const isAtMostTwo = (bits: number): boolean => {
  const rest = bits & (bits - 1);
  return (rest & (rest - 1)) === 0;
};

export class NameWords {
  readonly #words: string[] = [];
  readonly #letters: number[] = [];
  readonly #sizes: number[] = [];
  readonly #grams = new Map<string, number[]>();
  readonly #codes = new Map<string, number[]>();
  readonly #lengths = new Map<number, number[]>();

  /** Words so far: where a store goes on reading. */
  get size(): number {
    return this.#words.length;
  }

  /** Each word once. `codes`: of {@link codesOf}, kept with the word because they cost. */
  add(word: string, codes: readonly string[]): void {
    const index = this.#words.length;
    const grams = gramsOf(word);
    this.#words.push(word);
    this.#letters.push(lettersOf(word));
    this.#sizes.push(grams.size);
    for (const gram of grams) file(this.#grams, gram, index);
    for (const code of codes) file(this.#codes, code, index);
    file(this.#lengths, word.length, index);
  }

  /** Nicknames first, then the words that are nearest, at most 24 of them; those equally near by the alphabet. */
  readonly alike: AlikeWords = (word) => {
    const nicknames = nicknamesOf(word).map((text): AlikeWord => ({ text, why: 'nickname' }));
    if (word.length < SHORTEST) return nicknames;
    const near = new Map<number, number>();
    const { sharing, likeness } = this.#likenesses(word);
    for (const index of sharing) if (likeness(index) >= LIKENESS) near.set(index, likeness(index));
    for (const code of codesOf(word)) {
      for (const index of this.#codes.get(code) ?? []) near.set(index, 1 + likeness(index));
    }
    const typos = new Set(this.#typos(word));
    for (const index of typos) near.set(index, 2 + likeness(index));
    const known = new Set([word, ...nicknames.map(({ text }) => text)]);
    const found = [...near]
      .map(([index, value]) => ({ text: this.#words[index] ?? '', value, typo: typos.has(index) }))
      .filter(({ text }) => !known.has(text))
      .sort((a, b) => b.value - a.value || (a.text < b.text ? -1 : 1))
      .slice(0, MOST_ALIKE);
    return [...nicknames, ...found.map(({ text, typo }): AlikeWord => ({ text, why: typo ? 'typo' : 'sounds like' }))];
  };

  /** Shared part of the three-letter pieces, and the words that share any. */
  #likenesses(word: string): { readonly sharing: readonly number[]; readonly likeness: (index: number) => number } {
    const grams = gramsOf(word);
    const shared = new Uint8Array(this.#words.length);
    const sharing: number[] = [];
    for (const gram of grams) {
      for (const index of this.#grams.get(gram) ?? []) {
        const count = shared[index] ?? 0;
        if (count === 0) sharing.push(index);
        shared[index] = count + 1;
      }
    }
    const likeness = (index: number): number => {
      const count = shared[index] ?? 0;
      return count / (grams.size + (this.#sizes[index] ?? 0) - count);
    };
    return { sharing, likeness };
  }

  *#typos(word: string): Generator<number> {
    if (word.length < TYPO_MIN_LETTERS) return;
    const letters = lettersOf(word);
    for (const length of [word.length - 1, word.length, word.length + 1]) {
      for (const index of this.#lengths.get(length) ?? []) {
        if (!isAtMostTwo(letters ^ (this.#letters[index] ?? 0))) continue;
        if (isOneTypo(word, this.#words[index] ?? '')) yield index;
      }
    }
  }
}

function file<K>(table: Map<K, number[]>, key: K, index: number): void {
  const filed = table.get(key);
  if (filed) filed.push(index);
  else table.set(key, [index]);
}
