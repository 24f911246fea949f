/**
 * Asks custodians to confirm hits, keeps their clocks and takes in their word. A hit is confirmed when its custodian said so
 * of this very state of the record to this very person, and never before (S14, S15).
 */
import { FaultError } from '../../shared/faults/faults.ts';
import { SOURCE_OF_KIND } from '../../shared/records/kind.ts';
import type { RecordId } from '../../shared/records/search.ts';
import { CONFIRMATION_MINUTES, type Confirmation } from '../../shared/records/view.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { AskedConfirmation, ConfirmationStore } from '../ports/confirmation-store.ts';
import { SourceFailure, type RecordSources } from '../ports/record-source.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { callerOf, failureOf, WAITING, within } from './asking-sources.ts';
import type { Asker, ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import { nameOf, type RecordOpening } from './record-opening.ts';

interface ConfirmationsDeps {
  readonly opening: RecordOpening;
  readonly sources: RecordSources;
  readonly store: ConfirmationStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export type Priority = 'urgent' | 'routine';

export interface Confirmations {
  /** What the person may take of the hit; null: it needs no confirmation. */
  readonly of: (asker: Asker, record: StoredRecord) => Confirmation | null;
  /** Throws, audited, as {@link RecordOpening.open}; and `confirmation.not-needed`, `source.down`. */
  readonly ask: (
    asker: ReasonedAsker,
    id: RecordId,
    priority: Priority,
  ) => Promise<{ confirmation: Confirmation; auditSeq: number }>;
  /** What was asked by this person, newest first, after a look at what is still open. */
  readonly list: (asker: Asker) => Promise<{ record: RecordId; confirmation: Confirmation }[]>;
  /** Asks the custodians about everything that is still open. Failures are left for the next look. */
  readonly look: () => Promise<void>;
}

/** How often open requests are looked at, in milliseconds. */
export const CONFIRMATION_LOOK_MS = 5000;
const MINUTE_MS = 60_000;
/** A word is good for a tour; after it the hit is to be confirmed again. */
const KEPT_MS = 12 * 60 * MINUTE_MS;
const MOST = 500;
const MOST_LISTED = 100;
const ANSWER_LIMIT_MS = 5000;

/** Kinds whose live entries may be acted on only when their custodian confirms them (NCIC hit confirmation). */
const CONFIRMED_KINDS: readonly StoredRecord['kind'][] = ['warrant', 'stolen', 'order'];

/** A live entry of another agency: an active warrant, property still stolen, an order in force. */
export const needsConfirmation = ({ kind, state }: Pick<StoredRecord, 'kind' | 'state'>): boolean =>
  CONFIRMED_KINDS.includes(kind) && state.tone === 'danger';

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const NEEDED: Confirmation = { state: 'needed', priority: null, askedAt: null, dueAt: null, answeredAt: null };

const dueAt = ({ askedAt, priority }: AskedConfirmation): number =>
  askedAt + CONFIRMATION_MINUTES[priority] * MINUTE_MS;

export function createConfirmations({ opening, sources, store, audit, clock }: ConfirmationsDeps): Confirmations {
  let asked: readonly AskedConfirmation[] = store.load();
  /** What is being asked at this moment, so that one answer is taken in once. */
  const looking = new Set<string>();

  const keep = (changed: readonly AskedConfirmation[]): void => {
    store.save(changed);
    asked = changed;
  };
  const isKept = ({ askedAt }: AskedConfirmation): boolean => clock.now() - askedAt < KEPT_MS;

  const viewOf = (one: AskedConfirmation): Confirmation => ({
    state: one.word ?? (clock.now() > dueAt(one) ? 'overdue' : 'asked'),
    priority: one.priority,
    askedAt: iso(one.askedAt),
    dueAt: iso(dueAt(one)),
    answeredAt: iso(one.answeredAt),
  });

  const latest = (username: string, record: RecordId, stateLabel: string): AskedConfirmation | undefined =>
    asked.findLast(
      (one) => one.username === username && one.record === record && one.stateLabel === stateLabel && isKept(one),
    );

  const takeIn = async (one: AskedConfirmation): Promise<void> => {
    if (looking.has(one.ticket)) return;
    looking.add(one.ticket);
    try {
      const word = await within(ANSWER_LIMIT_MS, WAITING, () => sources[one.source].confirmation(one.ticket));
      if (word === 'asked') return;
      const { username, reason, object } = one;
      await audit.append({
        ...{ action: 'confirmation.answer', outcome: word === 'confirmed' ? 'ok' : 'refused' },
        ...{ username, reason, object, of: one.seq },
      });
      keep(asked.map((each) => (each.ticket === one.ticket ? { ...each, word, answeredAt: clock.now() } : each)));
    } catch {
      // The custodian does not answer, or its word cannot be recorded: it stands unconfirmed until the next look.
    } finally {
      looking.delete(one.ticket);
    }
  };

  const lookAt = async (wanted: (one: AskedConfirmation) => boolean): Promise<void> => {
    await Promise.all(asked.filter((one) => one.word === null && isKept(one) && wanted(one)).map(takeIn));
  };

  const send = async (asker: ReasonedAsker, record: StoredRecord, priority: Priority) => {
    const source = SOURCE_OF_KIND[record.kind];
    const object = nameOf(record);
    const { seq } = await audit.append(
      entryBy(asker, { action: 'confirmation.ask', outcome: 'ok', object: `${object}, ${priority}` }),
    );
    const caller = callerOf(asker);
    try {
      const { ticket } = await within(sources[source].timeLimitMs, WAITING, () =>
        sources[source].askConfirmation(record, priority, caller),
      );
      const one: AskedConfirmation = {
        ...{ record: record.id, source, ticket, priority, object, seq, stateLabel: record.state.label },
        ...{ username: caller.username, reason: caller.reason, askedAt: clock.now(), word: null, answeredAt: null },
      };
      keep([...asked.filter(isKept).slice(1 - MOST), one]);
      return { confirmation: viewOf(one), auditSeq: seq };
    } catch (error) {
      if (error instanceof FaultError || !(error instanceof SourceFailure)) throw error;
      const rule = failureOf(error).reason;
      await audit.append(entryBy(asker, { action: 'confirmation.ask', outcome: 'failed', object, rule, of: seq }));
      throw new FaultError('source.down');
    }
  };

  return {
    of: (asker, record) => {
      if (!needsConfirmation(record)) return null;
      const one = latest(asker.person.username, record.id, record.state.label);
      return one ? viewOf(one) : NEEDED;
    },
    ask: async (asker, id, priority) => {
      const record = await opening.open(asker, id);
      if (!needsConfirmation(record))
        return opening.refuse(asker, new FaultError('confirmation.not-needed'), nameOf(record));
      const before = latest(asker.person.username, record.id, record.state.label);
      const isOpen = before !== undefined && before.word === null;
      // The same question again while it is open is the same question; only more urgent is another.
      if (isOpen && (before.priority === priority || before.priority === 'urgent'))
        return { confirmation: viewOf(before), auditSeq: before.seq };
      return send(asker, record, priority);
    },
    list: async (asker) => {
      const isOwn = ({ username }: AskedConfirmation): boolean => username === asker.person.username;
      await lookAt(isOwn);
      const own = asked.filter((one) => isOwn(one) && isKept(one)).slice(-MOST_LISTED);
      return own.toReversed().map((one) => ({ record: one.record, confirmation: viewOf(one) }));
    },
    look: () => lookAt(() => true),
  };
}
