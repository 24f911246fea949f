/**
 * Cuts the text of the box into tokens with their offsets. Linear and total; knows quotes, `-` before a word, `field:`
 * and the few signs that join two tokens. Gives no token a meaning beyond that.
 */
import { foldText, scrub } from './clean-text.ts';
import { FIELD_WORDS, type Field } from './vocabulary.ts';

export interface Token {
  /** Offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** As typed, unsafe characters replaced by spaces; of a quoted token what stands between the quotes. */
  readonly text: string;
  /** Upper case without accents and without punctuation at its ends; empty for punctuation alone. */
  readonly upper: string;
  readonly sign: 'word' | 'quoted' | 'field';
  readonly field?: Field;
  /** Preceded by `-`: must not occur. */
  readonly excluded: boolean;
  /** Followed by a comma. */
  readonly comma: boolean;
}

const QUOTES = '"“”„«»';
const SPACE = /\s/;
const CORE = /[\p{L}\p{N}*?=~&@#]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Without punctuation at either end; one pass. */
function core(text: string): string {
  const units = Array.from(text);
  let from = 0;
  let to = units.length;
  while (from < to && !CORE.test(units[from] ?? '')) from += 1;
  while (to > from && !CORE.test(units[to - 1] ?? '')) to -= 1;
  return units.slice(from, to).join('');
}

const isSpaceAt = (text: string, at: number): boolean => at >= text.length || SPACE.test(text.charAt(at));
const isQuoteAt = (text: string, at: number): boolean => at < text.length && QUOTES.includes(text.charAt(at));

function endOfWord(text: string, start: number): number {
  let at = start;
  while (!isSpaceAt(text, at)) {
    const next = text.charAt(at + 1);
    if (text.charAt(at) === ',' && next !== '' && /\p{L}/u.test(next)) return at + 1;
    if (at > start && (text.charAt(at) === '&' || text.startsWith('..', at))) return at;
    if (at === start && text.charAt(at) === '&') return at + 1;
    if (at === start && text.startsWith('..', at)) return endOfDots(text, at);
    at += 1;
  }
  return at;
}

function endOfDots(text: string, start: number): number {
  let at = start;
  while (text.charAt(at) === '.') at += 1;
  return at;
}

/** Longest word before a colon that can be a field. */
const LONGEST_FIELD = 12;

function fieldAt(text: string, start: number): { readonly field: Field; readonly end: number } | null {
  const colon = text.slice(start, start + LONGEST_FIELD + 1).indexOf(':');
  if (colon < 1) return null;
  const word = text.slice(start, start + colon).toUpperCase();
  const field = FIELD_WORDS.get(word);
  return field === undefined ? null : { field, end: start + colon + 1 };
}

function quotedAt(text: string, start: number, excluded: boolean, tokenStart: number): Token {
  let close = start + 1;
  while (close < text.length && !isQuoteAt(text, close)) close += 1;
  const inside = text.slice(start + 1, close);
  const end = Math.min(close + 1, text.length);
  return { start: tokenStart, end, text: inside, upper: foldText(inside), sign: 'quoted', excluded, comma: false };
}

/** The tokens of a text, in order, never overlapping. */
export function lex(raw: string): readonly Token[] {
  const text = scrub(raw);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpaceAt(text, at)) {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  const excluded =
    /[-−]/.test(text.charAt(start)) &&
    (start === 0 || isSpaceAt(text, start - 1)) &&
    (isQuoteAt(text, start + 1) || LETTER_OR_DIGIT.test(text.charAt(start + 1)));
  const from = excluded ? start + 1 : start;
  if (isQuoteAt(text, from)) return quotedAt(text, from, excluded, start);
  const field = excluded ? null : fieldAt(text, from);
  if (field) {
    return {
      start,
      end: field.end,
      text: text.slice(start, field.end),
      upper: '',
      sign: 'field',
      field: field.field,
      excluded: false,
      comma: false,
    };
  }
  const end = endOfWord(text, from);
  const word = text.slice(from, end);
  return {
    start,
    end,
    text: word,
    upper: foldText(core(word)),
    sign: 'word',
    excluded,
    comma: word.length > 1 && word.endsWith(','),
  };
}

/** The upper-case word at a position; empty where there is none or where it is quoted, excluded or a field. */
export function wordAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token === undefined || token.sign !== 'word' || token.excluded ? '' : token.upper;
}
