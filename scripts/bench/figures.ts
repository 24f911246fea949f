/** Spreads of measured times, and tables of them for the console and for the document. Pure; judges nothing. */

/** Milliseconds, nearest-rank percentiles. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly least: number;
  readonly most: number;
}

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One thing measured: the table and what its figures mean. */
export interface Section {
  readonly title: string;
  readonly meaning: readonly string[];
  readonly table: Table;
}

/** Values that could not be measured (NaN) are left out and not counted. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { count: sorted.length, p50: rank(0.5), p95: rank(0.95), least: rank(0), most: rank(1) };
}

/** Milliseconds to the precision that means something; a dash for none. */
export function shown(ms: number): string {
  if (Number.isNaN(ms)) return '–';
  if (ms < 10) return ms.toFixed(2);
  return ms < 100 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en-US');
}

export const pair = ({ p50, p95 }: Spread): string => `${shown(p50)} / ${shown(p95)}`;

export function consoleTable({ head, rows }: Table): string {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

export function markdownTable({ head, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
