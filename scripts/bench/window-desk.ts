/** A desk with a window: the whole workstation, signed in with a reason in force, typed into as by a person. */
import { openWorkstation, type OpenWorkstation } from '../../test/workstation/harness/open-workstation.ts';
import { memoryKeyStore } from '../../test/workstation/harness/core-rig.ts';
import type { SampleAccount } from '../../gateway/adapters/directory/embedded/sample-accounts.ts';
import { awaitFirstRow, firstRow, painted } from './page-side.ts';
import type { StartParts } from './window-starts.ts';

export interface WindowDesk {
  readonly page: OpenWorkstation['page'];
  /** Milliseconds from pressing Enter to the frame with the first row. */
  search(typed: string): Promise<number>;
  close(): Promise<void>;
}

export const BOX = 'input[type=text].box-input';

export async function openWindowDesk(parts: StartParts, account: SampleAccount): Promise<WindowDesk> {
  const { department, build, rendererDir } = parts;
  const desk = await openWorkstation({
    ...{ department, rendererDir, keyStore: memoryKeyStore() },
    on: { name: 'Chromium', host: 'chromium', build },
  });
  await desk.signIn(account);
  const options = await desk.call('reason.options', {});
  const job = options.ok ? options.value.jobs[0] : undefined;
  if (job === undefined) throw new Error('the sample has no open job');
  const reason = { purpose: 'job-in-progress', reference: { kind: 'job', value: job.reference } } as const;
  if (!(await desk.call('reason.set', reason)).ok) throw new Error('the reason was refused');
  const box = desk.page().locator(BOX);
  await box.waitFor();
  return {
    page: () => desk.page(),
    search: async (typed) => {
      const page = desk.page();
      if ((await box.inputValue()) !== '') await box.press('Escape');
      await page.locator('.grid-row').first().waitFor({ state: 'detached' });
      await box.fill(typed);
      await page.evaluate(painted);
      await page.evaluate(awaitFirstRow);
      await box.press('Enter');
      const took = await page.evaluate(firstRow);
      // The end of the stream: the next search shall find the gateway at rest.
      await page.locator('.work[aria-busy=false]').waitFor();
      await page.waitForTimeout(60);
      return took;
    },
    close: () => desk.close(),
  };
}
