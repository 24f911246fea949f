/** Reads what a field says of the words after it: `name:`, `plate:` … with a colon, or the same word and a space. */
import { foldText } from './clean-text.ts';
import { wordAt, type Token } from './lex.ts';
import { normalisePhone, wordsOf } from './normalise.ts';
import { addressOf, readAddress } from './read-address.ts';
import { typed } from './read-contact.ts';
import { precinctNumber, readKnown, readPrecinct } from './read-known.ts';
import { identifierOf, numberAt, identifierTerm } from './read-number.ts';
import { plateAfterWord, plateOf, vinOf } from './read-vehicle.ts';
import { readWhen } from './read-when.ts';
import { sortOf } from './read-words.ts';
import { nameTerm, wordsTerm } from './text-terms.ts';
import { reading, type Reader, type Reading, type ReadingContext } from './reading.ts';
import type { Term } from './term.ts';
import { KIND_PHRASES, SPACED_FIELDS, STATES, type Field } from './vocabulary.ts';
import { RECORD_KINDS, type RecordKind } from '../kind.ts';

const isKind = (text: string): text is RecordKind => (RECORD_KINDS as readonly string[]).includes(text);

function kindOf(text: string): Term | null {
  const lower = text.toLowerCase();
  const kind = isKind(lower) ? lower : KIND_PHRASES.get(wordsOf(text).join(' '));
  return kind === undefined ? null : { type: 'kind', value: kind };
}

function precinctOf(text: string): Term | null {
  const number = precinctNumber(foldText(text).trim());
  return number === 0 ? null : { type: 'precinct', value: number };
}

function phoneOf(text: string): Term | null {
  const value = normalisePhone(text);
  return value === '' ? null : { type: 'phone', value };
}

/** Upper-case words of an offence as typed: letters, digits, `&` and `-`. At most 60 characters. */
function offenceOf(text: string): Term | null {
  const value = foldText(text)
    .replace(/[^\p{L}\p{N}&-]+/gu, ' ')
    .trim()
    .slice(0, 60)
    .trim();
  return /[\p{L}\p{N}]/u.test(value) ? { type: 'offence', value } : null;
}

const plateWithState = (text: string): Term | null => {
  const upper = foldText(text).trim();
  const state = /^([A-Z]{2}) +(.+)$/.exec(upper);
  return state?.[1] !== undefined && state[2] !== undefined && STATES.has(state[1])
    ? plateOf(state[2], state[1])
    : plateOf(upper);
};

/** What a field makes of a text in quotes, or of one token. `when` and `hours` are read from tokens only. */
function termOf(field: Field, text: string): Term | null {
  if (isKind(field)) return identifierOf(text, field);
  switch (field) {
    case 'name':
      return nameTerm(text, 'prefix');
    case 'sounds':
      return nameTerm(text, 'sounds');
    case 'plate':
      return plateWithState(text);
    case 'phone':
      return phoneOf(text);
    case 'vin':
      return vinOf(foldText(text).replace(/[^A-Z0-9]+/g, ''));
    case 'address':
      return addressOf(text);
    case 'precinct':
      return precinctOf(text);
    case 'offence':
      return offenceOf(text);
    case 'kind':
      return kindOf(text);
    case 'words':
      return wordsTerm(text);
    case 'number':
      return identifierOf(text, null);
    case 'when':
    case 'hours':
      return null;
  }
}

/** Most words after a field that are taken into it. */
const MOST_VALUE_WORDS = 6;

/** Plain words from here on that nothing else claims; the first is taken whatever it is. */
function freeWords(tokens: readonly Token[], at: number, context: ReadingContext, most: number): number {
  let count = 0;
  while (count < most) {
    const token = tokens[at + count];
    if (!token || wordAt(tokens, at + count) === '') break;
    const claimed =
      sortOf(token) === 'stop' ||
      readKnown(tokens, at + count, context) !== null ||
      readWhen(tokens, at + count, context) !== null ||
      readPrecinct(tokens, at + count, context) !== null;
    if (count > 0 && (claimed || SPACED_FIELDS.has(token.upper))) break;
    count += 1;
    if (token.comma && count > 1) break;
  }
  return count;
}

function joined(tokens: readonly Token[], at: number, count: number): string {
  return tokens
    .slice(at, at + count)
    .map((token) => token.text)
    .join(' ');
}

function wordsField(tokens: readonly Token[], at: number, field: Field, context: ReadingContext): Reading | null {
  const most = field === 'name' || field === 'sounds' || field === 'offence' ? 4 : MOST_VALUE_WORDS;
  let count = freeWords(tokens, at, context, most);
  if (field === 'name' || field === 'sounds') {
    let names = 0;
    while (names < count && /\p{L}/u.test(wordAt(tokens, at + names))) names += 1;
    count = names;
  }
  const term = count === 0 ? null : termOf(field, joined(tokens, at, count));
  return term ? reading(term, count, [wordsTerm(joined(tokens, at, count))]) : null;
}

