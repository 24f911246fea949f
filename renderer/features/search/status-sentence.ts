/** The bottom line after a search: how many rows, how fast. Pure. */
import type { SearchRun } from './search-run.ts';

const number = (value: number): string => value.toLocaleString('en-US');

export function statusSentence({ status, results, firstRowMs }: SearchRun): string {
  if (status === 'idle' || status === 'failed') return '';
  if (results.rows.length === 0) return status === 'done' ? 'No record to show' : 'Searching…';
  const first = firstRowMs === null ? '' : ` · first row after ${Math.round(firstRowMs)} ms`;
  const plus = results.exact ? '' : '+';
  return `${number(results.rows.length)} of ${number(Math.max(results.total, results.rows.length))}${plus} shown${first}`;
}
