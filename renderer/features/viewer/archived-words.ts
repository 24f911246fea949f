/** Since when a record is archived, in words; the same wherever the viewer says it. Pure. */
import { formatMoment } from '../../../shared/records/format.ts';

/** `at`: as `occurredAt` is written. */
export const archivedWords = (at: string): string => `Archived since ${formatMoment(at)}`;
