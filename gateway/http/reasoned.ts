/** The asker of a row that needs a reason, whose reason the hook has seen. Lets nobody in. */
import { FaultError } from '../../shared/faults/faults.ts';
import type { Asker, ReasonedAsker } from '../core/asker.ts';

/** Throws `reason.missing`. */
export const reasoned = (asker: Asker): ReasonedAsker => {
  if (asker.reason === null) throw new FaultError('reason.missing');
  return { ...asker, reason: asker.reason };
};
