/**
 * Since when a record of the department's own store counts as archived: so many years after it happened, as the department
 * says for its kind (S4). Derived when a record is read; never writes to the store, never touches another custodian's record.
 */
import { RECORD_KINDS, SOURCE_OF_KIND, type RecordKind } from '../../../shared/records/kind.ts';
import type { Clock } from '../../ports/clock.ts';
import type { StoredRecord } from '../../ports/record-store.ts';

/** The department's own: of the others their custodians say themselves what is archived. */
export const DEPARTMENT_KINDS: readonly RecordKind[] = RECORD_KINDS.filter(
  (kind) => SOURCE_OF_KIND[kind] === 'department',
);

/** Whole years by kind; `default`: of the kinds that are not named. A kind without years stays live. */
export type ArchiveAfterYears = Readonly<Partial<Record<RecordKind | 'default', number | undefined>>>;

/** The record as it is told now: archived, it says since when. */
export type Archiving = (record: StoredRecord) => StoredRecord;

export const NOTHING_ARCHIVED: Archiving = (record) => record;

const departmentDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', dateStyle: 'short' });

/** The day when the years are full, as UTC milliseconds of its date; of 29 February it is 1 March. Null: no date is known. */
const archiveDay = (occurredAt: string | null, years: number): number | null => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(occurredAt ?? '') ?? [];
  return year === undefined ? null : Date.UTC(Number(year) + years, Number(month) - 1, Number(day));
};

/** A record that says itself when it was archived keeps its word; one without a time stays live. */
export const archivingBy = (years: ArchiveAfterYears, clock: Pick<Clock, 'now'>): Archiving => {
  const afterYears = new Map(DEPARTMENT_KINDS.map((kind) => [kind, years[kind] ?? years.default]));
  return (record) => {
    const after = afterYears.get(record.kind);
    if (after === undefined || record.archivedAt != null) return record;
    const day = archiveDay(record.occurredAt, after);
    // The day begins where the department is, not where the clock's zone is.
    if (day === null || day > Date.parse(departmentDay.format(clock.now()))) return record;
    return { ...record, archivedAt: new Date(day).toISOString().slice(0, 10) };
  };
};
