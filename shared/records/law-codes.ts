/**
 * What a charge's statute code means: section, title and class of the New York Penal Law and Vehicle and Traffic Law
 * sections that the published arrest data and the sample name. Reference data, not legal text: a code that is not here is
 * said to be not here, never guessed.
 */
import { PENAL_SECTIONS, TRAFFIC_SECTIONS, type LawClass } from './law-sections.ts';

export interface LawMeaning {
  /** `PL 155.30(8)`: as it is cited; null when the code names no section that can be read. */
  readonly section: string | null;
  /** Null: not in the table. */
  readonly title: string | null;
  /** In plain words; null with the title. */
  readonly classWords: string | null;
}

/** Said wherever a meaning is shown. */
export const LAW_CODES_NOTE = 'Reference data, not verified against the statute: check before charging.';

/** Subdivision as the published codes write it: `08` is (8), `2A1` stays as it is, `00` is none. */
function subdivisionOf(rest: string): string {
  const plain = /^0*(\d*)$/.test(rest) ? rest.replace(/^0+/, '') : rest.replace(/^0+(?=[0-9A-Z])/, '');
  return plain === '' ? '' : `(${plain})`;
}

const PLAIN: Readonly<Partial<Record<LawClass, string>>> = {
  'by subdivision': 'Class depends on the subdivision',
  misdemeanor: 'Misdemeanor',
  violation: 'Violation, not a crime',
  'traffic infraction': 'Traffic infraction, not a crime',
};
const classWordsOf = (law: LawClass): string => PLAIN[law] ?? `Class ${law}`;

interface Read {
  readonly law: 'PL' | 'VTL';
  readonly key: string;
  readonly section: string;
}

/** Reads `PL 1553008`, `PL 155.30`, `pl155.30(8)`, `VTL11920U2`, `VTL 1192`; null for every other law. */
function readCode(code: string): Read | null {
  const text = code.toUpperCase().replaceAll(/[\s().]/g, '');
  const penal = /^PL(\d{5})([0-9A-Z]{0,3})$/.exec(text);
  if (penal) {
    const key = penal[1] ?? '';
    const section = `${String(Number(key.slice(0, 3)))}.${key.slice(3)}`;
    return { law: 'PL', key, section: `PL ${section}${subdivisionOf(penal[2] ?? '')}` };
  }
  const traffic = /^VTL(\d{3,4})([0-9A-Z]{0,4})$/.exec(text);
  if (!traffic) return null;
  const key = (traffic[1] ?? '').padStart(4, '0');
  return { law: 'VTL', key, section: `VTL ${String(Number(key))}${subdivisionOf(traffic[2] ?? '')}` };
}

/** The meaning of a statute code. Never throws; a code that is not understood has neither section nor title. */
export function lawMeaning(code: string): LawMeaning {
  const read = readCode(code);
  if (read === null) return { section: null, title: null, classWords: null };
  const table = read.law === 'PL' ? PENAL_SECTIONS : TRAFFIC_SECTIONS;
  const found = Object.hasOwn(table, read.key) ? table[read.key] : undefined;
  if (found === undefined) return { section: read.section, title: null, classWords: null };
  const [title, law] = found;
  return { section: read.section, title, classWords: classWordsOf(law) };
}
