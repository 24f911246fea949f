/** How a record is to be handled, in one line computed from its custodian, kind and parties (S24). Decides nothing. */
import { custodianOf, type Custodian } from '../../shared/records/kind.ts';
import type { StoredRecord } from '../ports/record-store.ts';

const BY_CUSTODIAN: Readonly<Record<Custodian, string>> = {
  nypd: 'Law enforcement sensitive. For the reason stated only.',
  government: 'Another agency’s record. Confirm with its custodian before acting; no further dissemination.',
  commercial: 'Commercial source: a lead, not proof. Verify before use; no further dissemination.',
};

/** At most 200 characters, the strictest words first. */
export function handlingOf(record: StoredRecord): string {
  const parts = [
    ...(record.sexCrime ? ['Victim identity protected (Civil Rights Law 50-b).'] : []),
    ...(record.juvenile ? ['Juvenile record.'] : []),
    BY_CUSTODIAN[custodianOf(record.kind)],
  ];
  return parts.join(' ').slice(0, 200);
}
