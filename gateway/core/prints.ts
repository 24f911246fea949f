/**
 * Gives leave to print: what goes on paper leaves the house's control, so it is recorded before the sheet is made (S39). Only
 * records this person may open for the reason in force; no record content passes here.
 */
import { FaultError } from '../../shared/faults/faults.ts';
import type { RecordId } from '../../shared/records/search.ts';
import type { PrintLeave } from '../../shared/records/view.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import { nameOf, type RecordOpening } from './record-opening.ts';

export interface Prints {
  /** One row for the sheet. Throws, audited, `capability.missing`, `reason.missing`, `record.unknown`; `audit.unavailable` when it cannot be recorded. */
  leave(asker: ReasonedAsker, records: readonly RecordId[]): Promise<PrintLeave>;
}

export const createPrints = (deps: { readonly opening: RecordOpening; readonly audit: AuditLog }): Prints => {
  const { opening, audit } = deps;
  return {
    async leave(asker, records) {
      if (!asker.capabilities.has('record.print'))
        await opening.refuse(asker, new FaultError('capability.missing'), `record ${records.join(', ')}`);
      const names: string[] = [];
      for (const id of new Set(records)) names.push(nameOf(await opening.open(asker, id)));
      const object = names.join(' beside ').slice(0, 160);
      const { seq, at } = await audit.append(
        entryBy(asker, { action: 'record.print', outcome: 'ok', object, rule: 'S39' }),
      );
      return { at, auditSeq: seq };
    },
  };
};
