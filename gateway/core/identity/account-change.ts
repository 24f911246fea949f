/**
 * What a change of an account in the directory means for a live session (S41): whether it ends, locks or goes on with
 * less or more. Pure; never widens the role in which somebody acts.
 */
import { CAPABILITIES, type Capability } from '../../../shared/policy/capabilities.ts';
import { isPrivilegedRole, role, type RoleId } from '../../../shared/policy/roles.ts';
import type { AccessChange } from '../../../shared/session/view.ts';
import type { AccountState } from '../../../shared/session/account.ts';
import type { DirectoryAccount } from '../../ports/directory.ts';

export type Verdict =
  | { readonly result: 'none' }
  | { readonly result: 'ends'; readonly because: string }
  /** The password is to be changed, or the directory has locked the account out: the lock opens when that is settled. */
  | { readonly result: 'locks'; readonly because: string }
  | { readonly result: 'changes'; readonly roleId: RoleId; readonly change: Omit<AccessChange, 'id' | 'at'> };

/** As far as it matters: what a session holds now. */
interface Holding {
  readonly account: DirectoryAccount;
  readonly roleId: RoleId;
}

const ENDS: Partial<Readonly<Record<AccountState, string>>> = {
  disabled: 'The directory says that the account is disabled.',
  expired: 'The directory says that the account has expired.',
  'logon-hours': 'The directory does not let the account work at this hour.',
  'workstation-not-allowed': 'The directory does not let the account use this workstation.',
};
const HELP = ' The system administrator changes it on your commanding officer’s word.';

const labelOf = (roleId: RoleId): string => role(roleId).label;
const capabilitiesOf = (roleId: RoleId): readonly Capability[] => role(roleId).capabilities;
const without = <T>(all: readonly T[], others: readonly T[]): readonly T[] =>
  all.filter((one) => !others.includes(one));

/** Roles and capabilities, by their labels. */
const difference = (from: Holding, to: Holding): { lost: string[]; gained: string[] } => {
  const labels = (roles: readonly RoleId[], capabilities: readonly Capability[]): string[] =>
    [...roles.map((id) => `Role: ${labelOf(id)}`), ...capabilities.map((name) => CAPABILITIES[name].label)].slice(
      0,
      40,
    );
  const part = (a: Holding, b: Holding): string[] =>
    labels(without(a.account.roles, b.account.roles), without(capabilitiesOf(a.roleId), capabilitiesOf(b.roleId)));
  return { lost: part(from, to), gained: part(to, from) };
};

/** The role to act in from now on; null when only privileged ones are left, which ask for the password first. */
const roleFrom = (roles: readonly RoleId[], now: RoleId): RoleId | null =>
  roles.includes(now) ? now : (roles.find((id) => !isPrivilegedRole(id)) ?? null);

const becauseOf = (from: Holding, to: Holding): string => {
  const names = (roles: readonly RoleId[]): string => roles.map(labelOf).join(', ');
  const gone = without(from.account.roles, to.account.roles);
  const come = without(to.account.roles, from.account.roles);
  return [
    ...(from.account.command === to.account.command && from.account.commandLabel === to.account.commandLabel
      ? []
      : [`The directory moved you from ${from.account.commandLabel} to ${to.account.commandLabel}.`]),
    ...(gone.length > 0 ? [`The directory no longer lists you in the group for ${names(gone)}.`] : []),
    ...(come.length > 0 ? [`The directory lists you in the group for ${names(come)} now.`] : []),
    ...(from.roleId === to.roleId ? [] : [`You act as ${labelOf(to.roleId)} now.`]),
  ]
    .join(' ')
    .slice(0, 300);
};

const whatOf = (from: Holding, to: Holding, { lost }: { readonly lost: readonly string[] }): AccessChange['what'] => {
  if (from.account.command !== to.account.command || from.account.commandLabel !== to.account.commandLabel) {
    return 'transferred';
  }
  return lost.length > 0 ? 'narrowed' : 'widened';
};

/** `account` as the directory has it now; null when it is gone. */
export const verdictOn = (from: Holding, account: DirectoryAccount | null): Verdict => {
  if (account?.id !== from.account.id)
    return { result: 'ends', because: `The directory has no such account any more.` };
  const ending = ENDS[account.state];
  if (ending !== undefined) return { result: 'ends', because: ending + HELP };
  if (account.roles.length === 0) {
    return { result: 'ends', because: `The directory lists you in no group that has a role here.${HELP}` };
  }
  const roleId = roleFrom(account.roles, from.roleId);
  if (roleId === null) {
    const because = `The directory no longer lists you in the group for ${labelOf(from.roleId)}. Sign in again to act in another role.`;
    return { result: 'ends', because };
  }
  if (account.lockedInDirectory) return { result: 'locks', because: 'The directory has locked the account out.' };
  if (account.state !== 'active') return { result: 'locks', because: 'The password is to be changed.' };
  const to: Holding = { account, roleId };
  const because = becauseOf(from, to);
  if (because === '') return { result: 'none' };
  const lostAndGained = difference(from, to);
  return { result: 'changes', roleId, change: { what: whatOf(from, to, lostAndGained), ...lostAndGained, because } };
};
