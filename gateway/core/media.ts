/**
 * Opens an image or recording of a record by an explicit step, recorded before it is opened (S6), and gives it by the piece
 * to the session that opened it. A ticket ends with the session, its lock, its role, its reason, or its fifteen minutes.
 */
import { randomBytes } from 'node:crypto';
import { FaultError } from '../../shared/faults/faults.ts';
import { decideField, type FieldDecision } from '../../shared/policy/field-rules.ts';
import type { SectionDefinition } from '../../shared/records/definition.ts';
import { RECORD_DEFINITIONS } from '../../shared/records/kinds/definitions.ts';
import {
  MEDIA_PIECE,
  MEDIA_REF,
  type MediaOpened,
  type MediaPiece,
  type MediaType,
} from '../../shared/records/media.ts';
import { tagsOfField } from '../../shared/records/sensitivity.ts';
import type { RevealRequest } from '../../shared/records/view.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { MediaStore } from '../ports/media-store.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import type { Asker, ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import type { LiveSession } from './identity/live-session.ts';
import { plainText } from './plain-text.ts';
import { nameOf, type RecordOpening } from './record-opening.ts';
import { decisionOf } from './redaction.ts';
import { fieldAskerOf } from './scope.ts';

const TICKET_MS = 15 * 60_000;
/** Open at a time in a session; the oldest makes room. */
const MOST_OPEN = 8;

const TYPE_LABELS: Readonly<Record<MediaType, string>> = {
  'image/png': 'Image',
  'image/jpeg': 'Image',
  'audio/wav': 'Recording',
  'video/webm': 'Video',
};

export interface Media {
  /** Throws, audited, `capability.missing`, `record.unknown`, `media.unknown`; `audit.unavailable` when it cannot be recorded. */
  open(asker: ReasonedAsker, session: LiveSession, asked: Omit<RevealRequest, 'field'>): Promise<MediaOpened>;
  /** Throws `media.closed`; audited when the ticket is another session's. */
  piece(asker: ReasonedAsker, session: LiveSession, ticket: string, offset: number): Promise<MediaPiece>;
  /** Closes it when it is this session's. */
  close(session: LiveSession, ticket: string): void;
}

interface MediaDeps {
  readonly store: MediaStore;
  readonly opening: RecordOpening;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

interface Ticket {
  readonly sessionId: string;
  /** What must be as it was when it was opened. */
  readonly standing: string;
  readonly name: string;
  readonly ref: string;
  readonly bytes: number;
  /** On the monotonic clock. */
  readonly until: number;
}

/** Reason, role, command and locks of the session: with any other of them the person asks anew. */
const standingOf = (asker: Asker, session: LiveSession): string =>
  JSON.stringify([asker.reason?.id ?? null, asker.roleId, asker.person.command, session.locks]);

/** Whatever the row says of itself: an image may show anybody, so it is identifying, and the victim's in a sex offense. */
const decisionOn = (record: StoredRecord, section: SectionDefinition, asker: ReasonedAsker): FieldDecision => {
  const tags = record.sexCrime ? (['media', 'identifying', 'victim'] as const) : (['media', 'identifying'] as const);
  const field = { key: MEDIA_REF, label: section.label, type: 'identifier', tags } as const;
  return decideField(tagsOfField(field, section, record), fieldAskerOf(asker));
};

/** Its title where this person sees it, else what it is. */
const labelOf = (
  record: StoredRecord,
  section: SectionDefinition,
  row: number,
  type: MediaType,
  asker: ReasonedAsker,
): string => {
  const field = section.fields.find(({ key }) => key === 'title');
  const title = record.body[section.id]?.[row]?.['title'];
  const isShown = field && decisionOf(record, section, field, fieldAskerOf(asker)).show === 'shown';
  return isShown && typeof title === 'string' ? plainText(title.slice(0, 120)) : TYPE_LABELS[type];
};

class Tickets {
  readonly #clock: Clock;
  readonly #open = new Map<string, Ticket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  give(ticket: Omit<Ticket, 'until'>): string {
    const now = this.#clock.monotonic();
    for (const [id, { until }] of this.#open) if (until <= now) this.#open.delete(id);
    const own = [...this.#open].filter(([, { sessionId }]) => sessionId === ticket.sessionId);
    for (const [id] of own.slice(0, Math.max(0, own.length - MOST_OPEN + 1))) this.#open.delete(id);
    const id = randomBytes(16).toString('base64url');
    this.#open.set(id, { ...ticket, until: now + TICKET_MS });
    return id;
  }

  find(id: string): Ticket | null {
    const ticket = this.#open.get(id) ?? null;
    return ticket && this.#clock.monotonic() < ticket.until ? ticket : null;
  }

  end(id: string): void {
    this.#open.delete(id);
  }
}

export const createMedia = ({ store, opening, audit, clock }: MediaDeps): Media => {
  const tickets = new Tickets(clock);

  return {
    async open(asker, session, { record: id, section: sectionId, row }) {
      if (!asker.capabilities.has('record.media'))
        await opening.refuse(asker, new FaultError('capability.missing'), `record ${id}`);
      const record = await opening.open(asker, id);
      const object = `${nameOf(record)} · ${sectionId}[${String(row)}]`.slice(0, 160);
      const unknown = (rule?: string): Promise<never> =>
        opening.refuse(asker, new FaultError('media.unknown'), object, rule);
      const section = RECORD_DEFINITIONS[record.kind].sections.find((one) => one.id === sectionId);
      if (section?.answers !== 'media') return unknown();
      const decision = decisionOn(record, section, asker);
      if (decision.show === 'withheld') return unknown(decision.rule);
      const ref = record.body[sectionId]?.[row]?.[MEDIA_REF];
      const stored = typeof ref === 'string' ? await store.find(ref) : null;
      if (typeof ref !== 'string' || stored === null) return unknown();
      const label = labelOf(record, section, row, stored.type, asker);
      const deed = { action: 'media.open', outcome: 'ok', object: `${object} ${label}`.slice(0, 160) } as const;
      const { seq } = await audit.append(entryBy(asker, { ...deed, rule: 'S6' }));
      const standing = standingOf(asker, session);
      const name = nameOf(record);
      const ticket = tickets.give({ sessionId: session.id, standing, name, ref, bytes: stored.bytes });
      return { ticket, type: stored.type, bytes: stored.bytes, label, auditSeq: seq };
    },

    async piece(asker, session, id, offset) {
      const ticket = tickets.find(id);
      if (ticket === null) throw new FaultError('media.closed');
      if (ticket.sessionId !== session.id)
        return opening.refuse(asker, new FaultError('media.closed'), ticket.name, 'S51');
      if (ticket.standing !== standingOf(asker, session)) {
        tickets.end(id);
        throw new FaultError('media.closed');
      }
      if (offset >= ticket.bytes) throw new FaultError('request.malformed');
      const data = await store.piece(ticket.ref, offset, MEDIA_PIECE);
      return { offset, data: Buffer.from(data).toString('base64'), last: offset + data.length >= ticket.bytes };
    },

    close(session, id) {
      if (tickets.find(id)?.sessionId === session.id) tickets.end(id);
    },
  };
};
