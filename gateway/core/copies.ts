/**
 * Gives one cell to be copied: only what is shown to this person in clear, recorded before it is given (S39). What is masked
 * or withheld is not copied, revealed or not.
 */
import { FaultError } from '../../shared/faults/faults.ts';
import type { CellValue } from '../../shared/records/definition.ts';
import { RECORD_DEFINITIONS } from '../../shared/records/kinds/definitions.ts';
import type { Cell } from '../../shared/records/search.ts';
import type { RevealRequest } from '../../shared/records/view.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import type { ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import { nameOf, type RecordOpening } from './record-opening.ts';
import { addressCell, cellOf, decisionOf } from './redaction.ts';
import { fieldAskerOf } from './scope.ts';

export interface Copies {
  /** Throws, audited, `capability.missing`, `record.unknown`, `field.not-copyable`; `audit.unavailable` when it cannot be recorded. */
  copy(asker: ReasonedAsker, request: RevealRequest): Promise<{ text: string; auditSeq: number }>;
}

const MOST_TEXT = 20_000;
/** Section of the request that means the record's row in a result, not a cell of the record. */
const ROW = 'row';

const textOf = (value: CellValue): string =>
  typeof value === 'boolean' ? (value ? 'Yes' : 'No') : value === null ? '' : String(value).slice(0, MOST_TEXT);

const shown = (value: CellValue): Cell => cellOf(value, { show: 'shown' });

/** What stands on the row for everybody who may find it; the address as it is shown. Null: no such column. */
function rowCell(asker: ReasonedAsker, record: StoredRecord, field: string): Cell | null {
  switch (field) {
    case 'number':
      return shown(record.number);
    case 'title':
      return shown(record.title);
    case 'occurredAt':
      return shown(record.occurredAt);
    case 'precinct':
      return shown(record.precinct);
    case 'state':
      return shown(record.state.label);
    case 'address':
      return addressCell(record, fieldAskerOf(asker));
    default:
      return null;
  }
}

function recordCell(asker: ReasonedAsker, record: StoredRecord, { section: id, row, field: key }: RevealRequest) {
  const section = RECORD_DEFINITIONS[record.kind].sections.find((one) => one.id === id);
  const field = section?.fields.find((one) => one.key === key);
  const value = record.body[id]?.[row]?.[key] ?? null;
  if (!section || !field || value === null) return null;
  return cellOf(value, decisionOf(record, section, field, fieldAskerOf(asker)));
}

export const createCopies = (deps: { readonly opening: RecordOpening; readonly audit: AuditLog }): Copies => {
  const { opening, audit } = deps;
  return {
    async copy(asker, request) {
      const { record: id, section, row, field } = request;
      if (!asker.capabilities.has('record.copy'))
        await opening.refuse(asker, new FaultError('capability.missing'), `record ${id}`);
      const record = await opening.open(asker, id);
      const object = `${nameOf(record)} · ${section}[${String(row)}].${field}`.slice(0, 160);
      const cell = section === ROW ? rowCell(asker, record, field) : recordCell(asker, record, request);
      if (cell?.show !== 'shown' || cell.value === null) {
        return opening.refuse(asker, new FaultError('field.not-copyable'), object);
      }
      const { seq } = await audit.append(entryBy(asker, { action: 'cell.copy', outcome: 'ok', object, rule: 'S39' }));
      return { text: textOf(cell.value), auditSeq: seq };
    },
  };
};
