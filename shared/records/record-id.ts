/**
 * How an id says which source keeps the record, so that opening one asks that source and no other. Says nothing else of
 * the record; whoever reads an id still checks what the source answers.
 */
import { SOURCE_IDS, type SourceId } from './kind.ts';

/** First character of the ids of each source's records. */
export const ID_LETTERS = {
  department: 'D',
  warrants: 'W',
  stolen: 'S',
  orders: 'O',
  public: 'P',
} as const satisfies Readonly<Record<SourceId, string>>;

/** `digest`: 22 characters of base64url, of which 21 are kept. */
export const recordIdOf = (source: SourceId, digest: string): string => `${ID_LETTERS[source]}${digest.slice(1)}`;

/** Null: of no source. */
export const sourceOfRecordId = (id: string): SourceId | null =>
  SOURCE_IDS.find((source) => id.startsWith(ID_LETTERS[source])) ?? null;
