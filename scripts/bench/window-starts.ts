/** Measures the start of the workstation to its sign-in screen beside that of an empty window, in turns, in the same host. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser } from '../../electron/hosts/chromium/browser.ts';
import { createChromiumPage } from '../../electron/hosts/chromium/chromium-page.ts';
import { startWorkstation } from '../../electron/hosts/chromium/start.ts';
import type { KeyStore } from '../../electron/ports/key-store.ts';
import { readPageFiles } from '../../electron/hosts/node/page-files.ts';
import type { ChromiumBuild } from '../../test/workstation/harness/chromium-builds.ts';
import { memoryKeyStore } from '../../test/workstation/harness/core-rig.ts';
import type { Department } from '../../test/workstation/harness/department.ts';
import { shown, spreadOf, type Section } from './figures.ts';
import { STARTED_ENV } from './gateway-process.ts';
import { firstContentfulPaint, painted } from './page-side.ts';

const START = join(import.meta.dirname, '..', '..', 'electron', 'hosts', 'chromium', 'start.ts');
const WINDOW = { width: 1366, height: 768 } as const;
const EMPTY = '<!doctype html><html lang="en-US"><title>Empty</title><p>Empty</p></html>\n';

export interface StartParts {
  readonly department: Pick<Department, 'url' | 'caFile' | 'issueEnrolmentCode'>;
  readonly build: ChromiumBuild;
  readonly rendererDir: string;
}

interface Started {
  /** Milliseconds since the start, at the first screen. */
  readonly screen: number;
  /** Milliseconds since the start, when one can type; the same for an empty window. */
  readonly ready: number;
  /** Milliseconds within the page. */
  readonly content: number;
}

/** An empty window and what it takes to close it again. */
export async function openEmptyWindow(build: ChromiumBuild): ReturnType<typeof openStatic> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-empty-'));
  try {
    writeFileSync(join(folder, 'index.html'), EMPTY);
    return await openStatic(build, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openStatic({ executablePath, args }: ChromiumBuild, folder: string) {
  const browser = await startBrowser({ executablePath, args, headless: true, windowSize: WINDOW });
  const page = await createChromiumPage({
    context: browser.context,
    files: readPageFiles(folder),
    closed: () => undefined,
    failed: () => undefined,
  });
  await page.open(() => Promise.resolve({ ok: false, fault: { code: 'internal' } }));
  return { page: page.browserPage(), close: () => browser.close() };
}

async function emptyOnce({ build }: StartParts): Promise<Started> {
  const from = performance.now();
  const { page, close } = await openEmptyWindow(build);
  await page.locator('p').waitFor();
  await page.evaluate(painted);
  const screen = performance.now() - from;
  const content = (await page.evaluate(firstContentfulPaint)) ?? Number.NaN;
  await close();
  return { screen, ready: screen, content };
}

/** What stays of a workstation between its starts. */
interface Installed {
  readonly stateDir: string;
  readonly keyStore: KeyStore;
  /** At the first start only; afterwards it is enrolled. */
  readonly enrolmentCode: string;
}

async function workstationOnce(
  { department, build, rendererDir }: StartParts,
  { stateDir, keyStore, enrolmentCode }: Installed,
): Promise<Started> {
  const from = performance.now();
  const started = await startWorkstation({
    ...{ gatewayUrl: department.url, caFile: department.caFile, stateDir, rendererDir, headless: true },
    ...{ executablePath: build.executablePath, args: build.args, keyStore, windowSize: WINDOW, enrolmentCode },
  });
  const page = started.page();
  await page.getByLabel('Department user name').waitFor();
  await page.evaluate(painted);
  const screen = performance.now() - from;
  await page.getByRole('checkbox', { disabled: false }).waitFor();
  await page.evaluate(painted);
  const ready = performance.now() - from;
  const content = (await page.evaluate(firstContentfulPaint)) ?? Number.NaN;
  await started.close();
  return { screen, ready, content };
}

/** Milliseconds of a Node process that loads these modules and ends. */
function nodeOnce(code: string): number {
  const from = performance.now();
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code];
  if (spawnSync(process.execPath, flags, { stdio: 'ignore', env: STARTED_ENV }).status !== 0)
    throw new Error('a module did not load');
  return performance.now() - from;
}

export async function measureWindowStarts(parts: StartParts, count: number): Promise<Section> {
  const empty: Started[] = [];
  const whole: Started[] = [];
  const node: number[] = [];
  const modules: number[] = [];
  const installed: Installed = {
    stateDir: mkdtempSync(join(tmpdir(), 'bench-state-')),
    keyStore: memoryKeyStore(),
    enrolmentCode: await parts.department.issueEnrolmentCode({ name: 'Desk 1', command: 113, area: 'on-site' }),
  };
  for (let round = 0; round <= count; round += 1) {
    const seen = [await emptyOnce(parts), await workstationOnce(parts, installed)] as const;
    const loaded = [nodeOnce('0'), nodeOnce(`await import(${JSON.stringify(START)})`)] as const;
    if (round === 0) continue; // the first pair reads everything from disk, and enrols
    empty.push(seen[0]);
    whole.push(seen[1]);
    node.push(loaded[0]);
    modules.push(loaded[1]);
  }
  rmSync(installed.stateDir, { recursive: true, force: true });
  const row = (name: string, values: readonly number[]): readonly string[] => {
    const { count: starts, p50, p95 } = spreadOf(values);
    return [name, String(starts), shown(p50), shown(p95)];
  };
  const of = (all: readonly Started[], key: keyof Started): readonly number[] => all.map((one) => one[key]);
  return {
    title: 'Workstation: start to the sign-in screen',
    meaning: [
      'An empty window is the same Chromium, the same flags and the same host serving one static page with one word. Both are started in turns; the first pair is left out.',
      '"Painted" is counted from the call that starts the browser to the frame with the form on it; "ready" is when the notice has come from the gateway and the form takes input. The rows "in the page" count from the start of the navigation, so they leave the browser’s own start out.',
      'The last two rows are processes of their own: what loading the workstation’s modules adds before anything above begins (compiled once and kept, as the npm scripts do).',
    ],
    table: {
      head: ['ms', 'starts', 'p50', 'p95'],
      rows: [
        row('Empty window, painted', of(empty, 'screen')),
        row('Workstation, sign-in screen painted', of(whole, 'screen')),
        row('Workstation, ready to type', of(whole, 'ready')),
        row('Empty window, first content in the page', of(empty, 'content')),
        row('Workstation, first content in the page', of(whole, 'content')),
        row('Node alone', node),
        row('Node with the workstation’s modules', modules),
      ],
    },
  };
}
