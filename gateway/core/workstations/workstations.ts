/**
 * Enrols, renews, withdraws and recognises workstations (IA-3). Nobody is enrolled without a code from somebody with the
 * right and the proof of their own key, and nothing is given that could not be recorded. Never sees a private key.
 */
import { randomBytes } from 'node:crypto';
import { FaultError } from '../../../shared/faults/faults.ts';
import type { RouteBody } from '../../../shared/wire/routes.ts';
import {
  canonicalCode,
  type Enrolled,
  type IssueCode,
  type IssuedCode,
  type WorkstationList,
} from '../../../shared/wire/workstations.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { WorkstationCertificate, WorkstationCertificates } from '../../ports/workstation-certificates.ts';
import type { OpenEnrolmentCode, WorkstationRecord, WorkstationStore } from '../../ports/workstation-store.ts';
import type { Asker } from '../asker.ts';
import { askerPart } from '../audit-entry.ts';
import type { Sessions } from '../sessions.ts';
import { createCodeGuesses } from './code-guesses.ts';
import type { EnrolledWorkstation } from './enrolled-workstation.ts';
import { CODE_MS, codeHash, newEnrolmentCode } from './enrolment-code.ts';
import { createRefusalLog, type RefusalLog } from './refusal-log.ts';
import { openRegistry, type Registry } from './registry.ts';
import { provenKey, type WorkstationKey } from './workstation-key.ts';
import { workstationList } from './workstation-list.ts';

export interface WorkstationsDeps {
  readonly store: WorkstationStore;
  readonly certificates: WorkstationCertificates;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly codeKey: Uint8Array;
}

/** Who asked for it; null: whoever runs the gateway, at its console. */
type By = Asker | null;

export interface Workstations {
  /** Throws `workstation.unknown` when there is none to replace. */
  issueCode(asked: IssueCode, by: By): Promise<IssuedCode>;
  /** Throws `enrolment.request`, `enrolment.refused`, `rate.limited`. */
  enrol(asked: RouteBody<'enrol'>, address: string): Promise<Enrolled>;
  /** Throws `enrolment.request`. */
  renew(asked: RouteBody<'renewWorkstation'>, at: EnrolledWorkstation, address: string): Promise<Enrolled>;
  /** Ends its sessions at once. Throws `workstation.unknown`, `workstation.own`. */
  revoke(id: string, by: By): Promise<{ readonly revokedAt: string }>;
  list(by: By): Promise<WorkstationList>;
  /** The enrolled workstation a proven key belongs to. Throws `workstation.not-enrolled`, `workstation.revoked`. */
  recognise(thumbprint: string | null, address: string, object: string): Promise<EnrolledWorkstation>;
}

interface Parts extends WorkstationsDeps {
  readonly registry: Registry;
  readonly refusals: RefusalLog;
}

const byName = (by: By): string => by?.person.username ?? 'gateway';
const who = (by: By): Partial<ReturnType<typeof askerPart>> => (by === null ? {} : askerPart(by));
const newId = (): string => `ws-${randomBytes(6).toString('hex')}`;

const enrolledAnswer = ({ workstation }: WorkstationRecord, made: WorkstationCertificate): Enrolled => ({
  workstation,
  certificate: made.certificate,
  notAfter: new Date(made.notAfter).toISOString(),
});

const createIssuing = ({ audit, clock, codeKey, registry }: Parts): Workstations['issueCode'] => {
  return async (asked, by) => {
    const { name, command, area, replaces = null } = asked;
    if (replaces !== null && !registry.find(replaces)) throw new FaultError('workstation.unknown');
    const code = newEnrolmentCode();
    const issuedAt = clock.now();
    const object = `enrolment code for ${name} (${String(command)}, ${area})${replaces === null ? '' : `, replaces ${replaces}`}`;
    await audit.append({ ...who(by), action: 'workstation.code', outcome: 'ok', object });
    const expiresAt = issuedAt + CODE_MS;
    registry.addCode({
      ...{ hash: codeHash(codeKey, code), name, command, area, replaces },
      ...{ issuedAt, expiresAt, issuedBy: byName(by) },
    });
    return { code, expiresAt: new Date(expiresAt).toISOString() };
  };
};

