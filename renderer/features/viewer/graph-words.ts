/** The drawing in words: what a record is, and how it hangs together with the others. Pure. */
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import type { Neighbourhood } from '../../../shared/records/view.ts';
import { archivedWords } from './archived-words.ts';
import type { GraphNode } from './graph-layout.ts';

export const nodeName = ({ kind, number }: Pick<GraphNode, 'kind' | 'number'>): string =>
  `${RECORD_DEFINITIONS[kind].label} ${number}`;

/** That it is archived and since when, or nothing. */
export const archivedIn = ({ archivedAt }: Pick<GraphNode, 'archivedAt'>): readonly string[] =>
  archivedAt === undefined ? [] : [archivedWords(archivedAt)];

/** `arrest of this complaint: Complaint report 2026-113-004512`, one for each edge of the record. */
export function relationsOf({ nodes, edges }: Neighbourhood, id: string): readonly string[] {
  return edges.flatMap(({ from, to, relation }) => {
    const otherId = from === id ? to : to === id ? from : null;
    const other = nodes.find((node) => node.id === otherId);
    return other === undefined ? [] : [`${relation}: ${nodeName(other)}`];
  });
}
