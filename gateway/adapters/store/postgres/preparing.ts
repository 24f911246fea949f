/** Makes records ready to be written: here, or ahead in a thread of its own when they were announced. Writes nothing. */
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { PreparingAhead } from '../common/preparing-ahead.ts';
import { prepare, type Prepared, type Ready, type StoreKeys } from './prepared-record.ts';

export class Preparing {
  readonly #keys: StoreKeys;
  readonly #ahead: PreparingAhead<readonly Ready[]>;

  constructor(keys: StoreKeys) {
    this.#keys = keys;
    this.#ahead = new PreparingAhead(new URL('./preparing-thread.ts', import.meta.url), { workerData: keys });
  }

  announce(records: readonly NewRecord[]): void {
    this.#ahead.announce(records);
  }

  /** Rejects with `RangeError` for a record that may not be written. */
  async ready(records: readonly NewRecord[]): Promise<readonly Prepared[]> {
    const made = await this.#ahead.ready(records);
    if (made === null) return records.map((record) => prepare(this.#keys, record));
    return made.map((one) => ({ ...one, lines: () => one.lines }));
  }

  close(): Promise<void> {
    return this.#ahead.close();
  }
}
