/**
 * A load of very many records into an empty store: the indexes by which searches find are left out until its end and then
 * made in one go, which takes a part of the time. Until then every answer is right, but slow. Never touches a store that
 * has records.
 */
import type { ConnectionPool, Session } from './connection.ts';
import { LOCKS } from './migrate.ts';
import { createIndex, SEARCH_INDEXES } from './migrations/0001-records.ts';

const NAMES = Object.keys(SEARCH_INDEXES);
const TABLES = ['place', 'record', 'hit', 'mention', 'link', 'name_word'];
/** For the making of one index; kilobytes would make it read the table again and again. */
const INDEX_MEMORY = '512MB';

/** Leaves the indexes out when the store is empty; says that a load goes on until {@link finishLoad}. */
export async function beginLoad(writer: ConnectionPool): Promise<void> {
  // Held by the connection until it ends, so that no other gateway makes the indexes under the load.
  await writer.rows(`SELECT pg_advisory_lock(${LOCKS.load})`);
  await writer.transaction(async (session) => {
    await session.rows(`SELECT pg_advisory_xact_lock(${LOCKS.write})`);
    const [found] = await session.rows('SELECT EXISTS (SELECT FROM place) AS any');
    if (found?.['any'] === true) return;
    await session.rows(`DROP INDEX IF EXISTS ${NAMES.join(', ')}`);
    await session.rows('UPDATE store SET loading = true');
  });
}

/** Whether a load was begun and never finished. */
export async function isLoading(pool: ConnectionPool): Promise<boolean> {
  const [store] = await pool.rows('SELECT loading FROM store');
  return store?.['loading'] === true;
}

async function withoutLimit(session: Session, work: () => Promise<void>): Promise<void> {
  await session.rows(`SET statement_timeout = 0`);
  await session.rows(`SET maintenance_work_mem = '${INDEX_MEMORY}'`);
  try {
    await work();
  } finally {
    await session.rows('RESET statement_timeout');
    await session.rows('RESET maintenance_work_mem');
  }
}

/**
 * Makes the indexes that are not there, takes in what the text indexes put off, and lets the server know what it holds: how
 * often words occur, and which pages a search need not look into. Tens of seconds for each million records.
 */
export async function optimise(pool: ConnectionPool, signal?: AbortSignal): Promise<void> {
  await pool.use(
    (session) =>
      withoutLimit(session, async () => {
        for (const name of NAMES) await session.rows(createIndex(name));
        await session.rows('UPDATE store SET loading = false WHERE loading');
        for (const table of TABLES) await session.rows(`VACUUM (ANALYZE) ${table}`);
      }),
    signal,
  );
}

/**
 * What is left of a load that was cut short: begun by the first who searches, so that the load itself can go on where it
 * was. Over a connection of its own; whoever writes waits. A failure leaves it for the next start.
 */
export class UnfinishedLoad {
  readonly #connect: () => ConnectionPool;
  readonly #stop = new AbortController();
  #left: boolean;
  #work: Promise<void> = Promise.resolve();

  constructor(connect: () => ConnectionPool, left: boolean) {
    this.#connect = connect;
    this.#left = left;
  }

  /** Waits for nothing: until it is done searches read whole tables. */
  finish(): void {
    if (!this.#left) return;
    this.#left = false;
    this.#work = this.#finish().catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#work;
  }

  async #finish(): Promise<void> {
    const pool = this.#connect();
    try {
      const [tried] = await pool.rows(`SELECT pg_try_advisory_lock(${LOCKS.load}) AS got`);
      // Not got: the load goes on in another gateway, or is being finished there.
      if (tried?.['got'] === true) await optimise(pool, this.#stop.signal);
    } finally {
      await pool.close();
    }
  }
}
