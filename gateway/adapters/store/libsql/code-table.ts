/**
 * The codes of records: one number for kind, precinct, offence and whether the hour is known, so that facets count
 * numbers. A reader's copy, which grows with the file; says nothing of one record.
 */
import type { RecordKind } from '../../../../shared/records/kind.ts';
import type { FacetCounts } from '../common/facets.ts';
import { rows, type Connection } from './connection.ts';

interface Code {
  readonly kind: RecordKind;
  readonly precinct: number | null;
  readonly offence: string | null;
}

export class CodeTable {
  readonly #database: Connection;
  readonly #codes: (Code | undefined)[] = [];
  readonly #offences: string[] = [];

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

  /** `tally`: how many records have the code of each index. */
  counts(tally: readonly (number | undefined)[], year: FacetCounts['year']): FacetCounts {
    const kind = new Map<RecordKind, number>();
    const precinct = new Map<number, number>();
    const offence = new Map<string, number>();
    const count = <T>(map: Map<T, number>, value: T | null, records: number): void => {
      if (value !== null) map.set(value, (map.get(value) ?? 0) + records);
    };
    tally.forEach((records = 0, id) => {
      const code = records === 0 ? undefined : this.of(id);
      if (!code) return;
      count(kind, code.kind, records);
      count(precinct, code.precinct, records);
      count(offence, code.offence, records);
    });
    return { kind, precinct, year, offence };
  }

  #grow(): void {
    for (const row of rows(this.#database, 'SELECT id, text FROM offence WHERE id >= :from', {
      from: this.#offences.length,
    })) {
      this.#offences[Number(row['id'])] = String(row['text']);
    }
    const fresh = rows(this.#database, 'SELECT id, kind, precinct, offence FROM code WHERE id >= :from', {
      from: this.#codes.length,
    });
    for (const row of fresh) {
      this.#codes[Number(row['id'])] = {
        kind: String(row['kind']) as RecordKind,
        precinct: row['precinct'] == null ? null : Number(row['precinct']),
        offence: row['offence'] == null ? null : (this.#offences[Number(row['offence'])] ?? null),
      };
    }
  }
}

/** How often each code stands in a list. */
export function tallyOf(codes: readonly number[], into: number[] = []): number[] {
  for (const code of codes) into[code] = (into[code] ?? 0) + 1;
  return into;
}
