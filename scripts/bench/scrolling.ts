/** Measures frames while the grid of results scrolls over 100,000 rows, beside scrolling a box without any. */
import { DELIVER_FUNCTION } from '../../electron/hosts/chromium/preload-script.ts';
import type { Page as BrowserPage } from 'playwright-core';
import { shown, spreadOf, type Section } from './figures.ts';
import {
  fillGrid,
  frameGaps,
  listenToSearch,
  makeTallBox,
  rowsHeld,
  scrollFrames,
  type Scrolling,
} from './page-side.ts';
import { BOX, type WindowDesk } from './window-desk.ts';
import { openEmptyWindow, type StartParts } from './window-starts.ts';

const ROWS = 100_000;
/** Pixels of a row in compact density, for the box without rows. */
const ROW_HEIGHT = 28;
const FRAME_MS = 1000 / 60;
/** A question with one page of answers, so that no further page comes in between. */
const TYPED = 'KLR4821';

const WAYS = [
  { name: 'at rest', step: 0 },
  { name: 'steady, 3 rows a frame', step: 3 * ROW_HEIGHT },
  { name: 'fast, a screen a frame', step: 600 },
  { name: 'a jump anywhere each frame', step: 'jump' },
] as const;

async function rowOf(page: BrowserPage, name: string, scrolling: Scrolling): Promise<readonly string[]> {
  const { gaps } = await page.evaluate(scrollFrames, scrolling);
  return framesRow(name, gaps);
}

function framesRow(name: string, gaps: readonly number[]): readonly string[] {
  const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME_MS) - 1), 0);
  const { p95, most } = spreadOf(gaps);
  const share = (100 * dropped) / Math.max(1, gaps.length + dropped);
  const perSecond = (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0);
  return [
    name,
    String(gaps.length),
    perSecond.toFixed(1),
    String(dropped),
    `${share.toFixed(1)} %`,
    shown(p95),
    shown(most),
  ];
}

async function measureBox(parts: StartParts, seconds: number): Promise<readonly (readonly string[])[]> {
  const empty = await openEmptyWindow(parts.build);
  try {
    await empty.page.evaluate(makeTallBox, ROWS * ROW_HEIGHT);
    const rows: (readonly string[])[] = [];
    for (const { name, step } of WAYS)
      rows.push(await rowOf(empty.page, `Box without rows, ${name}`, { selector: '#tall', seconds, step }));
    return rows;
  } finally {
    await empty.close();
  }
}

async function measureGrid(window: WindowDesk, seconds: number): Promise<readonly (readonly string[])[]> {
  const page = window.page();
  await page.evaluate(listenToSearch);
  await window.search(TYPED);
  await page.evaluate(fillGrid, { deliver: DELIVER_FUNCTION, count: ROWS });
  await page.waitForTimeout(1_000);
  const held = await page.evaluate(rowsHeld);
  if (held < ROWS) throw new Error(`the grid holds ${held} rows only`);
  const rows: (readonly string[])[] = [];
  for (const { name, step } of WAYS)
    rows.push(await rowOf(page, `Grid, ${name}`, { selector: '.grid', seconds, step }));
  rows.push(await measureTyping(page, seconds));
  return rows;
}

/** Typing into the box above the full grid, a key every 50 ms: about twice as fast as people do. */
async function measureTyping(page: BrowserPage, seconds: number): Promise<readonly string[]> {
  const box = page.locator(BOX);
  await box.click();
  const frames = page.evaluate(frameGaps, seconds);
  const text = 'name:rodriguez maria since 01/01/2026 pct 113 '.repeat(9).slice(0, seconds * 20);
  await page.keyboard.type(text, { delay: 50 });
  return framesRow('Typing above the full grid', await frames);
}

export async function measureScrolling(parts: StartParts, window: WindowDesk, seconds: number): Promise<Section> {
  return {
    title: 'Grid: scrolling 100,000 rows, and typing above them',
    meaning: [
      `The real page in the real workstation, signed in, after a real search; then ${ROWS.toLocaleString('en-US')} made-up rows are handed to it as the core hands over those of a source. No gateway sends that many for one question: this is the grid alone.`,
      'The scroll position is set once a frame by a script, for some seconds each way. A frame counts as dropped when the next one comes a whole 16.7 ms late. The box without rows is the same scrolling in an empty window in the same Chromium: what this machine drops anyway.',
      'The aim: never below 55 frames a second. Typing: a key every 50 ms into the box, the grid full below it.',
      'This Chromium draws without a graphics processor: a desk with one does better.',
    ],
    table: {
      head: ['', 'frames', 'a second', 'dropped', 'share', 'p95 gap, ms', 'longest gap, ms'],
      rows: [...(await measureBox(parts, seconds)), ...(await measureGrid(window, seconds))],
    },
  };
}
