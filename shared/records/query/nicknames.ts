/**
 * Names and the short forms people go by, both ways: BOB finds ROBERT and ROBERT finds BOB. Says nothing of how a name
 * sounds or is misspelt.
 */
import { ENGLISH_NAMES } from './nicknames-english.ts';
import { OTHER_NAMES } from './nicknames-other.ts';

/** Names that belong together, upper case. A short form may stand in several groups (BERT, SANDY); groups do not chain. */
export const NICKNAME_GROUPS: readonly (readonly string[])[] = [ENGLISH_NAMES, OTHER_NAMES].flatMap((names) =>
  names
    .trim()
    .split('\n')
    .map((line) => line.split(' ')),
);

function table(groups: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const group of groups) {
    for (const name of group) {
      const others = found.get(name) ?? new Set<string>();
      for (const other of group) if (other !== name) others.add(other);
      found.set(name, others);
    }
  }
  return new Map([...found].map(([name, others]) => [name, [...others]]));
}

const OTHERS = table(NICKNAME_GROUPS);

/**
 * Other names that a person called so may go by, full or short; upper case, never the word itself, empty when none is
 * known. `word` is one word of a normal form of a name (see `normaliseName`).
 */
export const nicknamesOf = (word: string): readonly string[] => OTHERS.get(word) ?? [];
