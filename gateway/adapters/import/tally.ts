/** Counts what an import does, and turns the counts into its report. */
import type { ImportReport } from './import-report.ts';

export class Tally {
  rows = 0;
  stored = 0;
  repeated = 0;
  refused = 0;
  repaired = 0;
  readonly #repairs = new Map<string, number>();
  readonly #refusals = new Map<string, number>();

  refuse(reason: string): void {
    this.refused += 1;
    this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + 1);
  }

  repair(repairs: readonly string[]): void {
    if (repairs.length > 0) this.repaired += 1;
    for (const repair of repairs) this.#repairs.set(repair, (this.#repairs.get(repair) ?? 0) + 1);
  }

  report(
    about: Pick<ImportReport, 'file' | 'dataSet' | 'label' | 'sha256' | 'resumedAt' | 'alreadyDone' | 'finished'> & {
      readonly rejectsPath: string;
    },
  ): ImportReport {
    return {
      ...about,
      rows: this.rows,
      stored: this.stored,
      repeated: this.repeated,
      refused: this.refused,
      repaired: this.repaired,
      repairs: Object.fromEntries(this.#repairs),
      refusals: Object.fromEntries(this.#refusals),
      rejectsPath: this.refused > 0 ? about.rejectsPath : null,
    };
  }
}
