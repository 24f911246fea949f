/**
 * Where the records of a neighbourhood stand in its drawing: the open one in the middle, its links around it, theirs
 * outside of them, each near the one it was reached from. Pure; the order of the answer is the order of reading.
 */
import type { Neighbourhood } from '../../../shared/records/view.ts';

export type GraphNode = Neighbourhood['nodes'][number];
type GraphEdge = Neighbourhood['edges'][number];

export interface Placed {
  readonly node: GraphNode;
  /** 0 the open record, 1 its links, 2 theirs. */
  readonly step: 0 | 1 | 2;
  /** SVG units. */
  readonly x: number;
  readonly y: number;
}

export const GRAPH_WIDTH = 720;
export const GRAPH_HEIGHT = 460;
/** Half axes of the two rings. */
const RINGS = { 1: [165, 112], 2: [300, 196] } as const;
/** Of the only one there is, when nothing lies outside of it. */
const ALONE = [285, 170] as const;

/** Ids linked with the given one, by any edge. */
export const neighboursOf = (edges: readonly GraphEdge[], id: string): readonly string[] => [
  ...new Set(edges.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []))),
];

type Ring = readonly [number, number];

function place(node: GraphNode, step: 1 | 2, turn: number, [rx, ry]: Ring): Placed {
  // From the top, clockwise: how a page is read.
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return {
    node,
    step,
    x: Math.round(GRAPH_WIDTH / 2 + rx * Math.cos(angle)),
    y: Math.round(GRAPH_HEIGHT / 2 + ry * Math.sin(angle)),
  };
}

interface Branch {
  readonly node: GraphNode;
  readonly children: readonly GraphNode[];
}

/** The links of the open record, each with those that are reached through it alone; what nothing reaches hangs on the first. */
function branchesOf({ nodes, edges }: Neighbourhood): readonly Branch[] {
  const [root, ...others] = nodes;
  if (root === undefined) return [];
  const near = new Set(neighboursOf(edges, root.id));
  const first = others.filter((node) => near.has(node.id));
  const heads = first.length > 0 ? first : others.slice(0, 1);
  const taken = new Set([root.id, ...heads.map((node) => node.id)]);
  const far = others.filter((node) => !taken.has(node.id));
  const parentOf = (id: string): string => {
    const linked = neighboursOf(edges, id);
    return heads.find((head) => linked.includes(head.id))?.id ?? heads[0]?.id ?? '';
  };
  return heads.map((node) => ({ node, children: far.filter((child) => parentOf(child.id) === node.id) }));
}

/** Every node once, in reading order: the open record, then each link followed by the ones reached through it. */
export function layOut(neighbourhood: Neighbourhood): readonly Placed[] {
  const root = neighbourhood.nodes[0];
  if (root === undefined) return [];
  const branches = branchesOf(neighbourhood);
  const slots = branches.reduce((sum, { children }) => sum + Math.max(1, children.length), 0);
  const inner = branches.some(({ children }) => children.length > 0) ? RINGS[1] : ALONE;
  let used = 0;
  const around = branches.flatMap(({ node, children }) => {
    const width = Math.max(1, children.length);
    const from = used;
    used += width;
    return [
      place(node, 1, (from + width / 2) / slots, inner),
      ...children.map((child, at) => place(child, 2, (from + at + 0.5) / slots, RINGS[2])),
    ];
  });
  return [{ node: root, step: 0, x: GRAPH_WIDTH / 2, y: GRAPH_HEIGHT / 2 }, ...around];
}

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;
type ArrowKey = keyof typeof DIRECTIONS;
export const isArrow = (key: string): key is ArrowKey => Object.hasOwn(DIRECTIONS, key);

/** The linked record that lies most in the direction of the arrow; null when none does. */
export function alongEdge(
  placed: readonly Placed[],
  edges: readonly GraphEdge[],
  from: string,
  key: ArrowKey,
): string | null {
  const here = placed.find(({ node }) => node.id === from);
  if (here === undefined) return null;
  const [dx, dy] = DIRECTIONS[key];
  const linked = neighboursOf(edges, from);
  const ahead = placed
    .filter(({ node }) => linked.includes(node.id))
    .map((each) => {
      const [x, y] = [each.x - here.x, each.y - here.y];
      return { id: each.node.id, along: (x * dx + y * dy) / Math.max(1, Math.hypot(x, y)) };
    })
    .filter(({ along }) => along > 0.2)
    .sort((a, b) => b.along - a.along);
  return ahead[0]?.id ?? null;
}
