/** The shape of a row of the route table, and `route()` which keeps its literal types. */
import type * as z from 'zod';
import type { Capability } from '../policy/capabilities.ts';
import type { FaultCode } from '../faults/faults.ts';

/**
 * Who may call: `public` (nobody signed in), `session` (any live session), a capability, or one of several. Every row declares it;
 * the gateway refuses to start otherwise.
 */
export type Access = 'public' | 'session' | { readonly capability: Capability | readonly Capability[] };

export interface RouteDefinition {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Fastify path; parameters are opaque ids only, never personal data. */
  readonly path: `/v1/${string}`;
  readonly summary: string;
  readonly access: Access;
  /** Absent: only an enrolled workstation, proven by its key, is answered (IA-3). `any`: also one not enrolled yet. */
  readonly workstation?: 'any';
  /** Whether a reason must be in force (S26). */
  readonly needsReason: boolean;
  /** Asks for password (and second factor) again when the last time is more than five minutes ago (IA-11). */
  readonly stepUp?: true;
  /** Not an activity of the person: does not put off the idle lock. */
  readonly quiet?: true;
  /** Body for POST and PUT (strict object) or null. */
  readonly body: z.ZodType | null;
  /** Path parameters or null. */
  readonly params: z.ZodType | null;
  /** The answer; with `stream` each line of an NDJSON answer. */
  readonly output: z.ZodType;
  readonly stream?: true;
  /** Largest body in bytes. */
  readonly bodyLimit: number;
  readonly faults: readonly FaultCode[];
}

export const route = <const T extends RouteDefinition>(definition: T): T => definition;
