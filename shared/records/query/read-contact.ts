/** Reads phones, whole or after a word that says phone. */
import { wordAt, type Token } from './lex.ts';
import { normalisePhone } from './normalise.ts';
import { reading, type Reader } from './reading.ts';
import { wordsTerm } from './text-terms.ts';

/** A phone as written in one to four tokens: `(718) 555-0142`, `+1 718 555 0142`, `555-0142`. Bounded, no nested repeats. */
const PHONE = /^(?:\+?1[ .-]?)?(?:\(?[2-9]\d{2}\)?[ .-]?)?[2-9]\d{2}[ .-]\d{4}$/;
/** Hours, not a phone that begins with the country's 1. */
const HOURS = /^\d{4}[-–. ]\d{4}$/;
const TEN_DIGITS = /^1?[2-9]\d{2}[2-9]\d{6}$/;
const LONGEST_PHONE = 18;

/** The tokens as typed, joined with one space; empty when one of them is no plain word. */
export function typed(tokens: readonly Token[], at: number, count: number): string {
  const pieces: string[] = [];
  for (let next = at; next < at + count; next += 1) {
    const token = tokens[next];
    if (token === undefined || wordAt(tokens, next) === '') return '';
    pieces.push(token.text);
  }
  return pieces.join(' ');
}

export const readPhone: Reader = (tokens, at) => {
  for (let count = 4; count >= 1; count -= 1) {
    const text = typed(tokens, at, count).replace(/[,;]$/, '');
    if (text === '' || text.length > LONGEST_PHONE || HOURS.test(text)) continue;
    if (!PHONE.test(text) && !TEN_DIGITS.test(text)) continue;
    const value = normalisePhone(text);
    const invoice =
      value.length === 10 && count === 1 ? ({ type: 'identifier', value, kind: 'invoice' } as const) : null;
    return reading({ type: 'phone', value }, count, [invoice, wordsTerm(value)]);
  }
  return null;
};
