/** Collects the values of a statement while it is written: every value is bound, none is ever part of the text. */
export class Bindings {
  readonly values: Record<string, string | number | null> = {};
  #next = 0;

  /** The name to write in the statement for this value. */
  add(value: string | number | null): string {
    const name = `v${this.#next}`;
    this.#next += 1;
    this.values[name] = value;
    return `:${name}`;
  }

  /** A set to test membership in, whatever its size. */
  set(values: readonly (string | number)[]): string {
    return `(SELECT value FROM json_each(${this.add(JSON.stringify(values))}))`;
  }
}
