/** The whole core over a real TLS link to the practice gateway, with a page that writes down what it is told. */
import { randomBytes } from 'node:crypto';
import type { Snapshot, TopicName } from '../../../shared/bridge/calls.ts';
import type { Reply } from '../../../shared/faults/faults.ts';
import { createWorkstation, type WorkstationCore } from '../../../electron/core/workstation.ts';
import { createHttpsLink } from '../../../electron/hosts/node/https-link.ts';
import type { KeyStore } from '../../../electron/ports/key-store.ts';
import type { StateFile } from '../../../electron/ports/state-file.ts';
import { movedClock, type MovedClock } from './moved-clock.ts';
import { until } from './until.ts';
import { NOTICE_HASH, PRACTICE, startPracticeGateway, type PracticeGateway } from './practice-gateway.ts';

export const ORIGIN = 'https://page.invalid';
export const DESK = { id: 'desk-0001', name: 'Desk 1', command: 113, area: 'on-site' } as const;

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
  /** Until the condition holds; fails after two seconds. */
  until(what: () => boolean | Promise<boolean>): Promise<void>;
}

export const memoryKeyStore = (secret: Uint8Array | null = randomBytes(32)): KeyStore => ({
  secret: () => Promise.resolve(secret),
});
export const memoryStateFile = (disk: Map<string, string>): StateFile => ({
  read: (slot) => disk.get(slot) ?? null,
  write: (slot, value) => void disk.set(slot, value),
  remove: (slot) => void disk.delete(slot),
});

export async function coreRig(
  options: {
    readonly gateway?: PracticeGateway;
    readonly keyStore?: KeyStore;
    readonly disk?: Map<string, string>;
    readonly area?: 'on-site' | 'remote';
    readonly renew?: () => Promise<void>;
  } = {},
): Promise<CoreRig> {
  const gateway = options.gateway ?? (await startPracticeGateway());
  const clock = movedClock();
  const journal: string[] = [];
  const happened: string[] = [];
  const published: CoreRig['published'] = [];
  const disk = options.disk ?? new Map<string, string>();
  let presence: (event: 'screen' | 'suspend' | 'resumed') => void = () => undefined;
  const link = createHttpsLink({ url: gateway.url, ca: gateway.certificates.ca });
  const core = await createWorkstation({
    facts: {
      workstation: { ...DESK, area: options.area ?? 'on-site' },
      host: 'chromium',
      version: '0',
      gateway: link.name,
    },
    link,
    clock,
    keyStore: options.keyStore ?? memoryKeyStore(),
    stateFile: memoryStateFile(disk),
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
  return rig;
}
