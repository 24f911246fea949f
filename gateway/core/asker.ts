/** The person behind a call, as the gateway knows them at this moment: resolved anew for every call, never taken from the client. */
import type { Capability } from '../../shared/policy/capabilities.ts';
import type { RoleId } from '../../shared/policy/roles.ts';
import type { SourceId } from '../../shared/records/kind.ts';
import type { Person, Reason, Workstation } from '../../shared/session/view.ts';

export interface Asker {
  readonly sessionId: string;
  readonly person: Person;
  readonly roleId: RoleId;
  readonly capabilities: ReadonlySet<Capability>;
  /** Sources closed to this session until a code of the second factor is given in it (S46). */
  readonly factorSources: readonly SourceId[];
  readonly workstation: Workstation;
  readonly address: string;
  readonly reason: Reason | null;
}

/** An asker whose reason is in force: what searches and views demand (S26). */
export type ReasonedAsker = Asker & { readonly reason: Reason };
