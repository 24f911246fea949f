/**
 * Second shape of the record store: which rows a record has left, and when, so that a reader's own copy of what the
 * rows are of can be brought up to date without reading all of them again.
 */
export const VACATED = `
CREATE TABLE vacated (row INTEGER PRIMARY KEY, arrival INTEGER NOT NULL) STRICT;
CREATE INDEX vacated_arrival ON vacated (arrival);
`;
