/** The Chromium host itself, on every build there is: closed to the network, deaf to strangers, new at every lock. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorkstation, type StartedWorkstation } from '../../electron/hosts/chromium/start.ts';
import { headlessBuild, installedBuild, type ChromiumBuild } from './harness/chromium-builds.ts';
import { memoryKeyStore } from './harness/core-rig.ts';
import { until } from './harness/until.ts';
import {
  NOTICE_HASH,
  PRACTICE,
  PRACTICE_CODE,
  startPracticeGateway,
  type PracticeGateway,
} from './harness/practice-gateway.ts';

type Calls = Record<string, (input: unknown) => Promise<{ ok: boolean; value?: unknown; fault?: { code: string } }>>;
/** As the page's scripts see it. */
declare const precinct: { readonly calls: Calls };

const builds = [await headlessBuild(), installedBuild()].filter((build) => build !== null);

describe.each(builds)('on $name Chromium', (build: ChromiumBuild) => {
  let gateway: PracticeGateway;
  let workstation: StartedWorkstation;
  let outside: Server;
  let stateDir: string;
  const heard: string[] = [];
  const page = (): Page => workstation.page();
  const call = (name: string, input: unknown = {}): ReturnType<Calls[string]> =>
    page().evaluate(([one, two]) => precinct.calls[one]!(two), [name, input] as const);
  const signIn = async (): Promise<void> => {
    await call('session.begin');
    await call('session.acceptNotice', { hash: NOTICE_HASH });
    expect(await call('session.signIn', PRACTICE)).toMatchObject({ ok: true });
  };
  const shows = (text: string): Promise<void> =>
    until(
      async () =>
        (
          await page()
            .textContent('#phase')
            .catch(() => null)
        )?.startsWith(text) ?? false,
    );

  /** CPU seconds used by each process that shows pages, by process number. */
  const renderers = async (): Promise<Map<number, number>> => {
    const devtools = await page().context().browser()!.newBrowserCDPSession();
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
    await devtools.detach();
    return new Map(processInfo.filter((one) => one.type === 'renderer').map((one) => [one.id, one.cpuTime]));
  };
  /** The process of the current page: the one that works when the page does. */
  const pageProcess = async (): Promise<number> => {
    const before = await renderers();
    await page().evaluate(() => {
      const end = performance.now() + 300;
      while (performance.now() < end);
    });
    const grown = [...(await renderers())].map(([pid, cpu]) => [pid, cpu - (before.get(pid) ?? 0)] as const);
    return grown.sort((a, b) => b[1] - a[1])[0]![0];
  };

  beforeAll(async () => {
    gateway = await startPracticeGateway();
    outside = createServer((request, response) => {
      heard.push(request.url ?? '');
      response.end('outside');
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    stateDir = mkdtempSync(join(tmpdir(), 'workstation-'));
    const caFile = join(stateDir, 'ca.pem');
    writeFileSync(caFile, gateway.certificates.ca);
    workstation = await startWorkstation({
      ...{ gatewayUrl: gateway.url, caFile, stateDir, headless: true, enrolmentCode: PRACTICE_CODE },
      rendererDir: join(import.meta.dirname, 'harness', 'practice-page'),
      ...{ executablePath: build.executablePath, args: build.args, keyStore: memoryKeyStore() },
    });
  });
  afterAll(async () => {
    await workstation.close();
    outside.close();
    await gateway.stop();
  });

  test('the page is told of every change, and finds the bridge frozen and without anything else of the host', async () => {
    await shows('signedOut up');
    const seen = await page().evaluate(() => ({
      frozen: Object.isFrozen(precinct) && Object.isFrozen(precinct.calls),
      replaced: Reflect.set(globalThis, 'precinct', 1),
      names: Object.getOwnPropertyNames(globalThis).filter((name) =>
        /precinct|^(require|process|module|electron)$/i.test(name),
      ),
    }));
    expect(seen).toEqual({ frozen: true, replaced: false, names: ['__precinctDeliver', 'precinct'] });
  });

  test('row 7: the policy is in force, asked back in the browser', async () => {
    const seen = await page().evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const inline = document.createElement('style');
      inline.textContent = 'body { color: red }';
      document.head.append(inline);
      let typed = 'allowed';
      try {
        document.body.innerHTML = '<img src=x>';
      } catch {
        typed = 'refused';
      }
      const frame = document.createElement('iframe');
      frame.src = 'https://elsewhere.invalid/';
      document.body.append(frame);
      await fetch('/page.js').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 200));
      frame.remove();
      return { typed, violations };
    });
    expect(seen.typed).toBe('refused');
    expect(seen.violations).toEqual(expect.arrayContaining(['style-src-elem', 'connect-src', 'frame-src']));
  });

  test('no network from the page: nothing it tries is heard outside', async () => {
    const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
    const outcome = await page().evaluate(async (base) => {
      const image = new Image();
      const loaded = new Promise((resolve) => {
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('refused');
      });
      image.src = `${base}/image`;
      const script = document.createElement('link');
      script.rel = 'prefetch';
      script.href = `${base}/prefetch`;
      document.head.append(script);
      const tried = {
        image: await loaded,
        fetch: await fetch(`${base}/fetch`).then(
          () => 'answered',
          () => 'refused',
        ),
        beacon: navigator.sendBeacon(`${base}/beacon`),
        popup: window.open(`${base}/popup`) === null ? 'refused' : 'opened',
        socket: await new Promise((resolve) => {
          try {
            const socket = new WebSocket(base.replace('http', 'ws') + '/socket');
            socket.onopen = () => resolve('open');
            socket.onerror = () => resolve('refused');
            socket.onclose = () => resolve('refused');
          } catch {
            resolve('refused');
          }
        }),
        worker: await navigator.serviceWorker.register('/page.js').then(
          (made) => ((made as unknown) ? 'made' : 'refused'),
          () => 'refused',
        ),
      };
      return tried;
    }, url);
    expect(outcome).toMatchObject({ image: 'refused', fetch: 'refused', socket: 'refused' });
    const before = page().url();
    await page().evaluate((base) => void (location.href = `${base}/navigation`), url);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(page().url()).toBe(before);
    expect(page().context().pages()).toHaveLength(1);
    expect(heard).toEqual([]);
    expect(await call('session.get')).toMatchObject({ ok: true });
  });

  test('row 16: a frame in the page gets no bridge, and what it forges is refused as not the caller', async () => {
    const answers = await page().evaluate(async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const inner = frame.contentWindow as unknown as Record<string, unknown>;
      const bridge = typeof inner['precinct'];
      const names = Object.getOwnPropertyNames(inner).filter((name) => name.startsWith('__p'));
      const driver = inner['__playwright__binding__controller__'] as { callBinding: (...all: unknown[]) => unknown };
      const forged = await driver.callBinding('__precinctInvoke', 'session.begin', {});
      frame.remove();
      return { bridge, names, forged };
    });
    expect(answers.bridge).toBe('undefined');
    expect(answers.names).not.toContain('__precinctInvoke');
    expect(answers.forged).toEqual({ ok: false, fault: { code: 'bridge.caller' } });
    expect(gateway.asked.map((asked) => asked.route)).not.toContain('notice');
  });

  test('locking gives a new document at a new site; the old content is gone and going back does not bring it', async () => {
    await signIn();
    await shows('active');
    await page().evaluate(() => {
      document.title = 'Jane Roe';
      Reflect.set(globalThis, 'kept', 'record of Jane Roe');
      document.body.append('record of Jane Roe');
      history.pushState({ kept: 'record of Jane Roe' }, '', '#record');
    });
    const before = new URL(page().url()).origin;
    void call('session.lock').catch(() => undefined);
    await shows('locked');
    expect(new URL(page().url()).origin).not.toBe(before);
    const left = await page().evaluate(() => [
      Reflect.get(globalThis, 'kept') as unknown,
      document.title,
      document.body.textContent,
    ]);
    expect(JSON.stringify(left)).not.toContain('Jane');
    await page()
      .goBack({ timeout: 1000 })
      .catch(() => undefined);
    expect(await page().evaluate(() => document.documentElement.textContent)).not.toContain('Jane');
    await shows('locked');
    expect(await call('session.unlock', { password: PRACTICE.password })).toMatchObject({ ok: true });
    await shows('active');
  });

  test('row 38: where pages have processes, the one that showed the records is gone after the lock', async () => {
    const before = await pageProcess();
    void call('session.lock').catch(() => undefined);
    await shows('locked');
    expect((await pageProcess()) === before).toBe(!build.processes);
    if (build.processes) await until(async () => !(await renderers()).has(before));
    await call('session.unlock', { password: PRACTICE.password });
    await shows('active');
  });

  test('a page that crashes comes back in the same phase', async () => {
    // In a single process a crash of the page is a crash of the browser: nothing comes back.
    if (!build.processes) return;
    const crashed = page();
    await crashed.goto('chrome://crash').catch(() => undefined);
    await until(() => page() !== crashed);
    await shows('active');
  });

  test('nothing secret is on disk: neither password nor name in journal or state', async () => {
    await call('session.signOut').catch(() => undefined);
    await shows('signedOut');
    const kept = readdirSync(stateDir)
      .map((name) => readFileSync(join(stateDir, name), 'utf8'))
      .join('\n');
    expect(kept).toContain('"event":"phase"');
    for (const secret of [PRACTICE.password, PRACTICE.username, 'Rivera']) expect(kept).not.toContain(secret);
  });

  test('closing the window ends the workstation', async () => {
    await page().close();
    await workstation.closed;
  });
});
