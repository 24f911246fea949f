/**
 * What can be said of a new password while it is typed, without sending it anywhere. A hint only: the gateway's own
 * list and the directory's policy decide. Pure; never keep what is given to it.
 */
import { foldCase, isNumber, isRepetition, isSequence } from './password-patterns.ts';

/** Characters at least (IA-5(1)(a)). */
export const MIN_PASSWORD_LENGTH = 8;

export const PASSWORD_WEAKNESSES = [
  'too-short',
  'few-kinds',
  'number',
  'sequence',
  'repetition',
  'common-word',
] as const;
export type PasswordWeakness = (typeof PASSWORD_WEAKNESSES)[number];

export interface PasswordHint {
  /** Characters, counted as people count them. */
  readonly length: number;
  /** Of lower case, upper case, digits, other: how many there are; many directories want three. */
  readonly kinds: number;
  /** What a guesser tries first; empty when there is nothing to say against it. */
  readonly weak: readonly PasswordWeakness[];
}

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];
/** The gateway's list is longer; these begin most passwords that are guessed. */
const COMMON =
  /pass ?w[o0]rd|passw|welc[o0]me|let ?me ?in|change ?(me|it|this)|admin|iloveyou|monkey|dragon|football|baseball|master|shadow|sunshine|princess|superman|batman|yankees|police|nypd|precinct|officer|sergeant|badge|newyork|brooklyn|spring|summer|autumn|winter|january|february|march|april|june|july|august|september|october|november|december/;

/** Unicode characters, after composition: an accented letter counts once (NIST SP 800-63B: each code point is one). */
export const passwordLength = (password: string): number => Array.from(password.normalize('NFC')).length;

const isCommon = (password: string): boolean =>
  COMMON.test(foldCase(password).replace(/[@4]/g, 'a').replace(/0/g, 'o').replace(/3/g, 'e').replace(/[$5]/g, 's')) &&
  passwordLength(password) < 20;

export const passwordHint = (password: string): PasswordHint => {
  const length = passwordLength(password);
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  const found: Readonly<Record<PasswordWeakness, boolean>> = {
    'too-short': length < MIN_PASSWORD_LENGTH,
    'few-kinds': kinds < 3,
    number: isNumber(password),
    sequence: isSequence(password),
    repetition: isRepetition(password),
    'common-word': isCommon(password),
  };
  return { length, kinds, weak: PASSWORD_WEAKNESSES.filter((weakness) => found[weakness]) };
};
