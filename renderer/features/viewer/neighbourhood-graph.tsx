/** The drawing of a neighbourhood: Tab goes through it in reading order, the arrow keys along its links, Enter opens. Shows what was sent, and no more. */
import { useRef, useState, type KeyboardEvent } from 'react';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import type { Neighbourhood } from '../../../shared/records/view.ts';
import {
  alongEdge,
  GRAPH_HEIGHT,
  GRAPH_WIDTH,
  isArrow,
  layOut,
  neighboursOf,
  type GraphNode,
  type Placed,
} from './graph-layout.ts';
import { archivedIn, nodeName, relationsOf } from './graph-words.ts';

export interface NeighbourhoodProps {
  readonly neighbourhood: Neighbourhood;
  readonly onOpen: (node: GraphNode) => void;
}

const DOT = { 0: 11, 1: 8, 2: 6 } as const;

interface EdgesProps {
  readonly neighbourhood: Neighbourhood;
  readonly placed: readonly Placed[];
  readonly focused: string | null;
}
function Edges({ neighbourhood, placed, focused }: EdgesProps) {
  const at = new Map(placed.map((each) => [each.node.id, each]));
  return neighbourhood.edges.map(({ from, to, relation, stated }, place) => {
    const [a, b] = [at.get(from), at.get(to)];
    if (a === undefined || b === undefined) return null;
    const isNear = focused === from || focused === to;
    return (
      <line
        key={`${from}-${to}-${relation}-${String(place)}`}
        {...{ x1: a.x, y1: a.y, x2: b.x, y2: b.y }}
        className={`graph-edge${stated ? '' : ' graph-edge-shared'}${isNear ? ' graph-edge-near' : ''}`}
      />
    );
  });
}

interface NodeProps {
  readonly placed: Placed;
  readonly words: string;
  readonly isDim: boolean;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onOpen: () => void;
}
function Node({ placed, words, isDim, ...acts }: NodeProps) {
  const { node, step, x, y } = placed;
  const danger = node.cautions.length > 0;
  const below = y >= GRAPH_HEIGHT / 2 ? 1 : -1;
  return (
    <g
      className={[
        `graph-node graph-step-${String(step)}`,
        ...(danger ? ['graph-danger'] : []),
        ...(node.archivedAt === undefined ? [] : ['graph-archived']),
        ...(isDim ? ['graph-dim'] : []),
      ].join(' ')}
      transform={`translate(${String(x)} ${String(y)})`}
      role="button"
      tabIndex={0}
      aria-label={words}
      data-node={node.id}
      onFocus={acts.onFocus}
      onKeyDown={acts.onKeyDown}
      onClick={acts.onOpen}
    >
      <circle r={DOT[step] + 8} className="graph-target" />
      {danger ? <path d="M0-9 9 7H-9Z" className="graph-dot" /> : <circle r={DOT[step]} className="graph-dot" />}
      <text y={below > 0 ? DOT[step] + 18 : -DOT[step] - 22} className="graph-label">
        <tspan>{`${RECORD_DEFINITIONS[node.kind].label} `}</tspan>
        <tspan x="0" dy="14.5" className="graph-number">
          {node.number}
        </tspan>
      </text>
    </g>
  );
}

/** What a screen reader hears of it. */
const wordsOf = (neighbourhood: Neighbourhood, node: GraphNode): string =>
  [nodeName(node), node.title, ...archivedIn(node), ...relationsOf(neighbourhood, node.id)].join(', ');

/** What is said of the record with the focus, under the drawing; read out by the node's own name. */
function Said({ node, neighbourhood }: { readonly node: GraphNode; readonly neighbourhood: Neighbourhood }) {
  return (
    <div className="graph-said" aria-hidden="true">
      <b>{nodeName(node)}</b> {[node.title, node.state.label, ...archivedIn(node)].join(' · ')}
      <ul>
        {relationsOf(neighbourhood, node.id).map((relation, place) => (
          <li key={`${relation}-${String(place)}`}>{relation}</li>
        ))}
      </ul>
    </div>
  );
}

export function NeighbourhoodGraph({ neighbourhood, onOpen }: NeighbourhoodProps) {
  const svg = useRef<SVGSVGElement>(null);
  const placed = layOut(neighbourhood);
  const [focused, setFocused] = useState<string | null>(null);
  const near = focused === null ? null : new Set([focused, ...neighboursOf(neighbourhood.edges, focused)]);
  const onKey = (node: GraphNode, event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen(node);
    } else if (isArrow(event.key)) {
      event.preventDefault();
      const to = alongEdge(placed, neighbourhood.edges, node.id, event.key);
      if (to !== null) svg.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(to)}"]`)?.focus();
    }
  };
  const shown = neighbourhood.nodes.find((node) => node.id === focused) ?? neighbourhood.nodes[0];
  return (
    <div className="graph">
      <svg
        ref={svg}
        viewBox={`0 -12 ${String(GRAPH_WIDTH)} ${String(GRAPH_HEIGHT + 36)}`}
        role="group"
        aria-label="Linked records, two steps. Tab goes through them, the arrow keys along their links."
      >
        <Edges {...{ neighbourhood, placed, focused }} />
        {placed.map((each) => (
          <Node
            key={each.node.id}
            placed={each}
            words={wordsOf(neighbourhood, each.node)}
            isDim={near !== null && !near.has(each.node.id)}
            onFocus={() => setFocused(each.node.id)}
            onKeyDown={(event) => onKey(each.node, event)}
            onOpen={() => onOpen(each.node)}
          />
        ))}
      </svg>
      {shown !== undefined && <Said node={shown} neighbourhood={neighbourhood} />}
    </div>
  );
}
