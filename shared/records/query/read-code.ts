/**
 * Reads codes of offences: sections of law (`PL 155.30`, `155.30(1)`, `vtl 511`) in the form in which records write
 * them (`PL 1553001`), and the published classification codes (`ky 110`, `pd 441`). Pure data and functions.
 */
import { wordAt } from './lex.ts';
import { reading, type Reader, type Reading } from './reading.ts';
import type { Term } from './term.ts';
import { wordsTerm } from './text-terms.ts';

/** Three-digit classification codes of the published data (KY) with the beginning of their heading. */
const KY_HEADINGS: ReadonlyMap<string, string> = new Map([
  ['101', 'MURDER & NON-NEGL'],
  ['102', 'HOMICIDE-NEGLIGENT-VEHICLE'],
  ['103', 'HOMICIDE-NEGLIGENT'],
  ['104', 'RAPE'],
  ['105', 'ROBBERY'],
  ['106', 'FELONY ASSAULT'],
  ['107', 'BURGLARY'],
  ['109', 'GRAND LARCENY'],
  ['110', 'GRAND LARCENY OF MOTOR VEHICLE'],
  ['111', 'POSSESSION OF STOLEN PROPERTY'],
  ['112', 'THEFT-FRAUD'],
  ['113', 'FORGERY'],
  ['114', 'ARSON'],
  ['116', 'SEX CRIMES'],
  ['117', 'DANGEROUS DRUGS'],
  ['118', 'DANGEROUS WEAPONS'],
  ['119', 'INTOXICATED'],
  ['121', 'CRIMINAL MISCHIEF'],
  ['124', 'KIDNAPPING'],
  ['126', 'MISCELLANEOUS PENAL LAW'],
  ['233', 'SEX CRIMES'],
  ['235', 'DANGEROUS DRUGS'],
  ['236', 'DANGEROUS WEAPONS'],
  ['341', 'PETIT LARCENY'],
  ['342', 'PETIT LARCENY OF MOTOR VEHICLE'],
  ['343', 'OTHER OFFENSES RELATED TO THEF'],
  ['344', 'ASSAULT 3'],
  ['347', 'INTOXICATED'],
  ['348', 'VEHICLE AND TRAFFIC LAWS'],
  ['351', 'CRIMINAL MISCHIEF'],
  ['352', 'CRIMINAL TRESPASS'],
  ['353', 'UNAUTHORIZED USE OF A VEHICLE'],
  ['355', 'OFFENSES AGAINST THE PERSON'],
  ['358', 'OFFENSES INVOLVING FRAUD'],
  ['359', 'OFFENSES AGAINST PUBLIC ADMINI'],
  ['578', 'HARRASSMENT'],
]);

/** Classification codes (PD) that are met most, with the beginning of the heading under which each is counted. */
const PD_HEADINGS: ReadonlyMap<string, string> = new Map([
  ['101', 'ASSAULT 3'],
  ['105', 'FELONY ASSAULT'],
  ['109', 'FELONY ASSAULT'],
  ['113', 'ASSAULT 3'],
  ['175', 'SEX CRIMES'],
  ['198', 'MISCELLANEOUS PENAL LAW'],
  ['205', 'CRIMINAL TRESPASS'],
  ['223', 'BURGLARY'],
  ['259', 'CRIMINAL MISCHIEF'],
  ['339', 'PETIT LARCENY'],
  ['397', 'ROBBERY'],
  ['419', 'GRAND LARCENY'],
  ['439', 'GRAND LARCENY'],
  ['441', 'GRAND LARCENY OF MOTOR VEHICLE'],
  ['462', 'UNAUTHORIZED USE OF A VEHICLE'],
  ['493', 'POSSESSION OF STOLEN PROPERTY'],
  ['511', 'DANGEROUS DRUGS'],
  ['638', 'HARRASSMENT'],
  ['639', 'OFF. AGNST PUB ORD'],
  ['739', 'THEFT-FRAUD'],
  ['793', 'DANGEROUS WEAPONS'],
  ['905', 'INTOXICATED'],
]);