function phoneField(tokens: readonly Token[], at: number): Reading | null {
  for (let count = 4; count >= 1; count -= 1) {
    const text = typed(tokens, at, count);
    if (text === '' || text.length > 20 || !/^[\d\s().+,-]+$/.test(text)) continue;
    const term = phoneOf(text);
    if (term) return reading(term, count);
  }
  return null;
}

function offenceField(tokens: readonly Token[], at: number, context: ReadingContext): Reading | null {
  const known = readKnown(tokens, at, context);
  return known?.term.type === 'offence' ? known : wordsField(tokens, at, 'offence', context);
}

/** The value of a field in the tokens after it. `must`: a colon was typed. */
function valueAt(
  tokens: readonly Token[],
  at: number,
  field: Field,
  context: ReadingContext,
  must: boolean,
): Reading | null {
  if (field === 'when' || field === 'hours') return readWhen(tokens, at, context);
  const token = tokens[at];
  if (!token || token.excluded || token.sign === 'field') return null;
  if (token.sign === 'quoted') {
    const term = termOf(field, token.text);
    return term && reading(term, 1);
  }
  if (field === 'plate') return plateAfterWord(tokens, at, must);
  if (field === 'phone') return phoneField(tokens, at);
  if (field === 'offence') return offenceField(tokens, at, context);
  if (field === 'address') return readAddress(tokens, at, context) ?? wordsField(tokens, at, field, context);
  if (field === 'name' || field === 'sounds') return wordsField(tokens, at, field, context);
  if (field === 'number') {
    const found = numberAt(tokens, at);
    if (found) return reading(identifierTerm(found.number), found.take);
  }
  const term = termOf(field, token.upper || token.text);
  return term && reading(term, 1);
}

/** `name:okonjo`; a field without a value is read as its own word. */
function readColon(tokens: readonly Token[], at: number, field: Field, context: ReadingContext): Reading | null {
  const value = valueAt(tokens, at + 1, field, context, true);
  if (value) return { ...value, take: value.take + 1 };
  const words = wordsTerm(tokens[at]?.text ?? '');
  return words && reading(words, 1);
}

/** `plate klr48`, `phone 0142`: only when what follows can be one. */
function readSpaced(tokens: readonly Token[], at: number, context: ReadingContext): Reading | null {
  const word = wordAt(tokens, at);
  const skip =
    (word === 'LICENSE' || word === 'PARTIAL') && SPACED_FIELDS.get(wordAt(tokens, at + 1)) === 'plate' ? 1 : 0;
  const field = SPACED_FIELDS.get(wordAt(tokens, at + skip));
  if (field === undefined) return null;
  const next = at + skip + 1;
  const follows = wordAt(tokens, next);
  const fits =
    field === 'vin' ? /\d/.test(follows) : field !== 'name' && field !== 'offence' ? true : startsName(tokens[next]);
  if (follows === '' || !fits) return null;
  const address = field === 'address' ? readAddress(tokens, next, context) : null;
  const value = field === 'address' ? address : valueAt(tokens, next, field, context, false);
  return value && { ...value, take: value.take + skip + 1 };
}

const startsName = (token: Token | undefined): boolean => token !== undefined && sortOf(token) === 'name';

function excludeReading(text: string, take: number): Reading | null {
  const value = wordsOf(text)
    .join(' ')
    .slice(0, 60)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
  return value === '' ? null : reading({ type: 'exclude', value }, take);
}

const EXCLUDING = new Set(['WITHOUT', 'NOT', 'EXCEPT', 'EXCLUDING']);
const SKIPPED = new Set(['A', 'AN', 'THE', 'ANY']);

/** `without honda`, `not "front window"`: the word or the quotes after it must not occur. */
function readWithout(tokens: readonly Token[], at: number): Reading | null {
  if (!EXCLUDING.has(wordAt(tokens, at))) return null;
  const from = SKIPPED.has(wordAt(tokens, at + 1)) ? at + 2 : at + 1;
  const token = tokens[from];
  if (!token || token.excluded || token.sign === 'field') return null;
  return excludeReading(token.text, from - at + 1);
}

/** Quotes, exclusions and fields: what was said outright. */
export const readMarked: Reader = (tokens, at, context) => {
  const token = tokens[at];
  if (!token) return null;
  if (token.excluded) return excludeReading(token.text, 1);
  const without = readWithout(tokens, at);
  if (without) return without;
  if (token.sign === 'quoted') {
    const value = token.text.replace(/\s+/g, ' ').trim().slice(0, 200).trim();
    return wordsOf(value).length === 0 ? null : reading({ type: 'phrase', value }, 1, [wordsTerm(value)]);
  }
  if (token.field !== undefined) return readColon(tokens, at, token.field, context);
  return readSpaced(tokens, at, context);
};
