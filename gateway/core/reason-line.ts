/** One line for the audit log out of a reason: purpose, reference and what the person wrote. Holds no record content. */
import type { Reason } from '../../shared/session/view.ts';

/** At most 160 characters, the length an audit row keeps. */
export const reasonLine = (reason: Reason): string =>
  [reason.purposeLabel, reason.reference?.value, reason.text]
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .join(' · ')
    .slice(0, 160);
