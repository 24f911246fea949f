/** What a source usually takes, in words: half of its searches, and 19 of 20. Pure. */
import type { SourceUsual } from '../../../shared/records/search.ts';
import { instantText } from '../../ui/time.ts';

/** Whole milliseconds below a second, tenths of a second above. */
const timeText = (ms: number): string => (ms < 1_000 ? `${String(Math.round(ms))} ms` : `${(ms / 1_000).toFixed(1)} s`);

export function usualText({ searches, unanswered, p50Ms, p95Ms, since }: SourceUsual): string {
  const usually = p50Ms === null ? 'usually does not answer' : `usually ${timeText(p50Ms)}`;
  const most = p95Ms === null ? '' : `, 19 of 20 within ${timeText(p95Ms)}`;
  const missing = unanswered === 0 ? '' : `; ${String(unanswered)} not answered`;
  return `${usually}${most} (last ${String(searches)} searches, since ${instantText(since)}${missing})`;
}
