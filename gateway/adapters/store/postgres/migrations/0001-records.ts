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
  id text COLLATE "C" NOT NULL,
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
  lexemes tsvector NOT NULL
);
-- Text is read when words are looked for one after the other only: rows without it are slim.
ALTER TABLE hit ALTER COLUMN lexemes SET STORAGE EXTERNAL;
ALTER TABLE hit SET (toast_tuple_target = 128);
CREATE INDEX hit_source ON hit (source, row) INCLUDE (kind, precinct, year, offence);
CREATE INDEX hit_kind ON hit (kind, row);
CREATE INDEX hit_precinct ON hit (precinct, source, row);
CREATE INDEX hit_number ON hit (number_norm, kind);
CREATE INDEX hit_own_number ON hit (kind, number);
CREATE INDEX hit_arrival ON hit (last_arrival);
CREATE INDEX hit_open_job ON hit (precinct, row) WHERE open_job;
CREATE INDEX hit_lexemes ON hit USING gin (lexemes);

CREATE TABLE mention (
  row bigint NOT NULL,
  place smallint NOT NULL,
  type text COLLATE "C" NOT NULL,
  norm text COLLATE "C" NOT NULL,
  state text COLLATE "C",
  tags integer NOT NULL,
  words tsvector
);
CREATE INDEX mention_norm ON mention (type, norm, row DESC) INCLUDE (tags, state);
CREATE INDEX mention_row ON mention (row);
CREATE INDEX mention_words ON mention USING gin (words) WHERE words IS NOT NULL;
CREATE INDEX mention_pieces ON mention USING gin (norm gin_trgm_ops) WHERE type IN ('plate', 'vin', 'look-alike');

CREATE TABLE link (
  row bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  PRIMARY KEY (row, kind, number)
);
CREATE INDEX link_other ON link (kind, number, row);

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
`;
