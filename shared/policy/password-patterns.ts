/**
 * Patterns that need no list to be guessed: numbers, repetitions, runs of the keyboard and the alphabet. Pure, so that
 * the gateway refuses and the client warns by the same rules. Keeps and sends nothing.
 */

/** Lower case without accents, in compatibility form: how two passwords are "the same word". */
export const foldCase = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const ROWS = ['qwertyuiop', 'qwertzuiop', 'asdfghjkl', 'zxcvbnm', 'yxcvbnm', 'azertyuiop', 'qsdfghjklm', 'wxcvbn'];
const COLUMNS = [
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  '8ik',
  '9ol',
  '0p',
  'qaz',
  'wsx',
  'edc',
  'rfv',
];
const ZIGZAGS = ['1q2w3e4r5t6y7u8i9o0p', 'q1w2e3r4t5y6u7i8o9p0', '!@#$%^&*()', 'qawsedrftgyhujikolp'];
const LINES = ['abcdefghijklmnopqrstuvwxyz', '12345678901234567890', ...ROWS, ...COLUMNS, ...ZIGZAGS];
const BOTH_WAYS = LINES.flatMap((line) => [line, Array.from(line).reverse().join('')]);
/** Shorter pieces of a line are in every text by chance. */
const RUN = 3;

/** Length of the longest run that begins at `at`: along a line, either way, or of one character. */
const runLength = (text: string, at: number): number => {
  let same = 1;
  while (at + same < text.length && text[at + same] === text[at]) same += 1;
  let longest = same;
  while (BOTH_WAYS.some((line) => line.includes(text.slice(at, at + longest + 1))) && at + longest < text.length) {
    longest += 1;
  }
  return longest;
};

/** Nothing but runs of three and more: `abc123`, `qwe789asd`, `1q2w3e4r`, `aaaa1111`. Two characters may be left over. */
export const isSequence = (password: string): boolean => {
  const text = foldCase(password);
  let left = 0;
  for (let at = 0; at < text.length;) {
    const run = runLength(text, at);
    if (run < RUN) left += 1;
    at += run < RUN ? 1 : run;
  }
  return text.length >= RUN && left <= 2 && left < text.length / 2;
};

/** The same few characters again and again: `abababab`, `password password`, or fewer than four different ones. */
export const isRepetition = (password: string): boolean => {
  const text = foldCase(password);
  if (text.length === 0) return false;
  if (new Set(text).size < 4) return true;
  for (let unit = 1; unit <= text.length / 2; unit += 1) {
    const piece = text.slice(0, unit);
    if (piece.repeat(Math.ceil(text.length / unit)).startsWith(text)) return true;
  }
  return false;
};

/** Digits, with or without separators: dates, telephone, shield and tax numbers. Long ones are not guessed. */
export const isNumber = (password: string): boolean => /^[\p{Nd}\s./:()+-]{1,15}$/u.test(password);
