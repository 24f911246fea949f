/** Opens hits as they come from a reading thread, and tells them on. */
import { setImmediate } from 'node:timers/promises';
import type { StoreHit } from '../../../ports/record-store.ts';
import { explainMatch } from '../common/matching.ts';
import type { PackedHits } from './page-hits.ts';
import { storedOf } from './reading.ts';

/** Opened here alone: opening a record’s text costs more than finding it. */
export const unpacked = ({ hits, asked, hidden }: PackedHits): readonly StoreHit[] =>
  hits.map(({ id, json, ...hit }) => {
    const record = storedOf(id, json);
    return { ...hit, record, matched: explainMatch(record, asked, hidden) };
  });

/** One page: the first piece is opened and told at once, each other one after what was told before it has left. */
export class TellingPage {
  readonly #early: (hits: readonly StoreHit[]) => void;
  readonly #hits: StoreHit[] = [];
  #last: Promise<void> | null = null;

  constructor(early: (hits: readonly StoreHit[]) => void) {
    this.#early = early;
  }

  readonly add = (packed: PackedHits): void => {
    if (this.#last === null) {
      this.#last = Promise.resolve();
      this.#tell(packed);
      return;
    }
    this.#last = this.#last.then(() => setImmediate()).then(() => this.#tell(packed));
  };

  /** All that was told, once it is. */
  async told(): Promise<readonly StoreHit[]> {
    await this.#last;
    return this.#hits;
  }

  #tell(packed: PackedHits): void {
    const hits = unpacked(packed);
    this.#hits.push(...hits);
    this.#early(hits);
  }
}
