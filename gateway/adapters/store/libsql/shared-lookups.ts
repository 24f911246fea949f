/** Mentions found by their names only, in order: of which record, and at which place in it. */
export interface Names {
  readonly rows: readonly number[];
  readonly places: readonly number[];
  /** Of each record; read when they are first asked for. */
  readonly codes: () => ArrayLike<number>;
  /** Whether that is all. */
  readonly complete: boolean;
}

/**
 * What was looked up for one source and holds for all of them: an officer's question goes to each source of the store.
 * Numbers of records only, of one moment and one turn.
 */
export class SharedLookups {
  #arrival = -1;
  readonly #found = new Map<string, readonly number[]>();
  readonly #names = new Map<string, Names>();

  /** `arrival`: of the last write that is seen. What was found before another is forgotten. */
  at(arrival: number): void {
    if (arrival !== this.#arrival) this.forget();
    this.#arrival = arrival;
  }

  /** When what was asked in one turn is answered: nothing that was typed stays. */
  forget(): void {
    this.#found.clear();
    this.#names.clear();
  }

  /** `asked`: the statement with its values. */
  numbers(asked: string, read: () => readonly number[]): readonly number[] {
    const known = this.#found.get(asked);
    if (known !== undefined) return known;
    const numbers = read();
    this.#found.set(asked, numbers);
    return numbers;
  }

  names(asked: string, read: () => Names): Names {
    const known = this.#names.get(asked) ?? read();
    this.#names.set(asked, known);
    return known;
  }
}
