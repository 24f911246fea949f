/**
 * The department's workstations (IA-3): enrolled with a code, renewed, withdrawn, recognised by their key. Puts the parts
 * together over one registry; never sees a private key.
 */
import type { WorkstationCertificates } from '../../ports/workstation-certificates.ts';
import { createAdministration, type AdministrationDeps, type WorkstationAdministration } from './administration.ts';
import { createEnrolment, type Enrol } from './enrolment.ts';
import { createRecognition, type Recognise } from './recognition.ts';
import { createRefusalLog } from './refusal-log.ts';
import { openRegistry } from './registry.ts';
import { createRenewal, type Renew } from './renewal.ts';

export interface WorkstationsDeps extends Omit<AdministrationDeps, 'registry'> {
  readonly store: Parameters<typeof openRegistry>[0];
  readonly certificates: WorkstationCertificates;
}

export interface Workstations extends WorkstationAdministration {
  readonly enrol: Enrol;
  readonly renew: Renew;
  /** The enrolled workstation a proven key belongs to. */
  readonly recognise: Recognise;
}

export const createWorkstations = (deps: WorkstationsDeps): Workstations => {
  const { audit, clock, store } = deps;
  const parts = { ...deps, registry: openRegistry(store, clock), refusals: createRefusalLog(audit, clock) };
  return {
    ...createAdministration(parts),
    enrol: createEnrolment(parts),
    renew: createRenewal(parts),
    recognise: createRecognition(parts),
  };
};
