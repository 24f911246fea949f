/** A workstation as a call has proven it: what the registry says of it, and the key its connection was made with. */
import type { Workstation } from '../../../shared/session/view.ts';

export interface EnrolledWorkstation {
  readonly workstation: Workstation;
  /** SHA-256 of the workstation's key (SPKI, DER), base64url: what tokens and attempts are bound to. */
  readonly thumbprint: string;
}
