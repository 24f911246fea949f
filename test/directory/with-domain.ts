/** `describe` for tests that need a real domain: skipped with its reason where this machine cannot run one. */
import { afterAll, beforeAll, describe } from 'vitest';
import { missingForDomain } from './domain-prerequisites.ts';
import { TestDomain } from './test-domain.ts';

const missing = missingForDomain();

/** `domain()` is up for the tests within `body`, and removed after them. */
export function withDomain(title: string, controllers: 1 | 2, body: (domain: () => TestDomain) => void): void {
  if (missing !== null) console.warn(`not run: ${title} — ${missing}`);
  const name = missing === null ? title : `${title} (not run: ${missing})`;
  describe.skipIf(missing !== null)(name, () => {
    let started: TestDomain | null = null;
    beforeAll(async () => {
      started = await TestDomain.start(controllers);
    });
    afterAll(() => started?.remove());
    body(() => {
      if (started === null) throw new Error('the domain is not up');
      return started;
    });
  });
}
