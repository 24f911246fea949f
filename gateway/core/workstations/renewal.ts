/**
 * Renews a workstation's certificate before it ends, for its key or for a new one. A new key counts from its first use,
 * and the old one ends with it, so that an answer lost on the way locks nobody out.
 */
import { FaultError } from '../../../shared/faults/faults.ts';
import type { RouteBody } from '../../../shared/wire/routes.ts';
import type { Enrolled } from '../../../shared/wire/workstations.ts';
import type { WorkstationRecord } from '../../ports/workstation-store.ts';
import type { EnrolledWorkstation } from './enrolled-workstation.ts';
import type { EnrolmentDeps } from './enrolment.ts';
import { provenKey } from './workstation-key.ts';

/** Throws `enrolment.request`. */
export type Renew = (
  asked: RouteBody<'renewWorkstation'>,
  at: EnrolledWorkstation,
  address: string,
) => Promise<Enrolled>;

export const createRenewal = ({
  audit,
  certificates,
  registry,
}: Pick<EnrolmentDeps, 'audit' | 'certificates' | 'registry'>): Renew => {
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
    if (!registry.change(renewed)) throw new FaultError('enrolment.request');
    return { workstation: at.workstation, certificate: made.certificate, notAfter: new Date(notAfter).toISOString() };
  };
};
