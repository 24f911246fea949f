/** The whole core over a real TLS link to the practice gateway, with a page that writes down what it is told. */
import type { Snapshot, TopicName } from '../../../shared/bridge/calls.ts';
import { FaultError, type Reply } from '../../../shared/faults/faults.ts';
import { createWorkstation, type WorkstationCore } from '../../../electron/core/workstation.ts';
import { createHttpsLink } from '../../../electron/hosts/node/https-link.ts';
import type { KeyStore } from '../../../electron/ports/key-store.ts';
import type { StateFile } from '../../../electron/ports/state-file.ts';
import { movedClock, type MovedClock } from './moved-clock.ts';
import { until } from './until.ts';
import {
  DESK,
  NOTICE_HASH,
  PRACTICE,
  PRACTICE_CODE,
  startPracticeGateway,
  type PracticeGateway,
} from './practice-gateway.ts';

export const ORIGIN = 'https://page.invalid';

export interface CoreRig {
  readonly core: WorkstationCore;
  readonly gateway: PracticeGateway;
  readonly clock: MovedClock;
  readonly journal: string[];
  /** What happened to the page, in order: `publish:phase`, `renew`. */
  readonly happened: string[];
  readonly published: { topic: TopicName; value: unknown }[];
  /** Sealed values by slot. */
  readonly disk: Map<string, string>;
  presence(event: 'screen' | 'suspend' | 'resumed'): void;
  call(name: string, input?: unknown): Promise<Reply<unknown>>;
  snapshot(): Promise<Snapshot>;
  signIn(): Promise<void>;
  /** Until the condition holds; fails after some patience. */
  until(what: () => boolean | Promise<boolean>): Promise<void>;
}

/** A key store that keeps what it is given for as long as the object lives. */
export const memoryKeyStore = (kept = new Map<string, Uint8Array>()): KeyStore => ({
  read: (name) => Promise.resolve(kept.get(name) ?? null),
  write: (name, secret) => Promise.resolve(void kept.set(name, Uint8Array.from(secret))),
  remove: (name) => Promise.resolve(void kept.delete(name)),
});
const refuses = (): Promise<never> => Promise.reject(new FaultError('workstation.key-store'));
/** A computer without a key store, or with one that is locked. */
export const noKeyStore: KeyStore = { read: refuses, write: refuses, remove: refuses };
export const memoryStateFile = (disk: Map<string, string>): StateFile => ({
  read: (slot) => disk.get(slot) ?? null,
  write: (slot, value) => void disk.set(slot, value),
  remove: (slot) => void disk.delete(slot),
  slots: () => [...disk.keys()],
});

export async function coreRig(
  options: {
    readonly gateway?: PracticeGateway;
    /** Instead of `disk`. */
    readonly stateFile?: StateFile;
    readonly keyStore?: KeyStore;
    readonly disk?: Map<string, string>;
    readonly area?: 'on-site' | 'remote';
    readonly renew?: () => Promise<void>;
    /** Default: enrolled before anything else, unless `disk` and `keyStore` say so already. */
    readonly enrol?: boolean;
    readonly enrolmentCode?: string;
    readonly clock?: MovedClock;
  } = {},
): Promise<CoreRig> {
  const gateway = options.gateway ?? (await startPracticeGateway());
  if (options.area !== undefined) gateway.workstation = { ...DESK, area: options.area };
  const clock = options.clock ?? movedClock();
  const journal: string[] = [];
  const happened: string[] = [];
  const published: CoreRig['published'] = [];
  const disk = options.disk ?? new Map<string, string>();
  let presence: (event: 'screen' | 'suspend' | 'resumed') => void = () => undefined;
  const link = createHttpsLink({ url: gateway.url, ca: gateway.certificates.ca });
  const core = await createWorkstation({
    facts: { host: 'chromium', version: '0', gateway: link.name },
    ...(options.enrolmentCode === undefined ? {} : { enrolmentCode: options.enrolmentCode }),
    link,
    clock,
    keyStore: options.keyStore ?? memoryKeyStore(),
    stateFile: options.stateFile ?? memoryStateFile(disk),
    journalSink: { append: (line) => void journal.push(line) },
    chance: () => 0,
    presence: {
      watch: (listener) => {
        presence = listener;
        return () => undefined;
      },
    },
    page: {
      origin: () => ORIGIN,
      publish: (topic, value) => {
        published.push({ topic, value });
        if (topic === 'session.changed') happened.push(`publish:${(value as Snapshot).phase}`);
      },
      renew: async () => {
        happened.push('renew');
        await options.renew?.();
      },
    },
  });
  const call: CoreRig['call'] = (name, input = {}) => core.answer({ mainFrame: true, origin: ORIGIN }, name, input);
  const rig: CoreRig = {
    ...{ core, gateway, clock, journal, happened, published, disk, call, until },
    presence: (event) => presence(event),
    snapshot: async () => {
      const reply = await call('session.get');
      if (!reply.ok) throw new Error(reply.fault.code);
      return reply.value as Snapshot;
    },
    signIn: async () => {
      for (const [name, input] of [
        ['session.begin', {}],
        ['session.acceptNotice', { hash: NOTICE_HASH }],
        ['session.signIn', PRACTICE],
      ] as const) {
        const reply = await call(name, input);
        if (!reply.ok) throw new Error(`${name}: ${reply.fault.code}`);
      }
    },
  };
  if (options.enrol !== false && (await rig.snapshot()).phase === 'unenrolled') {
    const reply = await call('workstation.enrol', { code: PRACTICE_CODE });
    if (!reply.ok) throw new Error(`enrolling: ${reply.fault.code}`);
    happened.length = 0;
  }
  return rig;
}
