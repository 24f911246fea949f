/** Decides every access by capability, and over whose people a role may look. Deny by default; never asks for a role's name. */
import { FaultError } from '../../shared/faults/faults.ts';
import { role } from '../../shared/policy/roles.ts';
import type { Access } from '../../shared/wire/route.ts';
import type { Asker } from './asker.ts';

/** Null when allowed. `public` and `session` rows allow every asker. */
export const refusalOf = (asker: Asker, access: Access, needsReason: boolean): FaultError | null => {
  if (typeof access === 'object') {
    const wanted = typeof access.capability === 'string' ? [access.capability] : access.capability;
    if (!wanted.some((capability) => asker.capabilities.has(capability))) return new FaultError('capability.missing');
  }
  return needsReason && asker.reason === null ? new FaultError('reason.missing') : null;
};

/** Precinct whose people the asker oversees; null: everyone's; `none`: nobody's (a bureau without a precinct). */
export const peopleOf = (asker: Asker): number | null | 'none' =>
  role(asker.roleId).people === 'city' ? null : (asker.person.command ?? 'none');

export const overseesCommand = (asker: Asker, command: number | null): boolean => {
  const people = peopleOf(asker);
  return people === null || people === command;
};
