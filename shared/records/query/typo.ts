/**
 * Whether two words differ by one slip of the keys: a letter too many, one missing, one changed, or two swapped
 * (Damerau-Levenshtein distance 1). Pure; linear in the shorter word.
 */

/** Words shorter than this are not compared: too many short names lie one letter apart. */
export const TYPO_MIN_LETTERS = 4;

/** How many units from the start are the same in both. */
function sameFrom(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}

/** Exactly one slip apart; false for equal words and when the shorter has fewer than {@link TYPO_MIN_LETTERS} letters. */
export function isOneTypo(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  if (Math.min(a.length, b.length) < TYPO_MIN_LETTERS) return false;
  const at = sameFrom(a, b);
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at);
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  const swapped = a.charAt(at) === b.charAt(at + 1) && a.charAt(at + 1) === b.charAt(at);
  return swapped && a.slice(at + 2) === b.slice(at + 2);
}
