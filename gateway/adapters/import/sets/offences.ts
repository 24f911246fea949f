/** Which published offences are sex offenses (Civil Rights Law 50-b), by code and by word. When in doubt, they are. */

/** KY codes: 104 rape, 115 and 116 sex crimes (felony), 233 sex crimes (misdemeanor), 238 and 356 related. */
const SEX_CODES = new Set(['104', '115', '116', '233', '238', '356']);
const SEX_WORDS = /\b(?:SEX|SEXUAL|RAPE|SODOMY|INCEST|PROSTITUTION|LEWDNESS)\b/;

export const isSexOffense = (code: string | null, ...texts: readonly (string | null)[]): boolean =>
  SEX_CODES.has(code ?? '') || texts.some((text) => text !== null && SEX_WORDS.test(text.toUpperCase()));

const LAW_CATEGORIES: Readonly<Record<string, string>> = {
  F: 'FELONY',
  M: 'MISDEMEANOR',
  V: 'VIOLATION',
  I: 'INFRACTION',
};

/** `F` as `FELONY`; null for the undocumented `9` and for anything else that is no category. */
export function lawCategory(text: string | null): string | null {
  if (text === null) return null;
  const upper = text.toUpperCase();
  return LAW_CATEGORIES[upper] ?? (Object.values(LAW_CATEGORIES).includes(upper) ? upper : null);
}

const BOROUGHS: Readonly<Record<string, string>> = {
  B: 'BRONX',
  K: 'BROOKLYN',
  M: 'MANHATTAN',
  Q: 'QUEENS',
  S: 'STATEN ISLAND',
};
/** Borough letter or name as its name in upper case. */
export const boroughName = (text: string | null): string | null =>
  text === null ? null : (BOROUGHS[text.toUpperCase()] ?? text.toUpperCase());
