/**
 * Refuses new passwords that others guess first: too short, of the person's own name, of the lists (IA-5(1)(a)). Sees a
 * password for the length of a call; never keeps, logs or answers any part of it.
 */
import { MIN_PASSWORD_LENGTH, passwordLength } from '../../../shared/policy/password-hint.ts';
import { foldCase, isNumber, isRepetition, isSequence } from '../../../shared/policy/password-patterns.ts';
import { coresOf, readings } from './spellings.ts';

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly username: string;
  /** As the directory shows it; each word of three letters and more is looked for, as Active Directory does. */
  readonly name: string;
  /** Words of the command and the department that this person's colleagues would try. */
  readonly departmentWords: readonly string[];
}

export type BannedBecause = 'too-short' | 'contains-name' | 'banned-list';

export interface BannedPasswords {
  /** Null: nothing here is against it; the directory's own policy still decides. */
  bannedBecause(password: string, owner: PasswordOwner): BannedBecause | null;
}

/** Shorter names and words are inside many passwords by chance. */
const MIN_WORD = 3;

const wordsOf = (text: string): readonly string[] =>
  foldCase(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= MIN_WORD);

const containsName = (password: string, { username, name }: PasswordOwner): boolean => {
  const account = foldCase(username).replace(/[^\p{L}\p{N}]/gu, '');
  const names = [...wordsOf(name), ...(account.length >= MIN_WORD ? [account] : [])];
  const spellings = readings(password);
  return names.some((one) => spellings.some((spelling) => spelling.includes(one)));
};

/** One listed word, the same one again and again, or two put together. */
const isMadeOf = (core: string, isListed: (word: string) => boolean): boolean => {
  if (isListed(core)) return true;
  for (let at = MIN_WORD; at < core.length; at += 1) {
    const [first, rest] = [core.slice(0, at), core.slice(at)];
    if (!isListed(first)) continue;
    if (rest.length >= MIN_WORD && isListed(rest)) return true;
    if (first.repeat(Math.ceil(core.length / at)) === core) return true;
  }
  return false;
};

export interface BannedLists {
  /** Words that passwords are made of; also looked for twice in a row and beside each other. */
  readonly words: readonly string[];
  /** Passwords of the department's list, compared whole and without their decoration. */
  readonly passwords: readonly string[];
}

/** Parts of listed passwords that are shorter say nothing: in a long list there is every one of them. */
const MIN_PART = 5;

const partsOf = (entries: readonly string[], least: number): ReadonlySet<string> =>
  new Set(entries.flatMap((entry) => [...coresOf(entry)]).filter((core) => core.length >= least));

export const createBannedPasswords = (lists: BannedLists): BannedPasswords => {
  const whole = new Set([...lists.words, ...lists.passwords].map(foldCase));
  const words = partsOf(lists.words, MIN_WORD);
  const parts = partsOf(lists.passwords, MIN_PART);
  return {
    bannedBecause: (password, owner) => {
      if (passwordLength(password) < MIN_PASSWORD_LENGTH) return 'too-short';
      if (containsName(password, owner)) return 'contains-name';
      if (isNumber(password) || isRepetition(password) || isSequence(password)) return 'banned-list';
      if (whole.has(foldCase(password))) return 'banned-list';
      const own = partsOf(owner.departmentWords.flatMap(wordsOf), MIN_WORD);
      const isListed = (word: string): boolean => words.has(word) || own.has(word);
      const isBanned = [...coresOf(password)].some((core) => parts.has(core) || isMadeOf(core, isListed));
      return isBanned ? 'banned-list' : null;
    },
  };
};
