/** What is said of a row that is not the live record: archived at its custodian, or from a copy of an earlier time. Pure. */
import { formatMoment } from '../../../shared/records/format.ts';
import type { ResultRow } from '../../../shared/records/search.ts';
import { instantText } from '../../ui/time.ts';

/** @param asOf UTC: the time of the copy. Null: it is live as far as anybody says. */
export function notLive({ archivedAt }: Pick<ResultRow, 'archivedAt'>, asOf: string | undefined): string | null {
  const said = [
    ...(archivedAt === undefined ? [] : [`Archived since ${formatMoment(archivedAt)}`]),
    ...(asOf === undefined ? [] : [`From a copy as of ${instantText(asOf)}`]),
  ];
  return said.length === 0 ? null : said.join('. ');
}
