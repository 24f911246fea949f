/** The definitions of all record kinds, by kind. The one table that search, viewer, redaction and import checks read. */
import type { RecordKindDefinition } from '../definition.ts';
import type { RecordKind } from '../kind.ts';
import { ARREST } from './arrest.ts';
import { CALL_311 } from './call311.ts';
import { CALL_911 } from './call911.ts';
import { CASE } from './case.ts';
import { COLLISION } from './collision.ts';
import { COMPLAINT } from './complaint.ts';
import { INVOICE } from './invoice.ts';
import { ORDER } from './order.ts';
import { PUBLIC } from './public.ts';
import { STOLEN } from './stolen.ts';
import { WARRANT } from './warrant.ts';

export const RECORD_DEFINITIONS: Readonly<Record<RecordKind, RecordKindDefinition>> = {
  complaint: COMPLAINT,
  arrest: ARREST,
  collision: COLLISION,
  invoice: INVOICE,
  call911: CALL_911,
  call311: CALL_311,
  case: CASE,
  warrant: WARRANT,
  stolen: STOLEN,
  order: ORDER,
  public: PUBLIC,
};
