/**
 * Finds the words by which immigration enforcement would be named as the reason (S74, S85). A list of words, not an
 * understanding: it refuses what is said openly, and the audit log keeps the rest for review.
 */
const PHRASES: readonly RegExp[] = [
  /\bimmigration\b/iu,
  /\bimmigrant status\b/iu,
  /\bdeport(?:s|ed|ing|ation|ations|able)?\b/iu,
  /\bremoval (?:order|proceeding|operation)s?\b/iu,
  /\border of removal\b/iu,
  /\bcivil detainers?\b/iu,
  /\bICE (?:detainer|hold|agent|officer|request|warrant|raid|ERO|field office|enforcement)s?\b/iu,
  /\b(?:for|with|by|from|to|assist|assisting|help|helping) (?:the )?ICE\b(?! cream| cube| skat| hockey| machine| pack| chest| bag| on)/iu,
  /\bERO\b/u,
  /\bU\.?S\.?C\.?I\.?S\b/iu,
  /\bHSI\b/u,
  /\bcustoms (?:and|&) border\b/iu,
  /\bborder patrol\b/iu,
  /\bundocumented\b/iu,
  /\billegal (?:alien|immigrant)s?\b/iu,
  /\bcitizenship status\b/iu,
  /\bI[- ]?247A?\b/iu,
  /\b287 ?\(?g\)?/iu,
];
/** The agency by its bare capitals; the frozen water is written small, or beside what it is found in. */
const AGENCY = /\bI\.?C\.?E\b\.?(?!\s+(?:cream|cube|skat|hockey|machine|pack|chest|bag)|\s+on\b)/u;
const HAS_LOWER = /\p{Ll}/u;

/** Control and joining characters are taken out first, so that they cannot hide a word. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}|\p{Cc}/gu, '')
    .replace(/\s+/gu, ' ');

export const namesImmigrationEnforcement = (text: string): boolean => {
  const words = plain(text);
  if (PHRASES.some((phrase) => phrase.test(words))) return true;
  // In a text all in capitals "ICE" may be water; the phrases above still catch the agency.
  return HAS_LOWER.test(words) && AGENCY.test(words);
};
