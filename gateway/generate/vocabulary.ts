/** The words of generated narratives: some hundred of the trade first, then made-up ones, as often as words are in life. Names nobody. */
import type { Random } from '../sample/random.ts';
import { zipfRanks } from './zipf.ts';

const COMMON = `the and of to did with was at in on for from by his her their that not which when then after before
  states stated complainant perp witness officer location street vehicle apartment lobby store front rear door window
  left right hand arm face head male female black white grey blue red green jacket hoodie jeans sneakers cap mask
  approached fled walked drove entered removed observed called responded arrived searched canvassed reported returned
  refused received demanded pushed struck punched kicked grabbed threw broke forced opened closed locked unlocked parked
  property phone wallet bag purse laptop bicycle scooter moped package cash card keys jewelry watch necklace tools
  video camera footage available unavailable negative positive results canvass conducted prepared vouchered invoiced
  notified supervisor sergeant detective squad precinct sector patrol platoon transit housing platform station bus subway
  medical attention hospital ambulance stable condition minor injury pain swelling laceration bruising bleeding
  verbal physical dispute argument threat threatened menacing weapon knife firearm bottle bat hammer pipe stick
  hours morning evening afternoon night midnight approximately unknown known additional further information nothing
  identification license registration insurance plate temporary expired stolen recovered damaged towed impounded
  landlord tenant neighbor roommate employee manager customer driver passenger pedestrian cyclist courier guard
  corner intersection avenue boulevard parkway bridge park playground school church hospitalized building stairwell
  elevator hallway basement roof garage driveway sidewalk fence gate alley yard vacant construction scaffold
  northbound southbound eastbound westbound toward inside outside across behind between adjacent opposite near
  account transfer bank check fraud payment online website message text email number unauthorized identity scam
  order protection court warrant arrest summons released custody processed fingerprinted arraigned dismissed pending`
  .trim()
  .split(/\s+/);

const ONSETS = 'b br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w'.split(
  ' ',
);
const VOWELS = 'a e i o u ai ea ee io oa ou'.split(' ');
const CODAS = 'b ck d ft g l ld ll m mp n nd ng nk nt p r rd rk rn rt s sh ss st t th x'.split(' ');
const ENDINGS = ['', 's', 'ed', 'ing', 'er', 'ly', 'ment', 'tion'] as const;
const SIZE = 25_000;

/** The n-th made-up word: one syllable, two or three, by its digits in the signs above. */
function madeUp(index: number): string {
  let left = index * 7919 + 104_729;
  const next = (signs: readonly string[]): string => {
    const sign = signs[left % signs.length] ?? '';
    left = Math.floor(left / signs.length);
    return sign;
  };
  const ending = next(ENDINGS);
  let word = next(ONSETS) + next(VOWELS) + next(CODAS);
  while (left > 0) word += next(VOWELS) + next(CODAS);
  return word + ending;
}

/** Common ones first. */
const WORDS: readonly string[] = [
  ...new Set([...COMMON, ...Array.from({ length: SIZE }, (_, at) => madeUp(at))]),
].slice(0, SIZE);
const rank = zipfRanks(SIZE, 0.9);

/** So many words in sentences, the first letter of each large. */
export function sentences(words: number, random: Random): string {
  let text = '';
  let inSentence = 0;
  for (let at = 0; at < words; at += 1) {
    const word = WORDS[rank(random)] ?? 'the';
    const begins = inSentence === 0;
    text += begins ? `${at === 0 ? '' : ' '}${word.charAt(0).toUpperCase()}${word.slice(1)}` : ` ${word}`;
    inSentence += 1;
    if (at === words - 1 || (inSentence > 6 && random.chance(0.2))) {
      text += '.';
      inSentence = 0;
    }
  }
  return text;
}

/** The text, carried on until it has between `least` and `most` words. */
export function lengthened(text: string, least: number, most: number, random: Random): string {
  const missing = random.whole(least, most) - text.split(' ').length;
  return missing < 3 ? text : `${text} ${sentences(missing, random)}`;
}
