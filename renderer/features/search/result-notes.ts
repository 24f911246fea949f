/** What has to be said about the rows as a whole: found another way, not in the order asked, what is new. Pure. */
import { chipOf } from '../../../shared/records/query/chip.ts';
import type { Term } from '../../../shared/records/query/term.ts';
import { SOURCE_IDS } from '../../../shared/records/kind.ts';
import { countNews, nextPage, type SourceProgress } from '../../../shared/records/results.ts';
import { RANK_CAP } from '../../../shared/records/search.ts';
import { clockText } from '../../ui/time.ts';
import type { SearchRun } from './search-run.ts';

export interface ResultNote {
  readonly id: 'widened' | 'unranked' | 'news';
  readonly text: string;
}

type Widened = NonNullable<SourceProgress['widened']>;
const MEANT: Readonly<Record<Widened, readonly Term['type'][]>> = {
  'look-alike': ['plate'],
  'number-prefix': ['identifier'],
};
const FOUND: Readonly<Record<Widened, string>> = {
  'look-alike': 'these look alike',
  'number-prefix': 'these begin with it',
};

function widenedNote({ request, results }: SearchRun): readonly ResultNote[] {
  const ways = new Set(SOURCE_IDS.flatMap((source) => results.sources[source]?.widened ?? []));
  return [...ways].map((way) => {
    const asked = (request?.terms ?? []).filter((term) => MEANT[way].includes(term.type));
    const names = asked.map((term) => chipOf(term).value).join(', ');
    return { id: 'widened', text: `Nothing has ${names === '' ? 'exactly what was typed' : names}; ${FOUND[way]}.` };
  });
}

function unrankedNote({ results }: SearchRun): readonly ResultNote[] {
  const unranked = SOURCE_IDS.some((source) => results.sources[source]?.ranked === false);
  const most = RANK_CAP.toLocaleString('en-US');
  return unranked
    ? [{ id: 'unranked', text: `More than ${most} records: shown newest first. Narrow it down to sort otherwise.` }]
    : [];
}

function newsNote({ request, results, status, sinceAt }: SearchRun): readonly ResultNote[] {
  if (request?.since === undefined || (status !== 'done' && status !== 'paging')) return [];
  const since = sinceAt === null ? 'since this was last looked at' : `since ${clockText(new Date(sinceAt))}`;
  const { fresh, changed } = countNews(results);
  const so = nextPage(results) === null ? '' : ' in the rows so far';
  const parts = [...(fresh > 0 ? [`${fresh} new`] : []), ...(changed > 0 ? [`${changed} changed`] : [])];
  return [{ id: 'news', text: `${parts.length === 0 ? 'Nothing new' : parts.join(', ')} ${since}${so}.` }];
}

export const resultNotes = (run: SearchRun): readonly ResultNote[] => [
  ...widenedNote(run),
  ...unrankedNote(run),
  ...newsNote(run),
];
