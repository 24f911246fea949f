/** Every string of a page's JavaScript memory, after a garbage collection: what somebody who takes the memory would read. */
import type { Page } from 'playwright-core';

export async function heapStrings(page: Page): Promise<readonly string[]> {
  const devtools = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
  // Twice: what only weak references held at the first is gone at the second.
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await devtools.detach();
  return (JSON.parse(chunks.join('')) as { strings: string[] }).strings;
}
