/**
 * A few connections of the service account to one controller. They look things up and are never proof of anybody's
 * password; one that failed, idled or grew old is closed, not mended.
 */
import { LdapFailure } from './ldap-failure.ts';
import type { LdapConnection } from './ldap-connection.ts';

export interface PoolTerms {
  readonly size: number;
  readonly idleMs: number;
  readonly ageMs: number;
  /** How long a question waits for a connection. */
  readonly waitMs: number;
}

interface PoolDeps {
  /** Connected and bound; throws {@link LdapFailure}. */
  readonly open: () => Promise<LdapConnection>;
  readonly monotonic: () => number;
}

interface Pooled {
  readonly connection: LdapConnection;
  readonly born: number;
  timer: NodeJS.Timeout | null;
}

export class ServicePool {
  readonly #terms: PoolTerms;
  readonly #deps: PoolDeps;
  readonly #idle: Pooled[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #closed = false;

  constructor(terms: PoolTerms, deps: PoolDeps) {
    this.#terms = terms;
    this.#deps = deps;
  }

  /** The work may be done twice: a kept connection may turn out to have been closed by the controller. */
  async use<T>(work: (connection: LdapConnection) => Promise<T>): Promise<T> {
    await this.#turn();
    try {
      if (this.#closed) throw new LdapFailure('closed');
      const kept = this.#kept();
      if (kept !== null) {
        try {
          return await this.#on(kept, work);
        } catch (error) {
          if (!(error instanceof LdapFailure) || error.why !== 'closed') throw error;
        }
      }
      const connection = await this.#deps.open();
      return await this.#on({ connection, born: this.#deps.monotonic(), timer: null }, work);
    } finally {
      this.#release();
    }
  }

  close(): void {
    this.#closed = true;
    for (const pooled of this.#idle.splice(0)) this.#drop(pooled);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async #turn(): Promise<void> {
    if (this.#busy < this.#terms.size) this.#busy += 1;
    else await this.#wait();
  }

  /** Whoever waits longest takes the place over: nobody slips in between. */
  #release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#busy -= 1;
  }

  #wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const wake = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        const place = this.#waiting.indexOf(wake);
        if (place !== -1) this.#waiting.splice(place, 1);
        reject(new LdapFailure('busy'));
      }, this.#terms.waitMs);
      this.#waiting.push(wake);
    });
  }

  #kept(): Pooled | null {
    for (let pooled = this.#idle.pop(); pooled !== undefined; pooled = this.#idle.pop()) {
      const young = this.#deps.monotonic() - pooled.born < this.#terms.ageMs;
      if (young && pooled.connection.alive()) {
        if (pooled.timer !== null) clearTimeout(pooled.timer);
        return pooled;
      }
      this.#drop(pooled);
    }
    return null;
  }

  async #on<T>(pooled: Pooled, work: (connection: LdapConnection) => Promise<T>): Promise<T> {
    let kept = false;
    try {
      const result = await work(pooled.connection);
      kept = !this.#closed && pooled.connection.alive();
      return result;
    } finally {
      if (kept) this.#keep(pooled);
      else this.#drop(pooled);
    }
  }

  #keep(pooled: Pooled): void {
    pooled.timer = setTimeout(() => {
      const place = this.#idle.indexOf(pooled);
      if (place !== -1) this.#idle.splice(place, 1);
      this.#drop(pooled);
    }, this.#terms.idleMs);
    pooled.timer.unref();
    this.#idle.push(pooled);
  }

  #drop(pooled: Pooled): void {
    if (pooled.timer !== null) clearTimeout(pooled.timer);
    pooled.connection.close();
  }
}
