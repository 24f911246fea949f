/** Whose key a connection was made with: asked at every call, so that a withdrawal counts at once, also on live connections. */
import { FaultError } from '../../../shared/faults/faults.ts';
import type { EnrolledWorkstation } from './enrolled-workstation.ts';
import type { EnrolmentDeps } from './enrolment.ts';

/** `object`: what was asked for. Throws `workstation.not-enrolled`, `workstation.revoked`. */
export type Recognise = (thumbprint: string | null, address: string, object: string) => Promise<EnrolledWorkstation>;

export const createRecognition = ({
  refusals,
  registry,
  sessions,
}: Pick<EnrolmentDeps, 'refusals' | 'registry' | 'sessions'>): Recognise => {
  return async (thumbprint, address, object) => {
    const record = thumbprint === null || registry.isOver(thumbprint) ? null : registry.owner(thumbprint);
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
