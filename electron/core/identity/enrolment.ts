/**
 * Who this workstation is to the department (IA-3): enrols with a code, proves itself on every connection, renews
 * before the certificate ends. It keeps no key outside the key store and never takes a description from anybody but the gateway.
 */
import { FaultError, type Fault } from '../../../shared/faults/faults.ts';
import type { UnenrolledCause } from '../../../shared/session/phase.ts';
import type { Workstation } from '../../../shared/session/view.ts';
import { canonicalCode, type Enrolled } from '../../../shared/wire/workstations.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GatewayLink } from '../../ports/gateway-link.ts';
import type { Journal } from '../journal/journal.ts';
import type { GatewayClient } from '../link/gateway-client.ts';
import { KEY_PLACES, type Certified, type Identity, type KeptIdentity, type KeyPlace } from './kept-identity.ts';
import { keyFits, keyPem, makeKey, prove } from './workstation-key.ts';

/** A renewal begins when this much is left (ms). */
const RENEW_BEFORE_MS = 30 * 86_400_000;
const CODE_LENGTH = 16;

export interface Enrolment {
  workstation(): Workstation | null;
  keptIn(): 'key-store' | 'memory-only';
  /** Presents what is kept. Answers why there is nothing to present, or null. */
  load(): Promise<UnenrolledCause | null>;
  /** Throws `enrolment.refused` and what the route says. Afterwards every connection proves the new identity. */
  enrol(code: string): Promise<{ readonly sameAsBefore: boolean }>;
  /** Asks the gateway who this is, and settles a renewal that was not used yet. True: the description changed. */
  refresh(): Promise<boolean>;
  renewalDue(): boolean;
  /** A new key and its certificate; the old pair works until the new one was used once. */
  renew(): Promise<void>;
  /** Grows whenever another identity, or none, is presented: tells late refusals of an earlier one. */
  epoch(): number;
  /** The gateway did not know the connection. Why, or null when there is another pair to try. */
  refused(fault: Fault): UnenrolledCause | null;
}

const otherPlace = (place: KeyPlace | undefined): KeyPlace => (place === KEY_PLACES[0] ? KEY_PLACES[1] : KEY_PLACES[0]);

export function createEnrolment(parts: {
  readonly kept: KeptIdentity;
  readonly link: GatewayLink;
  readonly client: () => GatewayClient;
  readonly clock: Clock;
  readonly journal: Journal;
}): Enrolment {
  const { kept, link, clock, journal } = parts;
  /** Keys of this program's life, so that falling back needs no store. */
  const keys = new Map<KeyPlace, Uint8Array>();
  let known = false;
  let epoch = 0;

  const present = (certified: Certified): boolean => {
    const secret = keys.get(certified.key);
    if (secret === undefined) return false;
    epoch += 1;
    link.present({ certificate: certified.certificate, key: keyPem(secret) });
    known = true;
    return true;
  };
  const stop = (): void => {
    known = false;
    epoch += 1;
    link.present(null);
  };
  const loadKey = async (certified: Certified | null): Promise<boolean> => {
    if (certified === null) return false;
    const secret = await kept.readKey(certified.key).catch(() => null);
    // A key store swapped for another answers with another key, or none.
    if (secret === null || !keyFits(secret, certified.certificate)) return false;
    keys.set(certified.key, secret);
    return true;
  };
  /** Makes a key in that place and has it certified; nothing stays behind when it fails. */
  const certify = async (
    place: KeyPlace,
    about: string,
    ask: (publicKey: string, proof: string) => Promise<Enrolled>,
  ): Promise<{ readonly answer: Enrolled; readonly certified: Certified }> => {
    const { secret, publicKey } = makeKey();
    await kept.keepKey(place, secret);
    try {
      const answer = await ask(publicKey, prove(secret, about));
      if (!keyFits(secret, answer.certificate)) throw new FaultError('link.contract');
      keys.set(place, secret);
      return { answer, certified: { key: place, certificate: answer.certificate, notAfter: answer.notAfter } };
    } catch (error) {
      await kept.removeKey(place);
      throw error;
    }
  };
  /** The new pair was used: the old one ends. */
  const commit = async (identity: Identity, next: Certified): Promise<void> => {
    const old = identity.current.key;
    kept.save({ ...identity, current: next, next: null });
    keys.delete(old);
    await kept.removeKey(old);
  };

  return {
    workstation: () => (known ? (kept.read()?.workstation ?? null) : null),
    keptIn: () => kept.keptIn(),
    load: async () => {
      const identity = kept.read();
      if (identity === null) return 'new';
      await loadKey(identity.current);
      await loadKey(identity.next);
      if (identity.next !== null && present(identity.next)) return null;
      if (present(identity.current)) return null;
      journal.event('workstation-key-lost');
      return 'key-lost';
    },
    enrol: async (code) => {
      const canonical = canonicalCode(code);
      if (canonical.length !== CODE_LENGTH) throw new FaultError('enrolment.refused');
      const before = kept.read();
      const place = otherPlace(before?.current.key);
      const { answer, certified } = await certify(place, canonical, (publicKey, proof) =>
        parts.client().request('enrol', { body: { code: canonical, publicKey, proof } }),
      );
      kept.save({ version: 1, workstation: answer.workstation, current: certified, next: null });
      keys.delete(otherPlace(place));
      await kept.removeKey(otherPlace(place));
      present(certified);
      journal.event('workstation-enrolled', { kept: kept.keptIn() });
      return { sameAsBefore: before?.workstation.id === answer.workstation.id };
    },
    refresh: async () => {
      const { workstation } = await parts.client().request('self');
      const identity = kept.read();
      if (identity === null) return false;
      const changed = JSON.stringify(workstation) !== JSON.stringify(identity.workstation);
      const now = { ...identity, workstation };
      if (now.next !== null && keys.has(now.next.key)) await commit(now, now.next);
      else if (changed) kept.save(now);
      return changed;
    },
    renewalDue: () => {
      const identity = kept.read();
      if (!known || identity === null || identity.next !== null) return false;
      return Date.parse(identity.current.notAfter) - clock.now() <= RENEW_BEFORE_MS;
    },
    renew: async () => {
      const identity = kept.read();
      if (identity === null) return;
      const { certified } = await certify(
        otherPlace(identity.current.key),
        identity.workstation.id,
        (publicKey, proof) => parts.client().request('renewWorkstation', { body: { publicKey, proof } }),
      );
      kept.save({ ...identity, next: certified });
      present(certified);
      journal.event('workstation-renewed');
    },
    epoch: () => epoch,
    refused: (fault) => {
      const identity = kept.read();
      // A withdrawal is of the workstation, whichever of its keys; not being known may be of the new one only.
      if (known && fault.code !== 'workstation.revoked' && identity !== null && identity.next !== null) {
        kept.save({ ...identity, next: null });
        journal.event('workstation-fell-back');
        if (present(identity.current)) return null;
      }
      stop();
      if (fault.code === 'workstation.revoked') {
        kept.forget();
        keys.clear();
        return 'revoked';
      }
      return identity !== null && Date.parse(identity.current.notAfter) <= clock.now() ? 'expired' : 'new';
    },
  };
}
