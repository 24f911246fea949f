/** Questions for the comparison of stores, made of what the records hold, spoilt here and there. Seeded: the same number, the same question. */
import { randomFor, type Random } from '../../gateway/sample/random.ts';
import type { SearchScope, StoreQuery } from '../../gateway/ports/record-store.ts';
import { SENSITIVITY_TAGS } from '../../shared/policy/field-rules.ts';
import type { MentionType, NewRecord } from '../../shared/records/definition.ts';
import { RECORD_KINDS, SOURCE_IDS, SOURCE_OF_KIND, type SourceId } from '../../shared/records/kind.ts';
import { normaliseName, normalisePhone, normalisePlate, wordsOf } from '../../shared/records/query/normalise.ts';
import { termSchema, type Term } from '../../shared/records/query/term.ts';
import { SORT_COLUMNS, SORTS, type ColumnSort, type Filters } from '../../shared/records/search.ts';

export interface Question {
  readonly source: SourceId;
  readonly query: StoreQuery;
  readonly scope: SearchScope;
}

type Raw = Readonly<Record<string, unknown>>;

const part = (text: string, random: Random, least: number): string => {
  const length = random.whole(Math.min(least, text.length), text.length);
  const from = random.whole(0, text.length - length);
  return text.slice(from, from + length);
};

const begin = (text: string, random: Random, least: number): string =>
  text.slice(0, random.whole(Math.min(least, text.length), text.length));

const spoilt = (text: string, random: Random): string => {
  const at = random.whole(0, Math.max(0, text.length - 1));
  const letter = String.fromCharCode(65 + random.whole(0, 25));
  return random.pick([
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + letter + text.slice(at),
    text.slice(0, at) + letter + text.slice(at + 1),
  ]);
};

