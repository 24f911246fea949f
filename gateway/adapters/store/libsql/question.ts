/** One reading of what was asked of a source, made ready to be looked up. Reads no record. */
import type { SourceId } from '../../../../shared/records/kind.ts';
import type { SearchScope, StoreQuery } from '../../../ports/record-store.ts';
import { readTerms, type Asked } from '../common/asked.ts';
import type { Pass } from '../common/paging.ts';
import { wantedOf, type Wanted } from '../common/wanted.ts';
import type { AbsentWords } from './absent-words.ts';
import type { Counting } from './counting.ts';
import type { IndexTerms } from './index-terms.ts';
import { MOST_RECORDS, type Limits } from './lookups.ts';
import { partsOf, type Parts } from './parts.ts';
import type { StoredNames } from './stored-names.ts';

/** What a reading thread keeps of the file. */
export interface Reader extends Counting {
  readonly absent: AbsentWords;
  readonly names: StoredNames;
  readonly terms: IndexTerms;
}

/** One reading of the question, ready to be looked up. */
export interface Question {
  readonly source: SourceId;
  readonly query: StoreQuery;
  readonly pass: Pass;
  readonly asked: Asked;
  readonly wanted: Wanted;
  readonly parts: Parts;
  readonly limits: Limits;
}

/** Null: nothing of the source can answer it. `arrival`: of the file now. */
export function questionOf(
  { codes, names, terms, absent }: Reader,
  source: SourceId,
  query: StoreQuery,
  scope: SearchScope,
  pass: Pass,
  arrival: number,
): Question | null {
  const asked = readTerms(query.terms, pass, names.alike);
  const wanted = wantedOf(source, query, scope, asked);
  if (wanted === null) return null;
  if (source !== MOST_RECORDS && absent.rulesOut(asked, source, terms.begun('text_term'), arrival)) return null;
  const offences = wanted.offences === null ? null : codes.offenceIds(wanted.offences);
  if (offences?.length === 0) return null;
  const newerThan = query.newsOnly === true && query.since !== undefined ? query.since : null;
  const limits = { wanted, range: wanted.range, offences, newerThan, ascending: false, loose: false };
  return { source, query, pass, asked, wanted, parts: partsOf(asked, wanted, terms), limits };
}
