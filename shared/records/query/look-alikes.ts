/**
 * Characters of a plate that are taken for each other on a plate in the street: one form for all of them, used both where
 * plates are indexed and where they are asked. Pure; folds nothing else.
 */

/** O and Q read as 0, I as 1, B as 8. L stays: no state embosses it like a 1. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', Q: '0', I: '1', B: '8' };

/**
 * The plate (or a part of one) with look-alike characters folded: `KLR48B1O` gives `KLR48810`. Same length as the input;
 * the input is in normal form (upper case, A to Z and 0 to 9).
 */
export const lookAlikeForm = (plate: string): string =>
  plate.replace(/[OQIB]/g, (found) => LOOK_ALIKES[found] ?? found);
