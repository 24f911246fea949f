/** Waits for something to become so. */

/** Machines that run tests are slow and shared (ms). */
const PATIENCE_MS = 20_000;
const POLL_MS = 10;

/** Until the condition holds; fails after {@link PATIENCE_MS}. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('it did not happen');
}
