/**
 * Connections to the server: some that read, one that writes. Errors become codes here: what PostgreSQL says of an error may
 * quote the values it is about.
 */
import pg, { TypeOverrides } from 'pg';
import { StoreFault, StoreOpenError } from '../common/store-fault.ts';
import type { ServerAddress } from './server-address.ts';

export type Row = Readonly<Record<string, string | number | boolean | Uint8Array | null>>;

/** Where statements are run: a pool, or one connection of it in a transaction. */
export interface Connection {
  rows(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

export interface Session extends Connection {
  readonly client: pg.PoolClient;
}

/** A row number is below 2^53, and so is every count. */
const types = new TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * A plan is made for the values of each statement: one for any values walks the newest records for a plate that hardly any
 * has. Compiling a plan, or starting workers for it, costs more than these statements run.
 */
const settings = (timeoutMs: number): string =>
  [
    'plan_cache_mode=force_custom_plan',
    'jit=off',
    'max_parallel_workers_per_gather=0',
    `statement_timeout=${timeoutMs}`,
    'idle_in_transaction_session_timeout=60000',
    'timezone=UTC',
  ]
    .map((one) => `-c ${one}`)
    .join(' ');

export interface PoolSize {
  readonly most: number;
  /** Milliseconds after which the server gives a statement up. */
  readonly timeoutMs: number;
}

/** To connect, or to wait until one of the connections is free. */
const CONNECT_MS = 10_000;

/** What is already told in a code or one clear line stays as it is. */
export const faultOf = (error: unknown): StoreFault | StoreOpenError => {
  if (error instanceof StoreFault || error instanceof StoreOpenError) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNREACHABLE';
  return new StoreFault(code);
};

const runOn =
  (target: pg.Pool | pg.PoolClient): Connection['rows'] =>
  async (sql, values = []) => {
    try {
      return (await target.query(sql, [...values])).rows as readonly Row[];
    } catch (error) {
      throw faultOf(error);
    }
  };

export class ConnectionPool implements Connection {
  readonly #pool: pg.Pool;
  readonly #address: ServerAddress;
  readonly rows: Connection['rows'];

  constructor(address: ServerAddress, { most, timeoutMs }: PoolSize) {
    this.#address = address;
    this.#pool = new pg.Pool({
      ...address,
      types,
      max: most,
      options: settings(timeoutMs),
      application_name: 'precinct gateway',
      connectionTimeoutMillis: CONNECT_MS,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
    });
    // A connection that ends while nobody uses it is made anew when one is needed.
    this.#pool.on('error', () => undefined);
    this.rows = runOn(this.#pool);
  }

  /** Gives one connection to `work`; broken ones are thrown away. When `signal` aborts, the server is told to stop. */
  async use<T>(work: (session: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted === true) throw new StoreFault('CANCELLED');
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw faultOf(error);
    });
    const cancel = (): void => void this.#cancel(client);
    signal?.addEventListener('abort', cancel, { once: true });
    const lost = (): void => undefined;
    client.on('error', lost);
    let failed = false;
    try {
      return await work({ client, rows: runOn(client) });
    } catch (error) {
      failed = true;
      throw faultOf(error);
    } finally {
      signal?.removeEventListener('abort', cancel);
      client.off('error', lost);
      client.release(failed);
    }
  }

  /** All or nothing. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.use(async (session) => {
      await session.rows('BEGIN');
      try {
        const done = await work(session);
        await session.rows('COMMIT');
        return done;
      } catch (error) {
        await session.rows('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** Over a connection of its own, as the protocol has it: the one at work listens to nothing else. */
  async #cancel(client: pg.PoolClient): Promise<void> {
    const { processID } = client as unknown as { readonly processID: number | null };
    if (processID === null) return;
    const other = new pg.Client({ ...this.#address, connectionTimeoutMillis: CONNECT_MS });
    other.on('error', () => undefined);
    try {
      await other.connect();
      await other.query('SELECT pg_cancel_backend($1)', [processID]);
    } catch {
      // The statement ends by its own time limit then.
    } finally {
      await other.end().catch(() => undefined);
    }
  }
}
