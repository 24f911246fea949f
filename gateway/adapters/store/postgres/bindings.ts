/** Collects the values of a statement while it is written: every value is bound, none is ever part of the text. */
export class Bindings {
  readonly values: unknown[] = [];

  text(value: string): string {
    return `${this.#add(value.replaceAll('\u0000', ''))}::text`;
  }

  number(value: number): string {
    return `${this.#add(value)}::bigint`;
  }

  /** A question of the full-text language, as `lexemes.ts` writes it. */
  question(value: string): string {
    return `${this.#add(value)}::tsquery`;
  }

  /** To compare with `= ANY`. */
  texts(values: readonly string[]): string {
    return `${this.#add(values.map((value) => value.replaceAll('\u0000', '')))}::text[]`;
  }

  numbers(values: readonly number[]): string {
    return `${this.#add([...values])}::bigint[]`;
  }

  #add(value: unknown): string {
    this.values.push(value);
    return `$${String(this.values.length)}`;
  }
}
