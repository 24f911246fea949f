/** A bridge made of fixtures: answers like main would, remembers a little, reaches nothing. */
import type { Bridge, CallName, CallParsed, Snapshot, TopicName, Workspace } from '../../shared/bridge/calls.ts';
import { CALLS } from '../../shared/bridge/calls.ts';
import type { SearchRequest } from '../../shared/records/search.ts';
import {
  ACCOUNTS,
  auditPage,
  DEPARTMENT,
  LOCKOUTS,
  NOTICE,
  optionsOf,
  PERSON,
  reasonOf,
  sessionOf,
  WORKSTATION,
} from './fixtures.ts';
import { changeOf, challengeOf, identityAnswers, refuse, type FakeStart } from './fake-identity.ts';
import { deskAnswers } from './fake-desk.ts';
import { fakeRecord } from './fake-record.ts';
import { fakeSearch } from './fake-search.ts';
import { kindOf, revealed, viewOf } from './sample-records.ts';

function startingSession(start: FakeStart): NonNullable<Snapshot['session']> {
  const reason = start.reason
    ? reasonOf({ purpose: 'job-in-progress', reference: { kind: 'job', value: 'J26-113-001873' } })
    : null;
  const session = sessionOf(start.role ?? 'police-officer', reason);
  return {
    ...session,
    idleSeconds: Number(start.idle ?? session.idleSeconds),
    tour: start.tour ? { ...session.tour, endsAt: new Date(Date.now() + 2_000).toISOString() } : session.tour,
  };
}

export function fakeBridge(start: FakeStart): Bridge {
  const listeners = new Map<TopicName, Set<(value: unknown) => void>>();
  let workspace: Workspace | null = null;
  let snapshot: Snapshot = {
    revision: 1,
    phase: start.phase,
    workstation: start.phase === 'unenrolled' ? null : WORKSTATION,
    unenrolled: start.phase === 'unenrolled' ? (start.unenrolled ?? 'new') : null,
    workstationKey: start.memory ? 'memory-only' : 'key-store',
    challenge: challengeOf(start.challenge),
    accessChanges: start.change ? [changeOf(start.change)] : [],
    host: 'chromium',
    version: '0.1.0',
    link: { state: 'up', since: new Date().toISOString(), gateway: 'gateway.dept:8443' },
    notice: start.phase === 'signedOut' ? null : NOTICE,
    session: start.phase === 'active' ? startingSession(start) : null,
    locked: { person: PERSON, cause: 'manual', at: new Date().toISOString(), absoluteAt: '2026-11-23T22:41:00.000Z' },
    expired: { name: 'PO Rivera', cause: start.cause ?? 'absolute' },
    drafts: 'sealed-on-disk',
  };
  const tell = (topic: TopicName, value: unknown): void => listeners.get(topic)?.forEach((listener) => listener(value));
  const become = (change: Partial<Snapshot>): Record<string, never> => {
    snapshot = { ...snapshot, ...change, revision: snapshot.revision + 1 };
    tell('session.changed', snapshot);
    return {};
  };
  const enter = (): void => void become({ phase: 'active', session: snapshot.session ?? startingSession(start) });
  const search = (key: string, request: SearchRequest): Record<string, never> => {
    const granted = snapshot.session?.sources ?? [];
    let step = 0;
    fakeSearch(request, {
      start,
      granted,
      send: (events) => tell('search.progress', { key, step: (step += 1), events }),
    });
    return {};
  };
  const answers: { readonly [N in CallName]: (input: CallParsed<N>) => unknown } = {
    'session.get': () => snapshot,
    ...identityAnswers({
      start,
      become,
      snapshot: () => snapshot,
      enter,
    }),
    'reason.options': () => optionsOf(snapshot.session?.role ?? 'police-officer'),
    'reason.set': (request) => {
      if (request.reference?.value.endsWith('999999')) return refuse('reason.reference-unknown', 'S26');
      const reason = reasonOf(request);
      if (snapshot.session) become({ session: { ...snapshot.session, reason } });
      return reason;
    },
    'reason.end': () => become({ session: snapshot.session && { ...snapshot.session, reason: null } }),
    'search.start': ({ key, request }) =>
      snapshot.session?.reason ? search(key, request) : refuse('reason.missing', 'S26'),
    'search.cancel': () => ({}),
    /** Fewer with every reading, the third not counted to the end. */
    'search.count': ({ readings }) => ({
      counts: readings.map((_, at) => ({ count: Math.round(412 / (at * at * 6 + 1)), exact: at !== 2 })),
      auditSeq: 48_216,
    }),
    'record.open': ({ id }) => viewOf(id),
    'record.reveal': ({ record, section, field }) => ({
      cell: revealed(kindOf(record), section, field),
      auditSeq: 48_215,
    }),
    ...deskAnswers(start),
    ...fakeRecord(),
    'access.explain': () => ({
      allowed: false,
      title: 'Search commercial sources',
      because: 'Your role, police officer, has no grant for commercial sources.',
      rule: 'S17',
      ruleText: 'Public records of commercial sources are open to investigators, for the purposes in their own list.',
      whoCanAllow: 'your commanding officer, through the system administrator',
    }),
    'audit.page': ({ before }) => auditPage(before ?? 48_214),
    'audit.openQuery': ({ seq }) => ({ seq, text: 'plate starts KLR48 · since 01 AUG 2025' }),
    'lockout.list': () => LOCKOUTS,
    'lockout.release': () => ({ releasedAt: new Date().toISOString() }),
    'account.list': () => ACCOUNTS,
    'department.get': () => DEPARTMENT,
    'workspace.get': () => ({
      workspace: workspace ?? {
        room: 'search',
        tabs: [],
        openTab: null,
        box: { text: '', request: null, selected: null, scroll: 0 },
        drafts: {},
        settings: { theme: start.theme ?? 'system', density: start.density ?? 'compact' },
      },
    }),
    'workspace.save': (input) => {
      workspace = input.workspace;
      return {};
    },
  };
  const call =
    (name: CallName) =>
    async (input: unknown): Promise<unknown> => {
      const parsed = CALLS[name].input.safeParse(input);
      if (!parsed.success) return refuse('bridge.input');
      const value = await (answers[name] as (input: unknown) => unknown)(parsed.data);
      return typeof value === 'object' && value !== null && 'fault' in value ? value : { ok: true, value };
    };
  return {
    calls: Object.fromEntries(
      (Object.keys(CALLS) as CallName[]).map((name) => [name, call(name)]),
    ) as unknown as Bridge['calls'],
    subscribe: (topic, listener) => {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => void set.delete(listener);
    },
  };
}