const shuffled = <T>(values: readonly T[], random: Random): readonly T[] =>
  values
    .map((value) => ({ value, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);

const some = <T>(values: readonly T[], random: Random, most: number): T[] =>
  shuffled(values, random).slice(0, random.whole(1, most));

const named = (one: NewRecord, type: MentionType): readonly string[] =>
  one.mentions.filter((mention) => mention.type === type).map(({ value }) => value);

const anyOf = <T>(values: readonly T[], random: Random): T | undefined => values[random.whole(0, values.length - 1)];

function textsOf(one: NewRecord): readonly string[] {
  const cells = Object.values(one.body).flatMap((rows) => rows.flatMap((row) => Object.values(row)));
  return [one.title, ...cells.filter((cell) => typeof cell === 'string')];
}

function nameTerm(one: NewRecord, random: Random): Raw | null {
  const value = anyOf(named(one, 'person'), random);
  if (value === undefined) return null;
  const words = shuffled(normaliseName(value).split(' '), random).map((word) =>
    random.pick([word, word, begin(word, random, 1), spoilt(word, random)]),
  );
  const asked = words.slice(0, random.whole(1, words.length)).join(' ');
  return { type: 'name', value: asked, match: random.pick(['prefix', 'sounds', 'sounds'] as const) };
}

const LOOKS: Readonly<Record<string, string>> = { '0': 'O', O: '0', '1': 'I', I: '1', '8': 'B', B: '8' };

function plateTerm(one: NewRecord, random: Random): Raw | null {
  const found = anyOf(
    one.mentions.filter(({ type }) => type === 'plate'),
    random,
  );
  if (!found) return null;
  const norm = normalisePlate(found.value);
  const value = random.chance(0.3) ? norm.replace(/[0O1I8B]/g, (sign) => LOOKS[sign] ?? sign) : norm;
  const match = random.pick(['exact', 'starts', 'contains'] as const);
  const asked = match === 'exact' ? value : match === 'starts' ? begin(value, random, 2) : part(value, random, 2);
  const state = random.chance(0.3) ? { state: random.pick(['NY', 'NJ', 'PA']) } : {};
  return { type: 'plate', value: asked, match, ...state };
}

function whenTerm(one: NewRecord, random: Random): Raw {
  const day = (one.occurredAt ?? '2024-06-15').slice(0, 10);
  const year = day.slice(0, 4);
  const time = `T${String(random.whole(0, 23)).padStart(2, '0')}:${random.pick(['00', '15', '59'])}`;
  return {
    type: 'when',
    ...random.pick<Raw>([
      { from: day, to: day },
      { from: `${year}-01-01`, to: `${year}-12-31` },
      { from: day },
      { to: day },
      { from: `${day}${time}` },
      { to: `${day}${time}` },
      { from: `${year}-02-01`, to: `${String(Number(year) + 1)}-03-01${time}` },
    ]),
  };
}

function textTerm(one: NewRecord, random: Random): Raw | null {
  const words = wordsOf(anyOf(textsOf(one), random) ?? '');
  if (words.length === 0) return null;
  const from = random.whole(0, words.length - 1);
  const run = words.slice(from, from + random.whole(1, 4));
  return random.pick<Raw>([
    { type: 'words', value: [...run.slice(0, -1), begin(run.at(-1) ?? '', random, 2)].join(' ') },
    { type: 'words', value: shuffled(words, random).slice(0, 2).join(' ') },
    { type: 'phrase', value: run.join(' ') },
    { type: 'phrase', value: shuffled(run, random).join(' ') },
    { type: 'words', value: `${run.join(' ')} (“*”) NOT` },
  ]);
}

const TERMS: readonly ((one: NewRecord, random: Random) => Raw | null)[] = [
  nameTerm,
  nameTerm,
  plateTerm,
  plateTerm,
  whenTerm,
  textTerm,
  textTerm,
  (one, random) => ({
    type: 'identifier',
    value: random.pick([
      one.number,
      one.number.replaceAll('-', ' '),
      begin(one.number, random, 3),
      spoilt(one.number, random),
    ]),
    ...(random.chance(0.2) ? { kind: one.kind } : {}),
  }),
  (one, random) => ({
    type: 'identifier',
    value: anyOf([...named(one, 'identifier'), ...named(one, 'serial')], random),
  }),
  (one, random) => {
    const digits = normalisePhone(anyOf(named(one, 'phone'), random) ?? '');
    return { type: 'phone', value: random.pick([digits, digits.slice(-4), digits.slice(-7), digits.slice(0, 6)]) };
  },
  (one, random) => ({ type: 'vin', value: part(normalisePlate(anyOf(named(one, 'vin'), random) ?? ''), random, 4) }),
  (one, random) => {
    const address = anyOf([...named(one, 'address'), ...(one.address === null ? [] : [one.address])], random) ?? '';
    return { type: 'address', value: random.pick([address, begin(address, random, 3), address.replace(/^\S+ /, '')]) };
  },
  (one) => ({ type: 'precinct', value: one.precinct }),
  (one) => ({ type: 'kind', value: one.kind }),
  (one, random) => ({
    type: 'offence',
    value: shuffled(wordsOf(one.offence ?? ''), random)
      .slice(0, 2)
      .join(' '),
  }),
  (one, random) => ({ type: 'exclude', value: anyOf(wordsOf(anyOf(textsOf(one), random) ?? ''), random) }),
  (_, random) => ({
    type: 'hours',
    from: `${String(random.whole(0, 23)).padStart(2, '0')}:00`,
    to: `${String(random.whole(0, 23)).padStart(2, '0')}:30`,
  }),
];

function termsOf(records: readonly NewRecord[], one: NewRecord, random: Random): readonly Term[] {
  const terms: Term[] = [];
  const wanted = random.weighted([
    [5, 1],
    [4, 2],
    [2, 3],
    [1, 5],
  ]);
  for (let tries = 0; terms.length < wanted && tries < 40; tries += 1) {
    // Mostly of one record, so that several terms find something together.
    const of = random.chance(0.85) ? one : anyOf(records, random);
    const raw = of && anyOf(TERMS, random)?.(of, random);
    const parsed = termSchema.safeParse(raw);
    if (parsed.success) terms.push(parsed.data);
  }
  return terms.length > 0 ? terms : [{ type: 'kind', value: one.kind }];
}

function filtersOf(one: NewRecord, random: Random): Filters {
  if (random.chance(0.65)) return {};
  const year = Number((one.occurredAt ?? '2024').slice(0, 4));
  return {
    ...(random.chance(0.4) ? { kinds: [...new Set([one.kind, ...some(RECORD_KINDS, random, 3)])] } : {}),
    ...(random.chance(0.4) ? { precincts: [one.precinct ?? 113, random.whole(1, 123)] } : {}),
    ...(random.chance(0.4) ? { years: [...new Set([year, year - 1, random.whole(1950, 2026)])] } : {}),
    ...(random.chance(0.3) ? { offences: [one.offence ?? 'NOISE', 'Déjà vu'] } : {}),
  };
}

function scopeOf(one: NewRecord, random: Random): SearchScope {
  const open: SearchScope = { kinds: RECORD_KINDS, precinct: null, hiddenTags: [], juvenile: true };
  if (random.chance(0.4)) return open;
  return {
    kinds: random.chance(0.7) ? RECORD_KINDS : [one.kind, ...some(RECORD_KINDS, random, 4)],
    precinct: random.chance(0.25) ? (one.precinct ?? 113) : null,
    hiddenTags: random.chance(0.7)
      ? some(
          SENSITIVITY_TAGS.filter((tag) => tag !== 'open'),
          random,
          5,
        )
      : [],
    juvenile: random.chance(0.5),
  };
}

const columnsOf = (random: Random): ColumnSort[] =>
  some(SORT_COLUMNS, random, 3).map((by) => ({ by, direction: random.pick(['ascending', 'descending']) }));

/** `arrivals`: how many writes there were, so that news are asked from any of them. */
export function questionOf(seed: string, number: number, records: readonly NewRecord[], arrivals: number): Question {
  const random = randomFor(`${seed} question ${String(number)}`);
  const one = anyOf(records, random);
  if (!one) throw new Error('no records to ask for');
  const news = random.chance(0.2);
  const query: StoreQuery = {
    terms: termsOf(records, one, random),
    filters: filtersOf(one, random),
    sort: random.pick(SORTS),
    ...(random.chance(0.25) ? { columns: columnsOf(random) } : {}),
    limit: random.pick([1, 3, 10, 50]),
    after: null,
    ...(news ? { since: random.whole(0, arrivals) } : {}),
    ...(news && random.chance(0.6) ? { newsOnly: true } : {}),
  };
  const source = random.chance(0.85) ? SOURCE_OF_KIND[one.kind] : random.pick(SOURCE_IDS);
  return { source, query, scope: scopeOf(one, random) };
}
