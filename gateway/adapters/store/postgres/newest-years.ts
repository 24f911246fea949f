/**
 * Words that very many records have: the newest of them fill an answer long before all have been looked at. Says from which
 * year on to look first; whoever asks looks at all when these do not fill it.
 */
import { LAST_ROW, overlap, rowsBetween } from '../common/row-number.ts';
import type { Connection } from './connection.ts';
import { asksText, type Searching } from './statements.ts';

/** Of a city that keeps twenty years or more. */
const YEARS_KEPT = 20;
/** Years before this one that are looked at second. */
const SOME_YEARS = 3;

const fromYear = (searching: Searching, year: number): Searching | null => {
  const range = overlap(searching.wanted.range, rowsBetween(`${String(year)}-01-01`, undefined));
  // Narrower already: it is asked as it is.
  if (range.from === searching.wanted.range.from) return null;
  return { ...searching, wanted: { ...searching.wanted, range }, sinceYear: year };
};

/**
 * `count`: finds how many a narrower search finds, at most one more than `cap`. Null: none of them fills an answer. What is
 * given finds the newest records of all, and more than `cap` of them.
 */
export async function filledByNewest<T extends { readonly found: number }>(
  searching: Searching,
  cap: number,
  ask: (narrower: Searching) => Promise<T>,
): Promise<T | null> {
  const { wanted, newsSince } = searching;
  const open = wanted.range.to === LAST_ROW && wanted.spans === null;
  if (!asksText(searching) || !open || wanted.precincts !== null || newsSince !== null) return null;
  const today = new Date().getUTCFullYear();
  const [thisYear, someYears] = [fromYear(searching, today), fromYear(searching, today - SOME_YEARS)];
  if (thisYear === null || someYears === null) return null;
  const first = await ask(thisYear);
  if (first.found > cap) return first;
  if (first.found * YEARS_KEPT < cap) return null;
  const second = await ask(someYears);
  return second.found > cap ? second : null;
}

/** Below it looking at all costs less than asking twice. */
const LARGE = 1_000_000;
const ESTIMATE_MS = 600_000;

/** Whether the store is so large that looking at the newest first pays, as the server estimates it; asked every ten minutes. */
export class StoreSize {
  #large = false;
  #until = 0;

  async isLarge(database: Connection): Promise<boolean> {
    if (Date.now() >= this.#until) {
      this.#until = Date.now() + ESTIMATE_MS;
      const [table] = await database.rows(`SELECT reltuples FROM pg_class WHERE oid = 'hit'::regclass`);
      this.#large = Number(table?.['reltuples'] ?? 0) >= LARGE;
    }
    return this.#large;
  }
}
