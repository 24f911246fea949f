/**
 * Two steps of links around a record. Every node is inside the scope and told as a link is; recorded before the answer.
 * Nothing is in it that opening one record after the other would not have said.
 */
import { SOURCE_OF_KIND } from '../../shared/records/kind.ts';
import type { RecordId } from '../../shared/records/search.ts';
import type { Neighbourhood, RecordLink } from '../../shared/records/view.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { RecordSources } from '../ports/record-source.ts';
import type { StoredLink, StoredRecord } from '../ports/record-store.ts';
import type { ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import { linksOverSources } from './record-links.ts';
import { nameOf, type RecordOpening } from './record-opening.ts';
import { LINKING, linkFor } from './records.ts';
import { ruleAgainst } from './scope.ts';
import { grantOf } from './sources.ts';

const MOST_NODES = 60;
const MOST_EDGES = 240;
/** Neighbours of the record itself, and of each of them. */
const FIRST_STEP = 30;
const SECOND_STEP = 10;
/** Records asked for their neighbours at a time. */
const AT_ONCE = 4;

export interface Neighbourhoods {
  /** Throws, audited, `record.unknown`; `audit.unavailable` when it cannot be recorded. */
  around(asker: ReasonedAsker, id: RecordId): Promise<Neighbourhood>;
}

interface NeighbourhoodDeps {
  readonly opening: RecordOpening;
  readonly sources: RecordSources;
  readonly audit: AuditLog;
}

const nodeOf = (link: RecordLink): Neighbourhood['nodes'][number] => {
  const { id, kind, number, title, occurredAt, state, cautions, archivedAt, precinct, point } = link;
  const archived = archivedAt === undefined ? {} : { archivedAt };
  return { id, kind, number, title, occurredAt, state, cautions, ...archived, precinct, point };
};

/** Grows to its limits and counts what it left out. */
class Graph {
  readonly nodes = new Map<RecordId, Neighbourhood['nodes'][number]>();
  readonly #edges = new Map<string, Neighbourhood['edges'][number]>();
  readonly #leftOut = new Set<RecordId>();
  readonly #asker: ReasonedAsker;

  constructor(asker: ReasonedAsker, root: StoredRecord) {
    this.#asker = asker;
    this.nodes.set(root.id, nodeOf(linkFor(asker, { record: root, relation: '', shared: null })));
  }

  /** The records that were not in it yet. */
  add(from: RecordId, links: readonly StoredLink[]): readonly StoredRecord[] {
    const added: StoredRecord[] = [];
    for (const link of links) {
      const { record } = link;
      if (record.id === from || ruleAgainst(this.#asker, record) !== null) continue;
      const told = linkFor(this.#asker, link);
      if (!this.nodes.has(record.id)) {
        if (this.nodes.size >= MOST_NODES) {
          this.#leftOut.add(record.id);
          continue;
        }
        this.nodes.set(record.id, nodeOf(told));
        added.push(record);
      }
      this.#join(from, told);
    }
    return added;
  }

  #join(from: RecordId, { id, relation, stated }: RecordLink): void {
    const pair = from < id ? `${from} ${id}` : `${id} ${from}`;
    if (this.#edges.has(pair) || this.#edges.size >= MOST_EDGES) return;
    this.#edges.set(pair, { from, to: id, relation, stated });
  }

  told(more: number): Omit<Neighbourhood, 'auditSeq'> {
    return { nodes: [...this.nodes.values()], edges: [...this.#edges.values()], more: more + this.#leftOut.size };
  }
}

export const createNeighbourhoods = ({ opening, sources, audit }: NeighbourhoodDeps): Neighbourhoods => {
  const linksOf = (asker: ReasonedAsker, record: StoredRecord, limit: number) =>
    // A drawing must not use a quota up: what costs was asked when the record was opened.
    linksOverSources(sources, asker, record, LINKING, limit, 'free only');

  const grow = async (asker: ReasonedAsker, root: StoredRecord): Promise<Omit<Neighbourhood, 'auditSeq'>> => {
    const graph = new Graph(asker, root);
    const first = await linksOf(asker, root, FIRST_STEP);
    const near = graph.add(root.id, first.links).filter(({ kind }) => grantOf(asker, SOURCE_OF_KIND[kind]).granted);
    for (let at = 0; at < near.length; at += AT_ONCE) {
      const batch = near.slice(at, at + AT_ONCE);
      const answers = await Promise.all(batch.map((record) => linksOf(asker, record, SECOND_STEP)));
      // In the order of the first step, whichever was answered first: the same graph each time.
      for (const [index, record] of batch.entries()) graph.add(record.id, answers[index]?.links ?? []);
    }
    return graph.told(first.more);
  };

  return {
    async around(asker, id) {
      const root = await opening.open(asker, id);
      const graph = await grow(asker, root);
      const object = `${nameOf(root)}, ${String(graph.nodes.length)} records`;
      const { seq } = await audit.append(entryBy(asker, { action: 'record.graph', outcome: 'ok', object }));
      return { ...graph, auditSeq: seq };
    },
  };
};
