/**
 * Enrols a workstation: a code from somebody with the right, and the proof of a key of its own. A code is used in the
 * same save that enrols, so that it is never both used and good; what is wrong with a code is never told.
 */
import { randomBytes } from 'node:crypto';
import { FaultError } from '../../../shared/faults/faults.ts';
import type { RouteBody } from '../../../shared/wire/routes.ts';
import { canonicalCode, type Enrolled } from '../../../shared/wire/workstations.ts';
import type { WorkstationCertificates } from '../../ports/workstation-certificates.ts';
import type { OpenEnrolmentCode, WorkstationRecord } from '../../ports/workstation-store.ts';
import type { AdministrationDeps } from './administration.ts';
import { createCodeGuesses } from './code-guesses.ts';
import { codeHash } from './enrolment-code.ts';
import type { RefusalLog } from './refusal-log.ts';
import type { Registry } from './registry.ts';
import { provenKey, type WorkstationKey } from './workstation-key.ts';

export interface EnrolmentDeps extends AdministrationDeps {
  readonly certificates: WorkstationCertificates;
  readonly refusals: RefusalLog;
}

/** Throws `enrolment.request`, `enrolment.refused`, `rate.limited`. */
export type Enrol = (asked: RouteBody<'enrol'>, address: string) => Promise<Enrolled>;

const newId = (): string => `ws-${randomBytes(6).toString('hex')}`;

/** Its sessions stand on a key that has ended. */
const endSessionsAt = async (sessions: EnrolmentDeps['sessions'], id: string): Promise<void> => {
  for (const session of sessions.all().filter(({ workstation }) => workstation.id === id)) {
    await sessions.end(session, 'session.revoked', `session ${session.id} (workstation replaced)`);
  }
};

const createWriting = ({ audit, certificates, clock, registry, sessions }: EnrolmentDeps) => {
  return async (code: OpenEnrolmentCode, key: WorkstationKey, address: string): Promise<Enrolled> => {
    const { name, command, area, replaces, hash } = code;
    const workstation = { id: replaces ?? newId(), name, command, area };
    const made = await certificates.certify(workstation.id, key.pem);
    const record: WorkstationRecord = {
      ...{ workstation, state: 'enrolled', thumbprint: key.thumbprint, next: null },
      ...{ enrolledAt: clock.now(), enrolledBy: code.issuedBy, notAfter: made.notAfter, lastSeen: null },
    };
    const object = `${name} (${String(command)}, ${area}), code of ${code.issuedBy}`;
    const row = { action: 'workstation.enrol', workstation: workstation.id, address, object, command } as const;
    // Recorded first: a gateway killed after this row has enrolled nobody, and the code is still good.
    const { seq } = await audit.append({ ...row, outcome: 'ok' });
    try {
      // The code may have ended, and the key been enrolled, while the certificate was made.
      if (!registry.enrol(record, hash)) throw new FaultError('enrolment.refused');
    } catch (error) {
      await audit.append({ ...row, outcome: 'failed', of: seq });
      throw error;
    }
    if (replaces !== null) await endSessionsAt(sessions, replaces);
    return { workstation, certificate: made.certificate, notAfter: new Date(made.notAfter).toISOString() };
  };
};

/** A key is one workstation's. Whoever replaces one may go on with the key it still has. */
const isTaken = (registry: Registry, key: WorkstationKey, replaces: string | null): boolean => {
  const owner = registry.owner(key.thumbprint);
  return owner !== null && !(owner.workstation.id === replaces && owner.state === 'enrolled');
};

export const createEnrolment = (deps: EnrolmentDeps): Enrol => {
  const { clock, codeKey, refusals, registry } = deps;
  const write = createWriting(deps);
  const guesses = createCodeGuesses(clock);
  /** Codes at work this moment: of two calls with one code, one gets it. */
  const atWork = new Set<string>();
  return async ({ code, publicKey, proof }, address) => {
    const refuse = async (fault: 'enrolment.refused' | 'enrolment.request' | 'rate.limited', object: string) => {
      await refusals.refused({ action: 'workstation.enrol', address, object });
      return new FaultError(fault);
    };
    if (guesses.isExhausted(address)) throw await refuse('rate.limited', 'too many wrong enrolment codes');
    // The key comes before the code, so that a bad key says nothing about the code.
    const key = provenKey(publicKey, proof, canonicalCode(code));
    if (!key) throw await refuse('enrolment.request', 'a key that is not proven, or not EC P-256');
    const hash = codeHash(codeKey, code);
    const open = registry.codes().find((one) => one.hash === hash);
    if (!open || atWork.has(hash)) {
      guesses.failed(address);
      throw await refuse('enrolment.refused', 'a wrong enrolment code');
    }
    if (isTaken(registry, key, open.replaces)) throw await refuse('enrolment.request', 'the key of another enrolment');
    atWork.add(hash);
    try {
      return await write(open, key, address);
    } finally {
      atWork.delete(hash);
    }
  };
};
