/**
 * Normal forms as words of the full-text indexes: one word for the whole of it, so that a thing is found by the word and
 * its beginning by a prefix. Two forms never share a word.
 */
import { MENTION_TYPES, type MentionType } from '../../../../shared/records/definition.ts';

/** Types of mentions as the file holds them. `look`: plates by their look-alike form, when it is another. */
export type NormType = MentionType | 'look';

/** Which index holds the things of a type. */
export type NormTable = 'mention_words' | 'mention_grams';
export const tableOf = (type: NormType): NormTable =>
  type === 'person' || type === 'address' ? 'mention_words' : 'mention_grams';

const typeSign = (type: NormType): string =>
  String(type === 'look' ? MENTION_TYPES.length : MENTION_TYPES.indexOf(type));

const SIGNS: Readonly<Record<string, string>> = { ' ': '~s', '-': '~d', '&': '~a' };
const OTHER = /[^A-Z0-9]/g;

/** Each character is written alone and none as the beginning of another: what begins a form begins its word. */
const written = (norm: string): string =>
  norm.replace(OTHER, (sign) => SIGNS[sign] ?? `~x${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The word of a form, or the beginning of the words of all forms that begin so. Letters, digits and `~` only. */
export const normWord = (type: NormType, norm: string): string => `${typeSign(type)}${written(norm)}`;
