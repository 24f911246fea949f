/** Where a call comes from, as the gateway itself has proven it: never what the client says of itself. */
import type { EnrolledWorkstation } from '../workstations/enrolled-workstation.ts';

export interface Place extends EnrolledWorkstation {
  readonly address: string;
}

/** The same workstation, over a connection made with the same key. */
export const isSamePlace = (a: EnrolledWorkstation, b: EnrolledWorkstation): boolean =>
  a.workstation.id === b.workstation.id && a.thumbprint === b.thumbprint;
