/**
 * The codes of records: one number for kind, precinct, offence and whether the hour is known, so that facets count
 * numbers. A reader's copy, which grows with the file; says nothing of one record.
 */
import { SOURCE_OF_KIND, type RecordKind, type SourceId } from '../../../../shared/records/kind.ts';
import type { FacetCounts } from '../common/facets.ts';
import type { Wanted } from '../common/wanted.ts';
import { rows, type Connection } from './connection.ts';

interface Code {
  readonly kind: RecordKind;
  readonly precinct: number | null;
  readonly offence: string | null;
  readonly timed: boolean;
}

export class CodeTable {
  readonly #database: Connection;
  readonly #codes: (Code | undefined)[] = [];
  readonly #kinds = new Set<RecordKind>();
  readonly #offences: string[] = [];
  readonly #ofSource = new Map<SourceId, Uint8Array>();
  #lastWanted: { readonly asked: string; readonly allowed: Uint8Array } | null = null;
  #arrival: number | null = null;

  constructor(database: Connection) {
    this.#database = database;
  }

  /** Numbers of offences in the file; those it has never seen are left out. */
  offenceIds(offences: readonly string[]): readonly number[] {
    const found = rows(this.#database, 'SELECT id FROM offence WHERE text IN (SELECT value FROM json_each(:wanted))', {
      wanted: JSON.stringify(offences),
    });
    return found.map((row) => Number(row['id']));
  }

  of(id: number): Code | undefined {
    if (id >= this.#codes.length) this.#grow();
    return this.#codes[id];
  }

  /** Whether there ever was a record of one of the kinds. As of the last {@link refresh}. */
  holds(kinds: readonly RecordKind[]): boolean {
    return kinds.some((kind) => this.#kinds.has(kind));
  }

  /** By the number of a code: 1 when its records are of the source. As of the last {@link refresh}. */
  ofSource(source: SourceId): Uint8Array {
    const known = this.#ofSource.get(source);
    if (known?.length === this.#codes.length) return known;
    const own = Uint8Array.from(this.#codes, (code) => (code && SOURCE_OF_KIND[code.kind] === source ? 1 : 0));
    this.#ofSource.set(source, own);
    return own;
  }

  /** By the number of a code: 1 when its records are wanted, by all but their time. As of the last {@link refresh}. */
  wanted({ source, kinds, precincts, offences, hours }: Wanted): Uint8Array {
    const asked = JSON.stringify([source, kinds, precincts, offences, hours.length]);
    if (this.#lastWanted?.asked === asked && this.#lastWanted.allowed.length === this.#codes.length)
      return this.#lastWanted.allowed;
    const allowed = new Uint8Array(this.#codes.length);
    const isWanted = ({ kind, precinct, offence, timed }: Code): boolean =>
      (kinds === null ? SOURCE_OF_KIND[kind] === source : kinds.includes(kind)) &&
      (precincts === null || (precinct !== null && precincts.includes(precinct))) &&
      (offences === null || (offence !== null && offences.includes(offence))) &&
      (hours.length === 0 || timed);
    this.#codes.forEach((code, id) => {
      if (code && isWanted(code)) allowed[id] = 1;
    });
    this.#lastWanted = { asked, allowed };
    return allowed;
  }

  /** `tally`: how many records have the code of each index. */
  counts(tally: ArrayLike<number | undefined>, year: FacetCounts['year']): FacetCounts {
    const kind = new Map<RecordKind, number>();
    const precinct = new Map<number, number>();
    const offence = new Map<string, number>();
    const count = <T>(map: Map<T, number>, value: T | null, records: number): void => {
      if (value !== null) map.set(value, (map.get(value) ?? 0) + records);
    };
    for (let id = 0; id < tally.length; id += 1) {
      const records = tally[id] ?? 0;
      const code = records === 0 ? undefined : this.of(id);
      if (!code) continue;
      count(kind, code.kind, records);
      count(precinct, code.precinct, records);
      count(offence, code.offence, records);
    }
    return { kind, precinct, year, offence };
  }

  /** Reads what the file has more than at its arrival before. */
  refresh(arrival: number): void {
    if (this.#arrival !== arrival) this.#grow();
    this.#arrival = arrival;
  }

  #grow(): void {
    for (const row of rows(this.#database, 'SELECT id, text FROM offence WHERE id >= :from', {
      from: this.#offences.length,
    })) {
      this.#offences[Number(row['id'])] = String(row['text']);
    }
    const fresh = rows(this.#database, 'SELECT id, kind, precinct, offence, timed FROM code WHERE id >= :from', {
      from: this.#codes.length,
    });
    for (const row of fresh) {
      const kind = String(row['kind']) as RecordKind;
      this.#kinds.add(kind);
      this.#codes[Number(row['id'])] = {
        kind,
        precinct: row['precinct'] == null ? null : Number(row['precinct']),
        offence: row['offence'] == null ? null : (this.#offences[Number(row['offence'])] ?? null),
        timed: row['timed'] === 1,
      };
    }
  }
}

/** How often each code stands in a list. */
export function tallyOf(codes: ArrayLike<number>, into: number[] = []): number[] {
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    into[code] = (into[code] ?? 0) + 1;
  }
  return into;
}
