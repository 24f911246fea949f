/**
 * First shape of the record store. Never edited once released: a change is the next number. Sealed records have a row
 * in `record` and `content` only, never in an index that a search reads. Rows are numbered in order of time (see
 * `row-number.ts`): every index of this file gives newest first by reading backwards.
 */
import { TEXT_COLUMNS } from '../../common/text-columns.ts';

/** Text comes cut into words; `~` makes a word that no text has: the words of the column `tag`. */
const TOKENS = `tokenize="unicode61 remove_diacritics 2 tokenchars '~'"`;

/**
 * Larger pieces, merged less often, while writing: a quarter more records a second, measured. The writer brings them
 * together when a load is over (`optimise`).
 */
const WRITING = ['record_text', 'mention_words', 'mention_grams']
  .map(
    (table) => `INSERT INTO ${table} (${table}, rank) VALUES ('hashsize', 16777216);
INSERT INTO ${table} (${table}, rank) VALUES ('automerge', 8);`,
  )
  .join('\n');

export const RECORDS = `
CREATE TABLE record (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  number_norm TEXT NOT NULL,
  precinct INTEGER,
  state TEXT NOT NULL,
  sealed INTEGER NOT NULL,
  open_job INTEGER NOT NULL,
  first_arrival INTEGER NOT NULL,
  last_arrival INTEGER NOT NULL,
  hash TEXT NOT NULL,
  mention_tags TEXT NOT NULL
) STRICT;
CREATE INDEX record_number ON record (number_norm, kind);
CREATE INDEX record_arrival ON record (last_arrival);
CREATE INDEX record_open_job ON record (precinct, row) WHERE open_job = 1;

CREATE TABLE content (row INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;

CREATE TABLE arrival (one INTEGER PRIMARY KEY CHECK (one = 1), last INTEGER NOT NULL) STRICT;
INSERT INTO arrival VALUES (1, 0);

CREATE TABLE offence (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE code (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  precinct INTEGER,
  offence INTEGER,
  timed INTEGER NOT NULL,
  records INTEGER NOT NULL
) STRICT;
CREATE TABLE facet (row INTEGER PRIMARY KEY, code INTEGER NOT NULL) STRICT;

CREATE VIRTUAL TABLE mention_words USING fts5(tag, norm, person, begin, address, content='', contentless_delete=1, ${TOKENS});
CREATE VIRTUAL TABLE mention_grams USING fts5(tag, norm, plate, look, vin, content='', contentless_delete=1, ${TOKENS});
CREATE TABLE name_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, codes TEXT NOT NULL) STRICT;

CREATE VIRTUAL TABLE record_text USING fts5(
  tag, offence, ${TEXT_COLUMNS.map(({ name }) => name).join(', ')}, content='', contentless_delete=1, ${TOKENS}
);

CREATE TABLE link (
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (kind, number, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE import (
  sha256 TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  data_set TEXT NOT NULL,
  rows_done INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  finished_at TEXT,
  seq INTEGER NOT NULL
) STRICT;

${WRITING}
`;
