/** Reads the hits of a page's rows and tells them, as texts that are opened on the other thread. */
import type { StoreHit } from '../../../ports/record-store.ts';
import type { Asked } from '../common/asked.ts';
import { orderText, type Ordering } from '../common/order.ts';
import { SCREEN, type FoundRow } from '../common/paging.ts';
import { newsOf } from '../common/record-key.ts';
import type { Question, Reader } from './question.ts';
import { readShown } from './reading.ts';

/** A hit on its way between threads: its record as the text it is kept as, which costs least to hand over. */
export type PackedHit = Pick<StoreHit, 'order' | 'news'> & { readonly id: string; readonly json: string };

/** Hits and what is needed to say why each was found, for whoever opens their texts: nobody else has to. */
export interface PackedHits {
  readonly hits: readonly PackedHit[];
  readonly asked: Asked;
  /** As `Wanted.hidden`. */
  readonly hidden: number;
}

/** Told of a page in pieces, as soon as nothing can change it any more, when all is not counted yet. */
export type TellEarly = (hits: PackedHits) => void;

export function hitsOf(
  { database }: Reader,
  { asked, wanted, query }: Question,
  ordering: Ordering,
  found: readonly FoundRow[],
): PackedHits {
  const shown = readShown(
    database,
    found.map(({ row }) => row),
  );
  const hits = found.flatMap(({ row, band, keys }): readonly PackedHit[] => {
    const one = shown.get(row);
    if (!one) return [];
    const news = newsOf(one.firstArrival, one.lastArrival, query.since);
    return [{ id: one.id, json: one.json, order: orderText(ordering, row, band, keys), news }];
  });
  return { hits, asked, hidden: wanted.hidden };
}

/** Tells a page early: what fills a screen first, so that it is on its way while the rest is read. */
export function tellPage(
  reader: Reader,
  question: Question,
  { ordering, rows }: { readonly ordering: Ordering; readonly rows: readonly FoundRow[] },
  early: TellEarly,
): void {
  for (const piece of [rows.slice(0, SCREEN), rows.slice(SCREEN)]) {
    if (piece.length > 0) early(hitsOf(reader, question, ordering, piece));
    reader.check();
  }
}
