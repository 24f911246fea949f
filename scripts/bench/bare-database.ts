/** A database asked by hand-written statements, whichever it is: the floor that the gateway is measured against. Nothing here runs in the product. */
import type { Term } from '../../shared/records/query/term.ts';
import type { CityClass } from './city-questions.ts';

/** Answers with the number of rows read. */
export type BareAsk = (terms: readonly Term[]) => number | Promise<number>;

export interface BareDatabase {
  /** The statements of one class of questions, ready to be asked. */
  prepare(asked: CityClass): BareAsk | Promise<BareAsk>;
  close(): void | Promise<void>;
}
