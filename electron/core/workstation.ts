/** Puts the core together by hand: one page, one link, one session. Reads like a table of contents; decides nothing itself. */
import { TOPICS, type Snapshot } from '../../shared/bridge/calls.ts';
import type { Fault } from '../../shared/faults/faults.ts';
import { initialState, type SessionState } from '../../shared/session/machine.ts';
import type { EndCause } from '../../shared/session/phase.ts';
import type { Workstation } from '../../shared/session/view.ts';
import type { Clock } from '../ports/clock.ts';
import type { GatewayLink } from '../ports/gateway-link.ts';
import type { JournalSink } from '../ports/journal-sink.ts';
import type { KeyStore } from '../ports/key-store.ts';
import type { Page } from '../ports/page.ts';
import type { Presence } from '../ports/presence.ts';
import type { StateFile } from '../ports/state-file.ts';
import { makeHandlers } from './bridge/make-handlers.ts';
import { createRouter, type Answer } from './bridge/router.ts';
import { createEnrolmentKeeper } from './identity/enrolment-keeper.ts';
import { createEnrolment } from './identity/enrolment.ts';
import { createKeptIdentity } from './identity/kept-identity.ts';
import { createJournal, type Journal } from './journal/journal.ts';
import { createGatewayClient, type GatewayClient } from './link/gateway-client.ts';
import { createLinkWatch } from './link/link-watch.ts';
import { createSearches } from './search/searches.ts';
import { causeOf } from './session/admission.ts';
import { createAccessPoll } from './session/access-poll.ts';
import { makeEffects } from './session/effects.ts';
import { emptyHoldings } from './session/holdings.ts';
import { createSession, type Session } from './session/session.ts';
import { makeSnapshot, type WorkstationFacts } from './session/snapshot.ts';
import { createSourceWatch } from './sources/source-watch.ts';
import { createTokenKeeper } from './session/token.ts';
import { createVault } from './vault/vault.ts';

export interface WorkstationParts {
  readonly facts: WorkstationFacts;
  readonly link: GatewayLink;
  readonly keyStore: KeyStore;
  readonly stateFile: StateFile;
  readonly clock: Clock;
  readonly journalSink: JournalSink;
  readonly page: Page;
  readonly presence: Presence;
  /** Used once at the start when the workstation is not enrolled. */
  readonly enrolmentCode?: string;
  /** In [0, 1): spreads retries. */
  readonly chance: () => number;
}

export interface WorkstationCore {
  readonly answer: Answer;
  readonly journal: Journal;
  start(): void;
  /** Leaves an active session like a lock would (drafts are sealed), then stops. */
  stop(): Promise<void>;
}

/** How long closing waits for the gateway to hear of it (ms). */
const LAST_WORDS_MS = 2_000;

export async function createWorkstation(parts: WorkstationParts): Promise<WorkstationCore> {
  const { clock, page, facts, link, keyStore, stateFile: file } = parts;
  const journal = createJournal(parts.journalSink, clock);
  const holdings = emptyHoldings();
  let revision = 1;
  // Assigned below; the client, the session and the watch know each other.
  const late: { session: Session | null } = { session: null };
  const theSession = (): Session => {
    if (late.session === null) throw new Error('the session is not there yet');
    return late.session;
  };

  const tokens = createTokenKeeper({
    clock,
    renew: (token) => client.request('renew', { body: {}, token }),
    died: (fault) => {
      if (late.session === null) return;
      const end = endOf(fault, late.session.state(), clock.now());
      if (end.type === 'ended') holdings.endedBecause = fault.help ?? null;
      void late.session.apply(end);
    },
  });
  const client: GatewayClient = createGatewayClient({
    ...{ link, clock, tokens, chance: parts.chance },
    identity: () => enrolment.epoch(),
    unknownHere: (fault) => keeper.refused(fault),
    met: (outcome) => watch.met(outcome),
  });
  const kept = await createKeptIdentity({ keyStore, file });
  const enrolment = createEnrolment({ kept, link, client: () => client, clock, journal });
  const missing = await enrolment.load();
  const workstationId = (): string => enrolment.workstation()?.id ?? '';
  const vault = await createVault({ keyStore, file, workstationId, clock, journal, changed: () => announce() });
  const watch = createLinkWatch({
    clock,
    probe: async () => {
      await client.request('health');
    },
    changed: () => announce(),
  });
  const snapshot = (): Snapshot =>
    makeSnapshot(facts, revision, {
      ...{ state: theSession().state(), holdings, link: watch.current() },
      ...{ workstation: enrolment.workstation(), workstationKey: enrolment.keptIn(), drafts: vault.kept() },
    });
  const announce = (): void => {
    revision += 1;
    page.publish('session.changed', TOPICS['session.changed'].parse(snapshot()));
  };
  const searches = createSearches({
    ...{ client, clock, journal },
    publish: (value) => page.publish('search.progress', TOPICS['search.progress'].parse(value)),
  });
  const sourceWatch = createSourceWatch({
    ...{ clock, client },
    returned: (sources) => page.publish('source.returned', TOPICS['source.returned'].parse({ sources })),
  });
  const poll = createAccessPoll({ clock, client, holdings, session: theSession, announce });
  const area = (): Workstation['area'] | undefined => enrolment.workstation()?.area;
  const effects = makeEffects({
    ...{ tokens, vault, searches, sourceWatch, poll, holdings, page, client, announce, area },
  });
  const session = createSession({ clock, journal, effects: effects.runners, initial: initialState(missing) });
  late.session = session;
  const keeper = createEnrolmentKeeper({ enrolment, session: theSession, vault, clock, journal, announce });
  const handlers = makeHandlers({
    ...{ session, client, tokens, vault, holdings, poll, clock, enrolment: keeper },
    ...{ searches, sourceWatch, snapshot, announce },
  });
  const answer = createRouter({
    ...{ handlers, clock, journal },
    origin: () => page.origin(),
    phase: () => session.phase(),
    generation: () => session.generation(),
  });
  let unwatch = (): void => undefined;

  return {
    answer,
    journal,
    start: () => {
      const { host, version } = facts;
      journal.event('started', { host, version, drafts: vault.kept(), key: enrolment.keptIn() });
      unwatch = parts.presence.watch((event) => {
        const at = clock.now();
        void session.apply(event === 'resumed' ? { type: 'timePassed', at } : { type: 'lockAsked', cause: event, at });
      });
      watch.start();
      keeper.start(parts.enrolmentCode ?? null);
    },
    stop: async () => {
      unwatch();
      watch.stop();
      keeper.stop();
      await session.apply({ type: 'signOutAsked' });
      session.stop();
      vault.flush();
      const words = Promise.all([effects.lastWords(), vault.settled()]);
      await Promise.race([words, new Promise<void>((resolve) => clock.after(LAST_WORDS_MS, resolve))]);
      journal.event('stopped');
      link.close();
    },
  };
}

/** What the gateway's refusal of the token means for the session. */
function endOf(
  fault: Fault,
  state: SessionState,
  at: number,
): { type: 'lockAsked'; cause: 'policy'; at: number } | { type: 'ended'; cause: EndCause } {
  if (fault.code === 'session.locked') return { type: 'lockAsked', cause: 'policy', at };
  const cause = causeOf(fault.code);
  const over = cause === 'gateway' && state.phase === 'active' && at >= state.facts.absoluteAt;
  return { type: 'ended', cause: over ? 'absolute' : cause };
}
