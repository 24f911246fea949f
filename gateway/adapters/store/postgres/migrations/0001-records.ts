/**
 * First shape of the record store on PostgreSQL. Never edited once released: a change is the next number. The content of
 * every record is sealed by the gateway; a sealed record has a row in `place` and `record` only, never in what a search reads.
 *
 * `record` holds the wide content, by kind and year (`partitions.ts` adds the years as they come). What is searched is
 * slim and in one piece: a search of the whole city would otherwise plan and read a hundred indexes each time.
 *
 * Under Citus: `row` is the distribution column of `record`, `hit`, `mention` and `link`, which then stand together;
 * `place` is distributed by `id`; `store`, `import` and `name_word` are reference tables.
 */
import { RECORD_KINDS } from '../../../../../shared/records/kind.ts';
import { EARLY_END, LATE_START } from '../partition-years.ts';

const partitionsOf = (kind: string): string => `
CREATE TABLE record_${kind} PARTITION OF record FOR VALUES IN ('${kind}') PARTITION BY RANGE (row);
CREATE TABLE record_${kind}_early PARTITION OF record_${kind} FOR VALUES FROM (MINVALUE) TO (${EARLY_END});
CREATE TABLE record_${kind}_late PARTITION OF record_${kind} FOR VALUES FROM (${LATE_START}) TO (MAXVALUE);
`;

/** Texts of a hit, all of them short: they stay in its row. */
const HIT_TEXTS = ['source', 'kind', 'number', 'number_norm', 'offence', 'state'];

/** By which searches find. Left out while a load fills an empty store, and made in one go at its end. */
export const SEARCH_INDEXES: Readonly<Record<string, string>> = {
  hit_source: 'hit (source, row) INCLUDE (kind, precinct, year, offence)',
  hit_kind: 'hit (kind, row)',
  hit_precinct: 'hit (precinct, source, row)',
  hit_number: 'hit (number_norm, kind)',
  hit_own_number: 'hit (kind, number)',
  hit_arrival: 'hit (last_arrival)',
  hit_open_job: 'hit (precinct, row) WHERE open_job',
  hit_lexemes: 'hit USING gin (lexemes)',
  mention_norm: 'mention (type, norm, row DESC) INCLUDE (tags, state)',
  mention_row: 'mention (row)',
  mention_words: 'mention USING gin (words) WHERE words IS NOT NULL',
  mention_pieces: `mention USING gin (norm gin_trgm_ops) WHERE type IN ('plate', 'vin', 'look-alike')`,
  link_other: 'link (kind, number, row)',
};

/** One statement; does nothing when the index is there. */
export const createIndex = (name: string): string =>
  `CREATE INDEX IF NOT EXISTS ${name} ON ${SEARCH_INDEXES[name] ?? ''};`;

export const RECORDS = `
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE place (
  id text COLLATE "C" PRIMARY KEY,
  row bigint NOT NULL UNIQUE,
  kind text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  first_arrival bigint NOT NULL,
  last_arrival bigint NOT NULL
);

CREATE TABLE record (
  kind text COLLATE "C" NOT NULL,
  row bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (kind, row)
) PARTITION BY LIST (kind);
ALTER TABLE record ALTER COLUMN content SET STORAGE EXTERNAL;
${RECORD_KINDS.map(partitionsOf).join('')}

CREATE TABLE hit (
  row bigint PRIMARY KEY,
  source text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  number_norm text COLLATE "C" NOT NULL,
  precinct smallint,
  year smallint,
  offence text COLLATE "C",
  state text COLLATE "C" NOT NULL,
  minute_of_day smallint,
  open_job boolean NOT NULL,
  first_arrival bigint NOT NULL,
  last_arrival bigint NOT NULL,
  lexemes tsvector NOT NULL,
  pad text NOT NULL DEFAULT repeat(' ', 2100)
);
-- The text's words are read for phrases and exclusions only, and every other search reads rows that are slim without them.
-- PostgreSQL stores a column apart from rows of more than 2 kB only: blanks, which take 40 bytes in the end, make every row
-- one of these.
ALTER TABLE hit SET (toast_tuple_target = 128);
ALTER TABLE hit ALTER COLUMN lexemes SET STORAGE EXTERNAL, ALTER COLUMN pad SET STORAGE MAIN;
ALTER TABLE hit ${HIT_TEXTS.map((column) => `ALTER COLUMN ${column} SET STORAGE PLAIN`).join(', ')};

CREATE TABLE mention (
  row bigint NOT NULL,
  place smallint NOT NULL,
  type text COLLATE "C" NOT NULL,
  norm text COLLATE "C" NOT NULL,
  state text COLLATE "C",
  tags integer NOT NULL,
  words tsvector
);

CREATE TABLE link (
  row bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  PRIMARY KEY (row, kind, number)
);

CREATE TABLE name_word (
  seq bigint GENERATED ALWAYS AS IDENTITY,
  word text COLLATE "C" PRIMARY KEY,
  codes text NOT NULL
);
CREATE INDEX name_word_seq ON name_word (seq);

CREATE TABLE import (
  sha256 text COLLATE "C" PRIMARY KEY,
  file text NOT NULL,
  data_set text NOT NULL,
  rows_done bigint NOT NULL,
  refused bigint NOT NULL,
  finished_at text,
  seq bigint GENERATED ALWAYS AS IDENTITY
);
${Object.keys(SEARCH_INDEXES).map(createIndex).join('\n')}
`;
