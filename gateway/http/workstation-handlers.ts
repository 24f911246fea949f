/** Handlers of the rows about workstations: joins the parsed input to the core. Decides nothing itself. */
import { isRemote, type IdentityPolicy } from '../core/identity-policy.ts';
import type { Workstations } from '../core/workstations/workstations.ts';
import type { Handlers } from './handler.ts';

interface WorkstationHandlerDeps {
  readonly workstations: Workstations;
  readonly policy: IdentityPolicy;
}

type WorkstationRows =
  'enrol' | 'renewWorkstation' | 'self' | 'workstations' | 'issueEnrolmentCode' | 'revokeWorkstation';

export const workstationPart = (deps: WorkstationHandlerDeps): Pick<Handlers, WorkstationRows> => {
  const { workstations, policy } = deps;
  return {
    enrol: ({ body, address }) => workstations.enrol(body, address),
    renewWorkstation: ({ body, workstation, address }) => workstations.renew(body, workstation, address),
    self: ({ workstation: { workstation }, address }) => ({
      workstation,
      remote: isRemote(policy, workstation, address),
    }),
    workstations: ({ asker }) => workstations.list(asker),
    issueEnrolmentCode: ({ asker, body }) => workstations.issueCode(body, asker),
    revokeWorkstation: ({ asker, body }) => workstations.revoke(body.workstationId, asker),
  };
};
