/** The record and its linked records in the order of time, with the open one marked. Pure. */
import type { RecordLink, RecordView } from '../../../shared/records/view.ts';

export type TimelineEntry =
  | { readonly of: 'this'; readonly at: string | null }
  | { readonly of: 'link'; readonly at: string | null; readonly link: RecordLink; readonly position: number };

/** Local times without a zone and times with one sort by their text within a day; that is as fine as a record knows. */
const sortKey = (at: string | null): string => at ?? '~';

/** Oldest first, undated last, the open record before links of the same moment. `position` is the link's place in the record. */
export function timelineOf(view: Pick<RecordView, 'occurredAt' | 'links'>): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [
    { of: 'this', at: view.occurredAt },
    ...view.links.map((link, position) => ({ of: 'link' as const, at: link.occurredAt, link, position })),
  ];
  return entries.sort((a, b) => {
    const [left, right] = [sortKey(a.at), sortKey(b.at)];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}
