/**
 * Two addresses of this machine for domain controllers, for one use alone: Samba's ports cannot be chosen, so two test
 * runs at once must not take the same address.
 */
import { createServer, type Server } from 'node:net';
import { listens } from './domain-controller.ts';

/** Held on the first address of a pair while the pair is in use, in this process or another. */
const MARK_PORT = 10_636;

export interface ReservedAddresses {
  readonly pair: readonly [string, string];
  release(): Promise<void>;
}

const mark = (address: string): Promise<Server | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.unref();
    server.once('error', () => resolve(null));
    server.listen(MARK_PORT, address, () => resolve(server));
  });

export async function reserveAddresses(): Promise<ReservedAddresses> {
  for (let last = 5; last < 250; last += 2) {
    const pair = [`127.0.0.${last}`, `127.0.0.${last + 1}`] as const;
    const held = await mark(pair[0]);
    if (held === null) continue;
    const release = (): Promise<void> => new Promise((resolve) => held.close(() => resolve()));
    const taken = await Promise.all(pair.flatMap((address) => [listens(address, 636), listens(address, 389)]));
    if (!taken.includes(true)) return { pair, release };
    await release();
  }
  throw new Error('no free address for a domain controller');
}
