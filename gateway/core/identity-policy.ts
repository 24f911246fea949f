/**
 * Who needs a second factor, from where, and what counts as remote (S46): the gateway's decision alone. Nothing a
 * client says of itself comes into it but the address it calls from.
 */
import type { SourceId } from '../../shared/records/kind.ts';
import type { Workstation } from '../../shared/session/view.ts';
import { liesIn, networkOf } from './network.ts';
import { StartupRefusal } from './startup-refusal.ts';

/** As configured; a department states it at the gateway's start. */
export interface IdentityPolicy {
  /** `remote-only`: asked of remote sessions; `always`: of every one. */
  readonly secondFactor: 'remote-only' | 'always';
  /** Sources searched only in sessions in which a code was given. */
  readonly secondFactorSources: readonly SourceId[];
  /** CIDR. An on-site workstation that calls from elsewhere counts as remote. */
  readonly departmentNetworks: readonly string[];
}

export const DEFAULT_IDENTITY_POLICY: IdentityPolicy = {
  secondFactor: 'remote-only',
  secondFactorSources: [],
  departmentNetworks: ['127.0.0.0/8', '::1/128'],
};

/** Refuses a policy whose networks cannot be read: nobody shall count as on-site by a typing error. */
export const checkIdentityPolicy = (policy: IdentityPolicy): void => {
  for (const text of policy.departmentNetworks) {
    if (networkOf(text) === null) throw new StartupRefusal(`${text.slice(0, 60)} is not a network (CIDR)`);
  }
};

/** Remote is whatever is not an enrolled on-site workstation on a network of the department. */
export const isRemote = (policy: IdentityPolicy, workstation: Pick<Workstation, 'area'>, address: string): boolean => {
  const isWithin = (text: string): boolean => {
    const network = networkOf(text);
    return network !== null && liesIn(address, network);
  };
  return workstation.area !== 'on-site' || !policy.departmentNetworks.some(isWithin);
};

/** Whether the policy asks a second factor of somebody there. */
export const needsFactor = (policy: IdentityPolicy, workstation: Pick<Workstation, 'area'>, address: string): boolean =>
  policy.secondFactor === 'always' || isRemote(policy, workstation, address);