/** Articles of the Penal Law, with sections where one article holds several, and the heading they are counted under. */
const SECTION_HEADINGS: readonly (readonly [RegExp, string])[] = [
  [/^12000$/, 'ASSAULT 3'],
  [/^1200[1-9]|^1201[0-2]/, 'FELONY ASSAULT'],
  [/^12112/, 'FELONY ASSAULT'],
  [/^125/, 'MURDER'],
  [/^1303/, 'RAPE'],
  [/^130/, 'SEX CRIMES'],
  [/^140(?:05|1\d)/, 'CRIMINAL TRESPASS'],
  [/^140(?:2\d|30)/, 'BURGLARY'],
  [/^145/, 'CRIMINAL MISCHIEF'],
  [/^150/, 'ARSON'],
  [/^15525/, 'PETIT LARCENY'],
  [/^155(?:3\d|4\d)/, 'GRAND LARCENY'],
  [/^160/, 'ROBBERY'],
  [/^1650[5-8]/, 'UNAUTHORIZED USE OF A VEHICLE'],
  [/^165[45]/, 'POSSESSION OF STOLEN PROPERTY'],
  [/^170/, 'FORGERY'],
  [/^220/, 'DANGEROUS DRUGS'],
  [/^240(?:2[56]|30)/, 'HARRASSMENT'],
  [/^265/, 'DANGEROUS WEAPONS'],
];

const words = (value: string): Term => ({ type: 'words', value });
const offence = (value: string): Term => ({ type: 'offence', value });

/** `155.30`, `155.30(1)`, `155.30-01`, `155.30.1` as seven digits or their beginning: `15530`, `1553001`. */
function sectionDigits(word: string): string {
  const found = /^(\d{3})\.(\d{2})(?:[(.-]?(\d{1,2}|\d[A-Z]))?$/.exec(word.replace(/^§/, ''));
  if (found?.[1] === undefined || found[2] === undefined) return '';
  return found[1] + found[2] + (found[3] === undefined ? '' : found[3].padStart(2, '0'));
}

function penalLaw(digits: string, take: number, typed: string): Reading {
  const heading = SECTION_HEADINGS.find(([pattern]) => pattern.test(digits))?.[1];
  return reading(words(`PL ${digits}`), take, [heading === undefined ? null : offence(heading), wordsTerm(typed)]);
}

/** `VTL 511`, `vtl 511.1`, `ac 10-125`: the section as records write it, padded to four digits for traffic law. */
function otherLaw(law: string, section: string, take: number): Reading | null {
  if (law === 'VTL') {
    const found = /^(\d{3,4})(?:[.(-]?\d{1,2})?[A-Z]?$/.exec(section);
    return found?.[1] === undefined ? null : reading(words(`VTL${found[1].padStart(4, '0')}`), take);
  }
  return null;
}

function readLaw(word: string, next: string): Reading | null {
  const glued = /^(PL|VTL)(\d.*)$/.exec(word);
  const law = glued?.[1] ?? word;
  const section = glued?.[2] ?? next;
  const take = glued ? 1 : 2;
  if (law === 'VTL') return otherLaw(law, section, take);
  if (law !== 'PL' && law !== 'CPL') return null;
  const digits = sectionDigits(section) || (/^\d{5,7}$/.test(section) ? section : '');
  return digits === '' ? null : penalLaw(digits, take, `${law} ${section}`);
}

export const readCode: Reader = (tokens, at) => {
  const [word, next] = [wordAt(tokens, at), wordAt(tokens, at + 1)];
  const law = readLaw(word, next);
  if (law) return law;
  const alone = sectionDigits(word);
  if (alone !== '') return penalLaw(alone, 1, word);
  if (!/^\d{3}$/.test(next)) return null;
  if (word === 'KY') {
    const heading = KY_HEADINGS.get(next);
    return heading === undefined ? null : reading(offence(heading), 2, [words(next)]);
  }
  if (word !== 'PD') return null;
  // A heading counts more than the one code: the code itself comes first.
  const heading = PD_HEADINGS.get(next);
  return reading(words(next), 2, [heading === undefined ? null : offence(heading)]);
};
