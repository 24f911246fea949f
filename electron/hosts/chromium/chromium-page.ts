/**
 * The workstation's page in Chromium: served from the manifest only, one page at a time, calls accepted from its main
 * frame at its current origin. Everything else the browser asks for is refused.
 */
import type { BrowserContext, Frame, Page as BrowserPage, Route } from 'playwright-core';
import type { Reply } from '../../../shared/faults/faults.ts';
import type { Caller, Page } from '../../ports/page.ts';
import type { PageFiles } from '../node/page-files.ts';
import { originOf, pageOrigin, splitAddress } from './page-origin.ts';
import { DELIVER_FUNCTION, INVOKE_BINDING, preloadScript } from './preload-script.ts';

export interface ChromiumPage extends Page {
  /** Loads the first document; calls are answered from then on. */
  open(answer: (caller: Caller, name: unknown, input: unknown) => Promise<Reply<unknown>>): Promise<void>;
  /** The browser's page that is current now. */
  browserPage(): BrowserPage;
}

export interface ChromiumPageParts {
  readonly context: BrowserContext;
  readonly files: PageFiles;
  /** The person closed the window. */
  readonly closed: () => void;
  readonly failed: (where: string, error: unknown) => void;
}

export async function createChromiumPage(parts: ChromiumPageParts): Promise<ChromiumPage> {
  const { context, files } = parts;
  let generation = 0;
  let page: BrowserPage = context.pages()[0] ?? (await context.newPage());
  let replacing = false;

  const serve = async (route: Route): Promise<void> => {
    const address = splitAddress(route.request().url());
    const file = address?.origin === pageOrigin(generation) ? files.find(route.request().method(), address.path) : null;
    // An aborted navigation leaves the document where it is; a blocked one would put an error page in its place.
    if (file === null) return route.abort(route.request().isNavigationRequest() ? 'aborted' : 'blockedbyclient');
    return route.fulfill({ status: 200, headers: { ...file.headers }, body: file.bytes });
  };
  const callerOf = (frame: Frame): Caller => {
    const mainFrame = frame === page.mainFrame() && frame.parentFrame() === null;
    return { mainFrame, origin: originOf(frame.url()) };
  };
  const load = async (): Promise<void> => {
    generation += 1;
    await page.goto(`${pageOrigin(generation)}/`, { waitUntil: 'commit' });
  };
  const watch = (watched: BrowserPage): void => {
    watched.on('close', () => {
      if (watched === page && !replacing) parts.closed();
    });
    watched.on('crash', () => void replace(watched).catch((error: unknown) => parts.failed('page-crash', error)));
    watched.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  };
  /** A crashed page can't be used again: a new one takes its place, in the same phase. */
  const replace = async (crashed: BrowserPage): Promise<void> => {
    if (crashed !== page) return;
    replacing = true;
    try {
      page = await context.newPage();
      watch(page);
      await load();
      await crashed.close().catch(() => undefined);
    } finally {
      replacing = false;
    }
  };

  await context.route('**/*', (route) => serve(route).catch(() => undefined));
  await context.routeWebSocket(/.*/, (socket) => void socket.close({ code: 1008 }));
  context.on('page', (opened) => {
    // SECURITY: row 13. The workstation has one page; whatever opens another one loses it.
    if (opened !== page && !replacing) void opened.close().catch(() => undefined);
  });
  watch(page);

  return {
    origin: () => pageOrigin(generation),
    browserPage: () => page,
    open: async (answer) => {
      await context.exposeBinding(INVOKE_BINDING, (source, name: unknown, input: unknown) =>
        // Who calls is read here, before anything is awaited.
        answer(source.page === page ? callerOf(source.frame) : { mainFrame: false, origin: null }, name, input),
      );
      await context.addInitScript(preloadScript());
      await load();
    },
    publish: (topic, value) => {
      // As one text: the driver would take a page of rows apart value by value, several times slower than JSON does.
      // A page that is just going away has nobody to tell; the next one asks for the snapshot itself.
      page
        .evaluate(
          ([name, told, text]) => {
            (globalThis as unknown as Record<string, (topic: string, value: unknown) => void>)[name]?.(
              told,
              JSON.parse(text),
            );
          },
          [DELIVER_FUNCTION, topic, JSON.stringify(value)] as [string, string, string],
        )
        .catch(() => undefined);
    },
    renew: load,
  };
}
