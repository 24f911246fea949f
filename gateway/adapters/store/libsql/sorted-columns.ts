/** Records as two columns of numbers, in order of rows: what each row is of, kept small and read fast. Knows no file. */

type Codes = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

const MOST_SHORT_CODE = 0xffff;
/** Room for records to come, so that not every one of them moves all. */
const SPARE = 4_096;

/** Places in the columns: from the first to before the last. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

export class SortedColumns {
  #rows = new Float64Array(SPARE);
  #codes: Codes = new Uint16Array(SPARE);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  row(at: number): number {
    return this.#rows[at] ?? -1;
  }

  code(at: number): number {
    return this.#codes[at] ?? 0;
  }

  /** The first place from `low` on whose row is not less than this. */
  place(row: number, low = 0, high = this.#size): number {
    let [from, to] = [low, high];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#rows[middle] ?? 0) < row) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  stretch(from: number, to: number): Stretch {
    const first = this.place(from);
    return { first, last: Math.max(first, this.place(to + 1, first)) };
  }

  /** Of rows newest first or oldest first, each found from where the one before was; null when one is not here. */
  codesOf(rows: readonly number[]): Int32Array | null {
    const found = new Int32Array(rows.length);
    const newestFirst = (rows[0] ?? 0) > (rows.at(-1) ?? 0);
    let last = newestFirst ? this.#size : -1;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? -1;
      const place = newestFirst ? this.#before(row, last) : this.place(row, last + 1);
      if (this.#rows[place] !== row || place >= this.#size) return null;
      found[at] = this.code(place);
      last = place;
    }
    return found;
  }

  /** As {@link place}, looked for from the end backwards: the next row of a list is near the one before. */
  #before(row: number, end: number): number {
    let step = 1;
    let low = end - 1;
    while (low > 0 && (this.#rows[low] ?? 0) > row) {
      step *= 2;
      low -= step;
    }
    return this.place(row, Math.max(0, low), Math.min(end, Math.max(0, low) + step + 1));
  }

  /** Makes room for so many, so that they are not moved as they come. */
  reserve(size: number): void {
    if (size > this.#rows.length) this.#widen(size + SPARE);
  }

  /** Rows after all that are here, in order. */
  append(rows: readonly number[], codes: readonly number[]): void {
    this.#makeRoom(this.#size + rows.length, codes);
    this.#rows.set(rows, this.#size);
    this.#codes.set(codes, this.#size);
    this.#size += rows.length;
  }

  /** Puts rows in, changes and removes them (`null`). Rows in order, each once. */
  apply(changed: readonly { readonly row: number; readonly code: number | null }[]): void {
    const gone: number[] = [];
    const fresh: { readonly row: number; readonly code: number }[] = [];
    for (const { row, code } of changed) {
      const at = this.place(row);
      const isHere = at < this.#size && this.#rows[at] === row;
      if (code === null) {
        if (isHere) gone.push(at);
      } else if (isHere) {
        this.#makeRoom(this.#size, [code]);
        this.#codes[at] = code;
      } else fresh.push({ row, code });
    }
    this.#remove(gone);
    this.#insert(fresh);
  }

  #remove(places: readonly number[]): void {
    places.forEach((at, index) => {
      const next = places[index + 1] ?? this.#size;
      this.#rows.copyWithin(at - index, at + 1, next);
      this.#codes.copyWithin(at - index, at + 1, next);
    });
    this.#size -= places.length;
  }

  #insert(fresh: readonly { readonly row: number; readonly code: number }[]): void {
    this.#makeRoom(
      this.#size + fresh.length,
      fresh.map(({ code }) => code),
    );
    let end = this.#size;
    for (let index = fresh.length - 1; index >= 0; index -= 1) {
      const one = fresh[index];
      if (!one) continue;
      const at = this.place(one.row, 0, end);
      this.#rows.copyWithin(at + index + 1, at, end);
      this.#codes.copyWithin(at + index + 1, at, end);
      this.#rows[at + index] = one.row;
      this.#codes[at + index] = one.code;
      end = at;
    }
    this.#size += fresh.length;
  }

  #makeRoom(size: number, codes: readonly number[]): void {
    if (size > this.#rows.length) {
      this.#widen(Math.ceil(size * 1.02) + SPARE);
    }
    if (this.#codes instanceof Uint16Array && codes.some((code) => code > MOST_SHORT_CODE)) {
      this.#codes = this.#copied(Uint32Array, this.#codes.length);
    }
  }

  #widen(room: number): void {
    const rows = new Float64Array(room);
    rows.set(this.#rows.subarray(0, this.#size));
    this.#rows = rows;
    this.#codes = this.#copied(this.#codes instanceof Uint16Array ? Uint16Array : Uint32Array, room);
  }

  #copied(type: typeof Uint16Array | typeof Uint32Array, room: number): Codes {
    const codes = new type(room);
    codes.set(this.#codes.subarray(0, this.#size));
    return codes;
  }
}
