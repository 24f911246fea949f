/**
 * The workstations of the department and the open enrolment codes, over their store: who is which key's owner. Every
 * change is one save, so that a gateway killed in between has made it or has not. Records nothing in the audit log.
 */
import type { Clock } from '../../ports/clock.ts';
import type {
  OpenEnrolmentCode,
  WorkstationRecord,
  WorkstationRegister,
  WorkstationStore,
} from '../../ports/workstation-store.ts';
import { isInForce } from './enrolment-code.ts';
import { createKeptEnds } from './kept-ends.ts';

/** Open codes kept at most; the oldest end first. */
const MAX_CODES = 200;
/** How far behind on disk the time may be at which a workstation was last seen. */
const SEEN_MS = 3_600_000;

export interface Registry {
  find(id: string): WorkstationRecord | null;
  /** The owner of a key, revoked ones too. A key waiting for its first use counts. */
  owner(thumbprint: string): WorkstationRecord | null;
  /** Whether the time of a key's newest certificate has gone by, whatever was done to the wall clock. */
  isOver(thumbprint: string): boolean;
  all(): readonly WorkstationRecord[];
  /** Codes in force, oldest first. */
  codes(): readonly OpenEnrolmentCode[];
  addCode(code: OpenEnrolmentCode): void;
  /** The workstation with its id, or a new one; the code goes with the same save. False: the code is none, or the key is another's. */
  enrol(record: WorkstationRecord, usedCode: string): boolean;
  /** False: a key is another workstation's. */
  change(record: WorkstationRecord): boolean;
  /** Also ends the open codes that would replace it. */
  revoke(id: string): void;
  /** Remembers that it called; told to the disk once an hour at most. */
  seen(id: string): void;
  lastSeen(record: WorkstationRecord): number | null;
}

export const openRegistry = (store: WorkstationStore, clock: Clock): Registry => {
  let register: WorkstationRegister = store.load();
  const ends = createKeptEnds(clock);
  const seenAt = new Map<string, number>();
  let seenSaved = clock.now();
  const lastSeen = (record: WorkstationRecord): number | null => seenAt.get(record.workstation.id) ?? record.lastSeen;
  const codes = (): readonly OpenEnrolmentCode[] =>
    register.codes.filter((code) => isInForce(code, clock.now()) && !ends.isOver(code.hash, code.expiresAt));
  const beginEnds = (): void => {
    for (const { hash, expiresAt } of register.codes) ends.begin(hash, expiresAt);
    for (const { thumbprint, notAfter, next } of register.workstations) {
      ends.begin(thumbprint, notAfter);
      if (next) ends.begin(next.thumbprint, next.notAfter);
    }
  };
  beginEnds();
  const save = (next: Partial<WorkstationRegister>): void => {
    const { workstations } = { ...register, ...next };
    const saved: WorkstationRegister = {
      workstations: workstations.map((record) => ({ ...record, lastSeen: lastSeen(record) })),
      codes: next.codes ?? codes(),
    };
    store.save(saved);
    register = saved;
    beginEnds();
    seenSaved = clock.now();
  };
  const replaced = (record: WorkstationRecord): readonly WorkstationRecord[] => {
    const others = register.workstations.filter(({ workstation }) => workstation.id !== record.workstation.id);
    return [...others, record];
  };
  const find = (id: string): WorkstationRecord | null =>
    register.workstations.find(({ workstation }) => workstation.id === id) ?? null;
  const owner = (thumbprint: string): WorkstationRecord | null =>
    register.workstations.find((one) => one.thumbprint === thumbprint || one.next?.thumbprint === thumbprint) ?? null;
  const hasKeyOfAnother = ({ workstation, thumbprint, next }: WorkstationRecord): boolean =>
    [thumbprint, ...(next ? [next.thumbprint] : [])].some(
      (one) => (owner(one)?.workstation.id ?? workstation.id) !== workstation.id,
    );
  return {
    find,
    owner,
    isOver: (thumbprint) => {
      const record = owner(thumbprint);
      const key = record?.next?.thumbprint === thumbprint ? record.next : record;
      return key === null || ends.isOver(thumbprint, key.notAfter);
    },
    all: () => register.workstations,
    codes,
    addCode: (code) => save({ codes: [...codes(), code].slice(-MAX_CODES) }),
    enrol: (record, usedCode) => {
      if (hasKeyOfAnother(record) || !codes().some(({ hash }) => hash === usedCode)) return false;
      seenAt.delete(record.workstation.id);
      save({ workstations: replaced(record), codes: codes().filter(({ hash }) => hash !== usedCode) });
      return true;
    },
    change: (record) => {
      if (hasKeyOfAnother(record)) return false;
      save({ workstations: replaced(record) });
      return true;
    },
    revoke: (id) => {
      const record = find(id);
      if (!record) return;
      const left = codes().filter(({ replaces }) => replaces !== id);
      save({ workstations: replaced({ ...record, state: 'revoked', next: null }), codes: left });
    },
    seen: (id) => {
      seenAt.set(id, clock.now());
      if (Math.abs(clock.now() - seenSaved) >= SEEN_MS) save({});
    },
    lastSeen,
  };
};
