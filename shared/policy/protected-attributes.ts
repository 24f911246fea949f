/**
 * Finds queries that describe a person by protected attributes alone (S31, S111): race, color, religion, origin, gender,
 * age and the like, with nothing else that would identify anybody. Pure; the words are data. The gateway decides by it; the
 * page only spares asking what would be refused.
 */
import type { Term } from '../records/query/term.ts';
import { wordsOf } from '../records/query/normalise.ts';

const list = (words: string): readonly string[] => words.split(/\s+/).filter((word) => word !== '');

const PROTECTED: ReadonlySet<string> = new Set([
  // Race, color, ethnicity, origin
  ...list(`BLACK BLACKS WHITE WHITES HISPANIC HISPANICS LATINO LATINOS LATINA LATINAS LATINX ASIAN ASIANS CAUCASIAN
    AFRICAN AMERICAN AMERICANS INDIAN NATIVE PACIFIC ISLANDER ARAB ARABS ARABIC MIDDLE EASTERN BROWN COLORED NEGRO
    CHINESE KOREAN JAPANESE PAKISTANI BANGLADESHI MEXICAN DOMINICAN PUERTO RICAN HAITIAN JAMAICAN NIGERIAN RUSSIAN
    SKIN SKINNED COMPLEXION DARK LIGHT RACE ETHNICITY`),
  // Religion, citizenship, orientation, other statuses
  ...list(`MUSLIM MUSLIMS ISLAMIC JEW JEWS JEWISH CHRISTIAN CATHOLIC HINDU SIKH BUDDHIST RELIGION IMMIGRANT IMMIGRANTS
    ALIEN ALIENS FOREIGN FOREIGNER UNDOCUMENTED MIGRANT CITIZEN GAY LESBIAN HOMOSEXUAL BISEXUAL QUEER STRAIGHT DISABLED
    HANDICAPPED VETERAN MARRIED SINGLE DIVORCED WIDOWED`),
  // Gender
  ...list(`MALE MALES FEMALE FEMALES MAN MEN WOMAN WOMEN BOY BOYS GIRL GIRLS GUY GUYS TRANS TRANSGENDER NONBINARY
    SEX GENDER M F MB MW MH MA FB FW FH FA BM WM HM AM BF WF HF AF B W H A`),
  // Age
  ...list(`TEEN TEENS TEENAGE TEENAGER TEENAGERS YOUNG OLD OLDER YOUNGER ELDERLY SENIOR ADULT ADULTS JUVENILE MINOR CHILD
    CHILDREN KID KIDS YOUTH YOUTHS AGE AGED AGES YEAR YEARS YO YRS TWENTIES THIRTIES FORTIES FIFTIES SIXTIES`),
]);
/** What only holds the others together: says nothing of anybody. */
const FILLING: ReadonlySet<string> = new Set(
  list(`IN HIS HER THEIR THE OF AND OR WITH EARLY MID LATE ABOUT APPROX APPROXIMATELY AROUND BETWEEN TO OVER UNDER
    PERSON PERSONS PEOPLE INDIVIDUAL SUBJECT SUSPECT SUSPECTS PERP PERPETRATOR PERPETRATORS UNKNOWN`),
);
const AGE = /^\d{1,3}(S|YO|YRS|ISH)$/;
const NUMBER = /^\d{1,3}$/;

const isAttribute = (word: string): boolean => PROTECTED.has(word) || AGE.test(word);
const identifiesNobody = (word: string): boolean => isAttribute(word) || FILLING.has(word) || NUMBER.test(word);

/** Terms that are text a person wrote; an age range can be read as a house number. */
const isText = (term: Term): term is Extract<Term, { type: 'words' | 'phrase' | 'name' | 'address' }> =>
  term.type === 'words' || term.type === 'phrase' || term.type === 'name' || term.type === 'address';

/** Text of which no word identifies anybody. A name of one word may be a surname (White, Young). */
function describesOnly(term: Term): boolean {
  if (!isText(term)) return false;
  const words = wordsOf(term.value);
  return words.length > (term.type === 'name' ? 1 : 0) && words.every(identifiesNobody);
}

const holdsAttribute = (term: Term): boolean => isText(term) && wordsOf(term.value).some(isAttribute);

const isPlace = (term: Term): boolean => term.type === 'precinct';
/** Longest stretch that is a time and not an era: with a place it tells an occurrence from others. Days. */
const LONGEST_TIME = 31;
const isTime = (term: Term): boolean =>
  term.type === 'when' &&
  term.from !== undefined &&
  term.to !== undefined &&
  Date.parse(term.to.slice(0, 10)) - Date.parse(term.from.slice(0, 10)) <= LONGEST_TIME * 86_400_000;
/** Narrow the answer, but identify nobody. */
const NARROWING: readonly Term['type'][] = ['kind', 'offence', 'exclude', 'when', 'hours', 'precinct'];

/**
 * True when the only criteria that could point at a person are protected attributes. A place together with a bounded
 * time discriminates; kind, offence, either of them alone, and exclusions do not.
 */
export function isProtectedOnly(terms: readonly Term[]): boolean {
  if (!terms.some((term) => describesOnly(term) && holdsAttribute(term))) return false;
  if (terms.some(isPlace) && terms.some(isTime)) return false;
  return terms.every((term) => describesOnly(term) || NARROWING.includes(term.type));
}
