/** Every string of a page's JavaScript memory, after a garbage collection: what somebody who takes the memory would read. */
import type { Page } from 'playwright-core';

/** As the browser writes it: nodes and edges are runs of numbers, a field each. */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
      readonly edge_fields: readonly string[];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

/**
 * Strings that only say what a number is: the snapshot writes thousands of them out, and one in a hundred codes of six digits
 * is among them by chance.
 */
function valuesOfNumbers({ snapshot: { meta }, nodes, edges, strings }: HeapSnapshot): ReadonlySet<string> {
  const field = (name: string): number => meta.node_fields.indexOf(name);
  const [type, name, count, toNode] = [
    field('type'),
    field('name'),
    field('edge_count'),
    meta.edge_fields.indexOf('to_node'),
  ];
  const number = meta.node_types[0].indexOf('number');
  const told = new Set<number>();
  let edge = 0;
  for (let node = 0; node < nodes.length; node += meta.node_fields.length) {
    for (let one = 0; one < (nodes[node + count] ?? 0); one += 1, edge += meta.edge_fields.length) {
      if (nodes[node + type] === number) told.add(edges[edge + toNode] ?? -1);
    }
  }
  const values = new Set<string>();
  for (const node of told) values.add(strings[nodes[node + name] ?? -1] ?? '');
  for (let node = 0; node < nodes.length; node += meta.node_fields.length) {
    // The same characters as a string of the page's own stay.
    if (!told.has(node)) values.delete(strings[nodes[node + name] ?? -1] ?? '');
  }
  return values;
}

export async function heapStrings(page: Page): Promise<readonly string[]> {
  const devtools = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
  // Twice: what only weak references held at the first is gone at the second.
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await devtools.detach();
  const heap = JSON.parse(chunks.join('')) as HeapSnapshot;
  const numbers = valuesOfNumbers(heap);
  return heap.strings.filter((text) => !numbers.has(text));
}
