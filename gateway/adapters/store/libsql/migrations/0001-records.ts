/**
 * First shape of the record store. Never edited once released: a change is the next number. Sealed records have a row
 * in `record` and `content` only, never in an index that a search reads.
 */
import { TEXT_COLUMNS } from '../text-columns.ts';

export const RECORDS = `
CREATE TABLE record (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  number_norm TEXT NOT NULL,
  source TEXT NOT NULL,
  at_key TEXT NOT NULL,
  at_back TEXT NOT NULL,
  year INTEGER,
  precinct INTEGER,
  offence TEXT,
  sealed INTEGER NOT NULL,
  open_job INTEGER NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (kind, number)
) STRICT;
CREATE INDEX record_number ON record (number_norm, kind);
CREATE INDEX record_newest ON record (source, at_key, id) WHERE sealed = 0;
CREATE INDEX record_oldest ON record (source, at_back, id) WHERE sealed = 0;
CREATE INDEX record_precinct ON record (source, precinct, at_key, id) WHERE sealed = 0;
CREATE INDEX record_kind ON record (source, kind, at_key, id) WHERE sealed = 0;
CREATE INDEX record_open_job ON record (precinct, at_key) WHERE open_job = 1;

CREATE TABLE content (row INTEGER PRIMARY KEY REFERENCES record (row), json TEXT NOT NULL) STRICT;

CREATE TABLE mention (
  id INTEGER PRIMARY KEY,
  record INTEGER NOT NULL REFERENCES record (row),
  type TEXT NOT NULL,
  norm TEXT NOT NULL,
  shown TEXT NOT NULL,
  state TEXT,
  tags INTEGER NOT NULL
) STRICT;
CREATE INDEX mention_norm ON mention (type, norm, tags, record, state);
CREATE INDEX mention_record ON mention (record);

CREATE VIRTUAL TABLE mention_words USING fts5(
  person, address, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE mention_grams USING fts5(code, content='', contentless_delete=1, tokenize='trigram');

CREATE TABLE name_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE name_sound (code TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (code, word)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE name_grams USING fts5(word, content='', contentless_delete=1, tokenize='trigram');

CREATE VIRTUAL TABLE record_text USING fts5(
  tag, offence, ${TEXT_COLUMNS.map(({ name }) => name).join(', ')},
  content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
);

CREATE TABLE link (
  record INTEGER NOT NULL REFERENCES record (row),
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  relation TEXT NOT NULL,
  PRIMARY KEY (record, kind, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_other ON link (kind, number, record);

CREATE TABLE import (
  sha256 TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  data_set TEXT NOT NULL,
  rows_done INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  finished_at TEXT,
  seq INTEGER NOT NULL
) STRICT;
`;
