/** Says why a record was found: the piece of it that answered the strongest term, with its tags, so that redaction can blank it. */
import type { MentionType } from '../../../../shared/records/definition.ts';
import type { MatchWhy } from '../../../../shared/records/search.ts';
import type { StoredRecord, StoreHit } from '../../../ports/record-store.ts';
import type { Anchor, Asked } from './asked.ts';
import { askedWords } from './asked-words.ts';
import { mentionEntries, reversed, textPieces, type MentionEntry } from './index-entries.ts';
import { excerpt, markCompact, markWords, type Mark, type WordPattern } from './marking.ts';
import type { AlikeWord } from './name-words.ts';
import { isStronger } from './order.ts';
import { maskOf, tagsOf } from './tag-mask.ts';
import { lookAlikeForm } from '../../../../shared/records/query/look-alikes.ts';
import { normaliseIdentifier } from '../../../../shared/records/query/normalise.ts';

interface Match {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly why: MatchWhy;
  readonly tags: number;
}

const OPEN = maskOf(['open']);

function whyCode(norm: string, wanted: string): MatchWhy | null {
  if (norm === wanted) return 'exact';
  if (norm.startsWith(wanted)) return 'starts with';
  return norm.includes(wanted) ? 'contains' : null;
}

const ofMention = (entry: MentionEntry, why: MatchWhy, marks: readonly Mark[]): Match => ({
  text: entry.shown,
  marks,
  why,
  tags: entry.tags,
});

function matchNumber(
  record: StoredRecord,
  entries: readonly MentionEntry[],
  anchor: Extract<Anchor, { on: 'identifier' }>,
): readonly Match[] {
  const own = normaliseIdentifier(record.number);
  const found: Match[] = [];
  const begins = anchor.prefix ?? anchor.norm;
  if (own === anchor.norm || own.startsWith(begins)) {
    const why = own === anchor.norm ? 'number' : 'starts with';
    found.push({
      text: record.number,
      marks: markCompact(record.number, why === 'number' ? own : begins),
      why,
      tags: OPEN,
    });
  }
  for (const entry of entries) {
    if (entry.type !== 'identifier' && entry.type !== 'serial') continue;
    const plain = (text: string): string => (entry.type === 'serial' ? text.replaceAll('-', '') : text);
    if (entry.norm === plain(anchor.norm)) found.push(ofMention(entry, 'exact', markCompact(entry.shown, anchor.norm)));
    else if (entry.norm.startsWith(plain(begins)))
      found.push(ofMention(entry, 'starts with', markCompact(entry.shown, begins)));
  }
  return found;
}

function matchCode(entries: readonly MentionEntry[], type: 'plate' | 'vin', wanted: string): readonly Match[] {
  return entries.flatMap((entry) => {
    const why = entry.type === type ? whyCode(entry.norm, wanted) : null;
    return why === null ? [] : [ofMention(entry, why, markCompact(entry.shown, wanted))];
  });
}

const CODE_WHY: Readonly<Record<'exact' | 'starts' | 'contains', (why: MatchWhy | null) => boolean>> = {
  exact: (why) => why === 'exact',
  starts: (why) => why === 'exact' || why === 'starts with',
  contains: (why) => why !== null,
};

function matchPlate(entries: readonly MentionEntry[], anchor: Extract<Anchor, { on: 'plate' }>): readonly Match[] {
  const { norm, match, lookAlike, state } = anchor;
  const ofState = entries.filter((entry) => state === null || entry.state === null || entry.state === state);
  if (!lookAlike) return matchCode(ofState, 'plate', norm);
  return ofState.flatMap((entry) => {
    if (entry.type !== 'plate') return [];
    const form = lookAlikeForm(entry.norm);
    if (!CODE_WHY[match](whyCode(form, norm))) return [];
    const at = form.indexOf(norm);
    return [ofMention(entry, 'looks like', markCompact(entry.shown, entry.norm.slice(at, at + norm.length)))];
  });
}

type NameWhy = 'name' | AlikeWord['why'];
const WEAKEST_LAST: readonly NameWhy[] = ['name', 'nickname', 'typo', 'sounds like'];

/** Why one of a person's own words stands for an asked one; null when none does. */
function whyWord(own: readonly string[], word: string, alike: readonly AlikeWord[]): NameWhy | null {
  if (own.some((one) => one.startsWith(word))) return 'name';
  return alike.find(({ text }) => own.includes(text))?.why ?? null;
}

