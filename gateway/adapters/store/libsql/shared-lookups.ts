/**
 * What was looked up for one source and holds for all of them: an officer's question goes to each source of the store.
 * Numbers of records only, of one moment and one turn.
 */
export class SharedLookups {
  #arrival = -1;
  readonly #found = new Map<string, readonly number[]>();

  /** `arrival`: of the last write that is seen. What was found before another is forgotten. */
  at(arrival: number): void {
    if (arrival !== this.#arrival) this.forget();
    this.#arrival = arrival;
  }

  /** When what was asked in one turn is answered: nothing that was typed stays. */
  forget(): void {
    this.#found.clear();
  }

  /** `asked`: the statement with its values. */
  numbers(asked: string, read: () => readonly number[]): readonly number[] {
    const known = this.#found.get(asked);
    if (known !== undefined) return known;
    const numbers = read();
    this.#found.set(asked, numbers);
    return numbers;
  }
}
