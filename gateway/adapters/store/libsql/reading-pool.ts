/** The threads that read: each question goes to the least busy one, and a thread that ended is replaced. Never writes. */
import { ThreadChannel } from './channel.ts';
import type { ThreadSetup } from './operations.ts';

/** Milliseconds before a thread that ended is replaced, so that one which cannot live does not take the machine. */
const PAUSE_MS = 200;

/** Questions of one turn, such as the other sources of a search. */
const A_FEW = 4;

/** A count to the end weighs as many searches. */
const A_COUNT = 100;

export class ReadingPool {
  readonly #setup: ThreadSetup;
  readonly #channels: ThreadChannel[] = [];
  #closed = false;

  private constructor(setup: ThreadSetup) {
    this.#setup = setup;
  }

  /** Throws `StoreOpenError`; threads that opened are closed again. */
  static async open(setup: ThreadSetup, readers: number): Promise<ReadingPool> {
    const pool = new ReadingPool(setup);
    try {
      for (let at = 0; at < readers; at += 1) await pool.#add();
      return pool;
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  /**
   * The least busy thread, one that does not count to the end before one that does; null when none is left for the moment.
   * The few questions of one turn go to one thread: waking another costs more than answering them.
   */
  get free(): ThreadChannel | null {
    const busy = ({ load, counting, gathered }: ThreadChannel): number =>
      load + counting * A_COUNT - (gathered > 0 && gathered < A_FEW ? gathered + 1 : 0);
    return this.#channels.reduce<ThreadChannel | null>(
      (least, next) => (least && busy(least) <= busy(next) ? least : next),
      null,
    );
  }

  /** The thread that counts to the end, always the same one: however many count, the others stay for who searches. */
  get counting(): ThreadChannel | null {
    return this.#channels.at(-1) ?? null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#channels.map((channel) => channel.close()));
  }

  async #add(): Promise<void> {
    const channel = await ThreadChannel.open(this.#setup);
    if (this.#closed) {
      await channel.close();
      return;
    }
    this.#channels.push(channel);
    void channel.ended.then(() => {
      this.#channels.splice(this.#channels.indexOf(channel), 1);
      this.#replaceLater();
    });
  }

  #replaceLater(): void {
    if (this.#closed) return;
    setTimeout(() => {
      if (!this.#closed) this.#add().catch(() => this.#replaceLater());
    }, PAUSE_MS).unref();
  }
}
