/** One domain controller: how it is connected to, and whether it is worth asking now. Knows nothing of accounts. */
import type { LdapConfig } from './ldap-config.ts';
import { openLdapConnection, type LdapConnection } from './ldap-connection.ts';
import { LdapFailure } from './ldap-failure.ts';
import { controllerAddress } from './secure-socket.ts';
import { ServicePool } from './service-pool.ts';

export interface ControllerDeps {
  /** PEM. */
  readonly ca: string;
  /** Secret of the service account; asked for at every bind, never kept. */
  readonly secret: () => Promise<string>;
  readonly monotonic: () => number;
}

const FIRST_BACK_OFF_MS = 1_000;

export class Controller {
  readonly name: string;
  readonly #open: () => Promise<LdapConnection>;
  readonly #bound: () => Promise<LdapConnection>;
  readonly #pool: ServicePool;
  readonly #monotonic: () => number;
  readonly #longestBackOff: number;
  /** Zero while it answers. */
  #backOff = 0;
  #retryAt = 0;

  constructor(url: string, config: LdapConfig, { ca, secret, monotonic }: ControllerDeps) {
    const address = controllerAddress(url);
    this.name = `${address.host}:${address.port}`;
    this.#monotonic = monotonic;
    this.#longestBackOff = config.timeouts.backOffMs;
    this.#open = () => openLdapConnection(address, { ca, ...config.timeouts });
    this.#bound = async () => {
      const connection = await this.#open();
      try {
        const given = await secret().catch(() => '');
        if ((await connection.bind(config.serviceAccount.dn, given)) !== 'ok') throw new LdapFailure('service-account');
        return connection;
      } catch (error) {
        connection.close();
        throw error;
      }
    };
    const terms = { ...config.pool, waitMs: config.timeouts.operationMs };
    this.#pool = new ServicePool(terms, { open: this.#bound, monotonic });
  }

  /** Over a kept connection of the service account; the work may be done twice. */
  look<T>(work: (connection: LdapConnection) => Promise<T>): Promise<T> {
    return this.#pool.use(work);
  }

  /** Over a new connection of its own, closed afterwards: for passwords. `as` says whether the service account is bound on it. */
  async once<T>(as: 'nobody' | 'service', work: (connection: LdapConnection) => Promise<T>): Promise<T> {
    const connection = await (as === 'service' ? this.#bound() : this.#open());
    try {
      return await work(connection);
    } finally {
      connection.close();
    }
  }

  isWorthAsking(): boolean {
    return this.#backOff === 0 || this.#monotonic() >= this.#retryAt;
  }

  /** One question tries a controller that failed; the others go on without it meanwhile. */
  begin(): void {
    if (this.#backOff > 0) this.#retryAt = this.#monotonic() + this.#backOff;
  }

  succeeded(): void {
    this.#backOff = 0;
  }

  failed(): void {
    this.#backOff = Math.min(Math.max(this.#backOff * 2, FIRST_BACK_OFF_MS), this.#longestBackOff);
    this.#retryAt = this.#monotonic() + this.#backOff;
  }

  close(): void {
    this.#pool.close();
  }
}
