/** Whether two searches ask for the same terms: then filters and sort of the one still fit the other. Pure. */
import type { Term } from '../../../shared/records/query/term.ts';

export const sameTerms = (a: readonly Term[], b: readonly Term[]): boolean => JSON.stringify(a) === JSON.stringify(b);