const createEnrolling = (parts: Parts): Workstations['enrol'] => {
  const { audit, certificates, clock, codeKey, refusals, registry, sessions } = parts;
  const guesses = createCodeGuesses(clock);
  /** Codes at work this moment: of two calls with one code, one gets it. */
  const atWork = new Set<string>();

  /** A key is one workstation's. Whoever replaces one may go on with the key it still has. */
  const isTaken = (key: WorkstationKey, replaces: string | null): boolean => {
    const owner = registry.owner(key.thumbprint);
    return owner !== null && !(owner.workstation.id === replaces && owner.state === 'enrolled');
  };

  const write = async (code: OpenEnrolmentCode, key: WorkstationKey, address: string): Promise<Enrolled> => {
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
      registry.enrol(record, hash);
    } catch (error) {
      await audit.append({ ...row, outcome: 'failed', of: seq });
      throw error;
    }
    for (const session of sessions.all()) {
      if (session.workstation.id === replaces) {
        await sessions.end(session, 'session.revoked', `session ${session.id} (workstation replaced)`);
      }
    }
    return enrolledAnswer(record, made);
  };

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
    if (isTaken(key, open.replaces)) throw await refuse('enrolment.request', 'the key of another enrolment');
    atWork.add(hash);
    try {
      return await write(open, key, address);
    } finally {
      atWork.delete(hash);
    }
  };
};

const createRenewing = ({ audit, certificates, registry }: Parts): Workstations['renew'] => {
  return async ({ publicKey, proof }, at, address) => {
    const { id, command } = at.workstation;
    const row = { action: 'workstation.renew', workstation: id, address, command } as const;
    const key = provenKey(publicKey, proof, id);
    const owner = key && registry.owner(key.thumbprint);
    if (!key || (owner && owner.workstation.id !== id)) {
      const object = key ? 'the key of another workstation' : 'a key that is not proven, or not EC P-256';
      await audit.append({ ...row, outcome: 'refused', object, rule: 'IA-3' });
      throw new FaultError('enrolment.request');
    }
    const made = await certificates.certify(id, key.pem);
    const isSame = key.thumbprint === at.thumbprint;
    await audit.append({ ...row, outcome: 'ok', object: isSame ? 'same key' : 'new key' });
    const record = registry.find(id);
    // It may have been withdrawn or replaced while the certificate was made.
    if (record?.state !== 'enrolled' || record.thumbprint !== at.thumbprint)
      throw new FaultError('workstation.revoked');
    const { notAfter } = made;
    const renewed: WorkstationRecord = isSame
      ? { ...record, notAfter }
      : { ...record, next: { thumbprint: key.thumbprint, notAfter } };
    registry.change(renewed);
    return enrolledAnswer(renewed, made);
  };
};

const createRevoking = ({ audit, clock, registry, sessions }: Parts): Workstations['revoke'] => {
  return async (id, by) => {
    const row = { ...who(by), action: 'workstation.revoke', object: `workstation ${id}` } as const;
    const fault =
      by?.workstation.id === id ? 'workstation.own' : registry.find(id) === null ? 'workstation.unknown' : null;
    if (fault) {
      const refusal = new FaultError(fault);
      await audit.append({ ...row, outcome: 'refused', rule: refusal.fault.rule ?? fault });
      throw refusal;
    }
    // A withdrawal holds even when it cannot be recorded: nobody gains by it.
    registry.revoke(id);
    await audit.append({ ...row, outcome: 'ok' });
    for (const session of sessions.all().filter(({ workstation }) => workstation.id === id)) {
      const object = `session ${session.id} (workstation revoked)`;
      await sessions.end(session, 'session.revoked', object, by === null ? {} : { by });
    }
    return { revokedAt: new Date(clock.now()).toISOString() };
  };
};

const createRecognising = ({ refusals, registry, sessions }: Parts): Workstations['recognise'] => {
  return async (thumbprint, address, object) => {
    const record = thumbprint === null ? null : registry.owner(thumbprint);
    if (thumbprint === null || record?.state !== 'enrolled') {
      const workstation = record?.workstation.id;
      await refusals.refused({
        ...{ action: 'access.denied', address, object },
        ...(workstation === undefined ? {} : { workstation }),
      });
      throw new FaultError(record ? 'workstation.revoked' : 'workstation.not-enrolled');
    }
    if (record.next?.thumbprint === thumbprint) {
      registry.change({ ...record, thumbprint, notAfter: record.next.notAfter, next: null });
      sessions.rebind(record.workstation.id, thumbprint);
    }
    registry.seen(record.workstation.id);
    return { workstation: record.workstation, thumbprint };
  };
};

export const createWorkstations = (deps: WorkstationsDeps): Workstations => {
  const { audit, clock, store } = deps;
  const parts: Parts = {
    ...deps,
    registry: openRegistry(store, clock),
    refusals: createRefusalLog(audit, clock),
  };
  return {
    issueCode: createIssuing(parts),
    enrol: createEnrolling(parts),
    renew: createRenewing(parts),
    revoke: createRevoking(parts),
    list: async (by) => {
      await audit.append({ ...who(by), action: 'department.read', outcome: 'ok', object: 'workstations' });
      return workstationList(parts.registry, clock.now());
    },
    recognise: createRecognising(parts),
  };
};
