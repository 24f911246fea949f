/**
 * Makes typed or imported text harmless before anything reads it: one code unit of input gives at most one of output
 * in {@link scrub}, so that offsets stay true. Decides nothing about meaning.
 */

/** Control characters, invisible format characters (zero width, bidi overrides), private use and lone surrogates. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const MARKS = /\p{M}+/gu;

/** The text with each unsafe code unit replaced by a space; same length as the input. */
export function scrub(text: string): string {
  return text.replace(UNSAFE, (found) => ' '.repeat(found.length));
}

/** Most text is: nothing in it needs folding but the case. */
const PLAIN = /^[ -~]*$/;

/** Upper case without accents, unsafe characters dropped: `Séán` gives `SEAN`. Length may differ from the input. */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toUpperCase();
  return text
    .replace(UNSAFE, (found) => (found === '\t' || found === '\n' || found === '\r' ? ' ' : ''))
    .normalize('NFKD')
    .replace(MARKS, '')
    .toUpperCase();
}
