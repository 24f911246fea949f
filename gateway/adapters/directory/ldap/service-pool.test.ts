/** The pool's own rules, on connections that only say whether they are open. */
import { expect, it } from 'vitest';
import type { LdapConnection } from './ldap-connection.ts';
import { LdapFailure } from './ldap-failure.ts';
import { ServicePool } from './service-pool.ts';

class Opened implements LdapConnection {
  isOpen = true;
  readonly bind = async () => 'ok' as const;
  readonly changePassword = async () => 'changed' as const;
  readonly search = async () => [];
  readonly replace = async () => {};
  readonly alive = (): boolean => this.isOpen;
  readonly close = (): void => {
    this.isOpen = false;
  };
}

const HOUR = 3_600_000;
const poolOf = (changes: { readonly size?: number; readonly ageMs?: number; readonly waitMs?: number } = {}) => {
  const opened: Opened[] = [];
  const clock = { now: 0 };
  const pool = new ServicePool(
    { size: 2, idleMs: HOUR, ageMs: HOUR, waitMs: HOUR, ...changes },
    {
      monotonic: () => clock.now,
      open: async () => {
        const connection = new Opened();
        opened.push(connection);
        return connection;
      },
    },
  );
  return { pool, opened, clock };
};
/** Work that goes on until it is told to end; `begun` once it is at it. */
const held = (pool: ServicePool) => {
  const finish = Promise.withResolvers<undefined>();
  const begun = Promise.withResolvers<undefined>();
  const done = pool.use(async () => {
    begun.resolve(undefined);
    await finish.promise;
  });
  return { begun: begun.promise, done, finish: () => finish.resolve(undefined) };
};
const nothing = async (): Promise<void> => {};

it('uses one connection again, and closes it when it is too old', async () => {
  const { pool, opened, clock } = poolOf({ ageMs: 1_000 });
  await pool.use(nothing);
  await pool.use(nothing);
  expect(opened).toHaveLength(1);
  clock.now = 1_000;
  await pool.use(nothing);
  expect(opened.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  pool.close();
});

it('closes a connection on which anything failed', async () => {
  const { pool, opened } = poolOf();
  await expect(pool.use(() => Promise.reject(new LdapFailure('timeout')))).rejects.toMatchObject({ why: 'timeout' });
  expect(opened.map(({ isOpen }) => isOpen)).toEqual([false]);
});

it('does the work once more when a kept connection turns out closed, and only then', async () => {
  const { pool, opened } = poolOf();
  await pool.use(nothing);
  let tries = 0;
  const fails = () => {
    tries += 1;
    return Promise.reject(new LdapFailure('closed'));
  };
  await expect(pool.use(fails)).rejects.toMatchObject({ why: 'closed' });
  expect([tries, opened.length]).toEqual([2, 2]);
  tries = 0;
  await expect(pool.use(fails)).rejects.toMatchObject({ why: 'closed' });
  expect(tries).toBe(1);
});

it('never has more at work than its size, in the order they came', async () => {
  const { pool, opened } = poolOf({ size: 2 });
  let atWork = 0;
  let most = 0;
  const order: number[] = [];
  const work = (number: number) => async (): Promise<void> => {
    atWork += 1;
    most = Math.max(most, atWork);
    await new Promise((resolve) => setImmediate(resolve));
    order.push(number);
    atWork -= 1;
  };
  // The second twelve come one by one, while others are waiting or being handed a place.
  const waves = Array.from({ length: 12 }, async (_, number) => {
    await pool.use(work(number));
    await pool.use(work(number + 12));
  });
  await Promise.all(waves);
  expect(most).toBe(2);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(opened).toHaveLength(2);
  pool.close();
});

it('tells whoever waits too long that it is busy, and goes on for the next', async () => {
  const { pool } = poolOf({ size: 1, waitMs: 20 });
  const holding = held(pool);
  await holding.begun;
  await expect(pool.use(nothing)).rejects.toMatchObject({ why: 'busy' });
  holding.finish();
  await holding.done;
  await expect(pool.use(nothing)).resolves.toBeUndefined();
  pool.close();
});

it('is not used after it was closed, not by those who waited either', async () => {
  const { pool, opened } = poolOf({ size: 1 });
  const holding = held(pool);
  await holding.begun;
  const waiting = pool.use(nothing).catch((error: unknown) => error);
  pool.close();
  holding.finish();
  await holding.done;
  expect(await waiting).toMatchObject({ why: 'closed' });
  await expect(pool.use(nothing)).rejects.toMatchObject({ why: 'closed' });
  expect(opened.map(({ isOpen }) => isOpen)).toEqual([false]);
});
