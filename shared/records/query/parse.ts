/**
 * The box that understands: text into terms. Pure and total: any text gives an answer, never an error, in time that
 * grows with its length (at most {@link MAX_QUERY_TEXT} characters are read, each reader looks a fixed few tokens ahead).
 *
 * Precedence, first match from the left: quotes, exclusions and fields · sections of law · bureaus · record numbers · phones · dates
 * and hours · precincts · kinds and offences (the longer phrase) · VINs · addresses · precincts said loosely · plates ·
 * parts of VINs · runs of digits · names · words.
 */
import { lex, type Token } from './lex.ts';
import { readAddress } from './read-address.ts';
import { readBureau } from './read-bureau.ts';
import { readCode } from './read-code.ts';
import { readPhone } from './read-contact.ts';
import { readMarked } from './read-field.ts';
import { readKnown, readLoosePrecinct, readPrecinct } from './read-known.ts';
import { readDigitRun, readNumber } from './read-number.ts';
import { readPlate, readVin, readVinPart } from './read-vehicle.ts';
import { readWhen } from './read-when.ts';
import { readLoose } from './read-words.ts';
import type { Reader, Reading, ReadingContext } from './reading.ts';
import { MAX_QUERY_TEXT, MAX_TERMS, type ParsedQuery, type Understanding } from './term.ts';
import { wordsTerm } from './text-terms.ts';

const READERS: readonly Reader[] = [
  readMarked,
  readCode,
  readBureau,
  readNumber,
  readPhone,
  readWhen,
  readPrecinct,
  readKnown,
  readVin,
  readAddress,
  readLoosePrecinct,
  readPlate,
  readVinPart,
  readDigitRun,
];

function readAt(tokens: readonly Token[], at: number, context: ReadingContext): Reading | null {
  for (const read of READERS) {
    const found = read(tokens, at, context);
    if (found) return found;
  }
  return null;
}

function understanding(tokens: readonly Token[], at: number, { term, take, others }: Reading): Understanding {
  const taken = tokens.slice(at, at + take);
  const [start, end] = [taken[0]?.start ?? 0, taken.at(-1)?.end ?? 0];
  const isText = term.type === 'words' || term.type === 'phrase' || term.type === 'exclude';
  const words = isText || others.some((other) => other.type === 'words') ? null : wordsTerm(textOf(taken));
  return { term, start, end, others: words ? [...others, words] : others };
}

const textOf = (tokens: readonly Token[]): string => tokens.map((token) => token.text).join(' ');

/** What the tokens mean, in order. Every token is looked at by each reader at most once as a beginning. */
export function readTokens(tokens: readonly Token[], context: ReadingContext): readonly Understanding[] {
  const understood = readAll(tokens, context, false);
  return understood.length > 0 ? understood : readAll(tokens, context, true);
}

function readAll(tokens: readonly Token[], context: ReadingContext, keepStops: boolean): readonly Understanding[] {
  const understood: Understanding[] = [];
  const count = tokens.length;
  let loose = 0;
  const flush = (to: number): void => {
    for (const { at, reading } of readLoose(tokens, loose, to, keepStops)) {
      understood.push(understanding(tokens, at, reading));
    }
  };
  let at = 0;
  while (at < count) {
    const found = readAt(tokens, at, context);
    if (!found) {
      at += 1;
      continue;
    }
    flush(at);
    understood.push(understanding(tokens, at, found));
    at += found.take;
    loose = at;
  }
  flush(count);
  return understood;
}

/** The part of the text that is read: at most {@link MAX_QUERY_TEXT} units, not ending inside a word where one can help it. */
function readable(text: string): string {
  if (text.length <= MAX_QUERY_TEXT) return text;
  const head = text.slice(0, MAX_QUERY_TEXT);
  if (/\s/.test(text.charAt(MAX_QUERY_TEXT))) return head;
  const lastSpace = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'), head.lastIndexOf('\t'));
  return lastSpace > 0 ? head.slice(0, lastSpace) : head;
}

/** Understands the text of the box. `today` is the department's day; when it is no day, dates relative to it are words. */
export function parseQuery(text: string, context: ReadingContext): ParsedQuery {
  const understood = readTokens(lex(readable(text)), context);
  return {
    understood: understood.slice(0, MAX_TERMS),
    cut: text.length > MAX_QUERY_TEXT || understood.length > MAX_TERMS,
  };
}
