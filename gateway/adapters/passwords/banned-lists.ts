/**
 * Reads the lists of banned passwords: the words that come with the product, and the department's own file. Stops the
 * gateway when a list it was told to use cannot be read: to go on would let in what the department banned.
 */
import { readFileSync } from 'node:fs';
import { StartupRefusal } from '../../core/startup-refusal.ts';
import { assetPath } from '../import/asset-path.ts';

/** Both lists, as core compares them. */
interface BannedLists {
  readonly words: readonly string[];
  readonly passwords: readonly string[];
}

const linesOf = (text: string): readonly string[] =>
  text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));

const departmentLines = (file: string): readonly string[] => {
  try {
    return linesOf(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)));
  } catch {
    throw new StartupRefusal(`The list of banned passwords ${file} cannot be read, or is not UTF-8`);
  }
};

/** @param departmentFile UTF-8, one password a line; null: the department has none. @throws StartupRefusal */
export const readBannedLists = (departmentFile: string | null): BannedLists => ({
  words: linesOf(readFileSync(assetPath('passwords', 'common-words.txt'), 'utf8'))
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== ''),
  passwords: departmentFile === null ? [] : departmentLines(departmentFile),
});