function matchName(
  entries: readonly MentionEntry[],
  { words, alike }: Extract<Anchor, { on: 'name' }>,
): readonly Match[] {
  const patterns: readonly WordPattern[] = words.map((text) => ({ text, prefix: true }));
  const similar = [...patterns, ...(alike ?? []).flat().map(({ text }) => ({ text, prefix: false }))];
  return entries.flatMap((entry) => {
    if (entry.type !== 'person') return [];
    const own = entry.norm.split(' ');
    const whys = words.map((word, at) => whyWord(own, word, alike?.[at] ?? []));
    if (whys.every((why) => why === 'name')) return [ofMention(entry, 'name', markWords(entry.shown, patterns))];
    const missed = whys.filter((why) => why === null).length;
    // One word of several may be misheard beyond recognition.
    if (alike === null || missed > 1 || missed === words.length) return [];
    const why = missed > 0 ? 'sounds like' : (WEAKEST_LAST.findLast((one) => whys.includes(one)) ?? 'sounds like');
    return [ofMention(entry, why, markWords(entry.shown, similar))];
  });
}

const piecesOf = (word: string): readonly string[] => word.split('-').filter((piece) => piece !== '');

function matchAddress(entries: readonly MentionEntry[], anchor: Extract<Anchor, { on: 'address' }>): readonly Match[] {
  const patterns = anchor.words.flatMap(({ text, prefix }) => piecesOf(text).map((piece) => ({ text: piece, prefix })));
  const pieces = anchor.words.flatMap(({ text }) => piecesOf(text));
  return entries.flatMap((entry) => {
    if (entry.type !== 'address') return [];
    const own = entry.norm.split(/[ -]/);
    if (!pieces.every((piece) => own.some((one) => one.startsWith(piece)))) return [];
    const why = whyCode(entry.norm, anchor.norm);
    return [
      ofMention(entry, why === null || why === 'contains' ? 'same street' : why, markWords(entry.shown, patterns)),
    ];
  });
}

function matchAnchor(record: StoredRecord, entries: readonly MentionEntry[], anchor: Anchor): readonly Match[] {
  switch (anchor.on) {
    case 'identifier':
      return matchNumber(record, entries, anchor);
    case 'plate':
      return matchPlate(entries, anchor);
    case 'vin':
      return matchCode(entries, 'vin', anchor.norm);
    case 'phone': {
      const digits = reversed(anchor.digits);
      return entries
        .filter((entry) => entry.type === 'phone' && entry.norm.startsWith(anchor.digits))
        .map((entry) =>
          ofMention(entry, digits.length === 10 ? 'exact' : 'contains', markCompact(entry.shown, digits)),
        );
    }
    case 'name':
      return matchName(entries, anchor);
    case 'address':
      return matchAddress(entries, anchor);
  }
}

const TEXT_PATTERNS = new WeakMap<Asked, readonly WordPattern[]>();

/** Of one question, for all its records. */
function textPatterns(asked: Asked): readonly WordPattern[] {
  const known = TEXT_PATTERNS.get(asked);
  if (known) return known;
  const patterns = [
    ...asked.words.flatMap((text) => {
      const words = askedWords(text);
      return words.map((word, at) => ({ text: word, prefix: at === words.length - 1 }));
    }),
    ...asked.phrases.flatMap((text) => askedWords(text).map((word) => ({ text: word, prefix: false }))),
    ...asked.offences.flatMap((text) => askedWords(text).map((word) => ({ text: word, prefix: true }))),
  ];
  TEXT_PATTERNS.set(asked, patterns);
  return patterns;
}

function matchText(record: StoredRecord, asked: Asked, hidden: number): Match | null {
  const patterns = textPatterns(asked);
  if (patterns.length === 0) return null;
  let best: Match | null = null;
  for (const piece of textPieces(record)) {
    if ((piece.tags & hidden) !== 0) continue;
    const marks = markWords(piece.text, patterns);
    if (marks.length > (best?.marks.length ?? 0))
      best = { ...excerpt(piece.text, marks), why: 'word', tags: piece.tags };
  }
  return best;
}

/** Types of the mentions an anchor is looked for in. */
function typesOf({ on }: Anchor): readonly MentionType[] {
  if (on === 'identifier') return ['identifier', 'serial'];
  return on === 'name' ? ['person'] : [on];
}

/** The strongest visible match; the title when only filters found the record. Marks are at most twenty, text at most 240 characters. */
export function explainMatch(record: StoredRecord, asked: Asked, hidden: number): StoreHit['matched'] {
  const entries =
    asked.anchors.length === 0
      ? []
      : mentionEntries(record, asked.anchors.flatMap(typesOf)).filter((entry) => (entry.tags & hidden) === 0);
  const matches = asked.anchors.flatMap((anchor) => matchAnchor(record, entries, anchor));
  const text = matches.length === 0 ? matchText(record, asked, hidden) : null;
  if (text) matches.push(text);
  const best = matches.reduce<Match>((strongest, next) => (isStronger(next.why, strongest.why) ? next : strongest), {
    text: record.title,
    marks: [],
    why: 'filter',
    tags: OPEN,
  });
  return { ...excerpt(best.text, best.marks), why: best.why, tags: tagsOf(best.tags) };
}
