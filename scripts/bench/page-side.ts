/// <reference lib="dom" />
/**
 * What runs inside the page while it is measured: each function is sent there whole and may use nothing around it.
 * They only look, press no keys and change nothing but the scroll position.
 */

/** Resolves when the frame that is being drawn has been handed over. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    });
  });
}

/** Milliseconds from the start of the navigation to the first text or image; null where it is not told. */
export function firstContentfulPaint(): number | null {
  return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null;
}

/** Starts waiting for Enter and then for the first row on the screen; {@link firstRow} gives the time between them. */
export function awaitFirstRow(): void {
  const waiting = new Promise<number>((resolve) => {
    let pressed: number | null = null;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter') return;
      pressed = event.timeStamp;
      document.removeEventListener('keydown', onKey, true);
    };
    document.addEventListener('keydown', onKey, true);
    const observer = new MutationObserver(() => {
      if (pressed === null || document.querySelector('.grid-row') === null) return;
      const from = pressed;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - from);
        port2.postMessage(0);
      });
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  Reflect.set(globalThis, '__firstRow', waiting);
}

/** Milliseconds from the key press to the frame with the first row. */
export function firstRow(): Promise<number> {
  return Reflect.get(globalThis, '__firstRow') as Promise<number>;
}

export interface Scrolling {
  readonly selector: string;
  readonly seconds: number;
  /** Pixels each frame; `jump`: to a place drawn anew each frame. */
  readonly step: number | 'jump';
}

/** Milliseconds between one frame and the next while scrolling; and how far it came, in pixels. */
export async function scrollFrames({ selector, seconds, step }: Scrolling): Promise<{ gaps: number[]; came: number }> {
  const box = document.querySelector(selector);
  if (box === null) throw new Error(`nothing to scroll: ${selector}`);
  box.scrollTop = 0;
  const most = box.scrollHeight - box.clientHeight;
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let settle = 0; settle < 10; settle += 1) await frame();
  const gaps: number[] = [];
  let came = 0;
  let seed = 7;
  const start = await frame();
  for (let last = start; last - start < seconds * 1000;) {
    if (step === 'jump') {
      seed = (seed * 48_271) % 2_147_483_647;
      box.scrollTop = Math.floor((seed / 2_147_483_647) * most);
    } else if (step > 0) {
      box.scrollTop = box.scrollTop + step >= most ? 0 : box.scrollTop + step;
      came += step;
    }
    const now = await frame();
    gaps.push(now - last);
    last = now;
  }
  return { gaps, came };
}

/** Milliseconds between one frame and the next for some seconds, whatever happens meanwhile. */
export async function frameGaps(seconds: number): Promise<number[]> {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const gaps: number[] = [];
  const start = await frame();
  for (let last = start; last - start < seconds * 1000;) {
    const now = await frame();
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}

interface PageBridge {
  readonly subscribe: (topic: string, listener: (value: { key: string; events?: { event: string }[] }) => void) => void;
}

/** Remembers the key of the running search and its first row, to make more rows of. */
export function listenToSearch(): void {
  const { precinct } = globalThis as unknown as { precinct: PageBridge };
  precinct.subscribe('search.progress', ({ key, events = [] }) => {
    for (const event of events) {
      if ('rows' in event && Array.isArray(event.rows))
        Reflect.set(globalThis, '__search', { key, row: event.rows[0] as unknown });
    }
  });
}

/** Hands the page made-up rows, as main does those of a source: `count` in all, 4,000 at a time. */
export async function fillGrid({
  deliver,
  count,
}: {
  readonly deliver: string;
  readonly count: number;
}): Promise<void> {
  const { key, row } = Reflect.get(globalThis, '__search') as { key: string; row: Record<string, unknown> };
  const tell = Reflect.get(globalThis, deliver) as (topic: string, value: unknown) => void;
  const made = (at: number): unknown => ({
    ...row,
    id: `bench${String(at).padStart(17, '0')}`,
    number: `2026-113-${String(at).padStart(6, '0')}`,
    // Below every real row, each below the one before.
    order: `!${String(10_000_000 - at)}`,
  });
  const rowsFrom = (from: number): unknown[] => Array.from({ length: 200 }, (_, at) => made(from + at));
  for (let from = 0; from < count; from += 4_000) {
    const events = Array.from({ length: 20 }, (_, at) => ({
      event: 'rows',
      source: row['source'],
      rows: rowsFrom(from + at * 200),
    }));
    tell('search.progress', { key, step: 1_000 + from, events });
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** Rows the grid holds, as it tells them. */
export function rowsHeld(): number {
  return Number(document.querySelector('.grid')?.getAttribute('aria-rowcount') ?? 1) - 1;
}

/** A tall box without rows in an empty page: what scrolling costs by itself here. */
export function makeTallBox(height: number): void {
  const box = document.createElement('div');
  const inside = document.createElement('div');
  box.id = 'tall';
  box.style.cssText = 'height: 600px; overflow: auto;';
  inside.style.height = `${height}px`;
  box.append(inside);
  document.body.append(box);
}
