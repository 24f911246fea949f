/** A second factor on a store that can fail, with a clock to move and phones that show codes. For tests only. */
import { generateSync } from 'otplib';
import { createSecondFactor, type SecondFactor } from '../../gateway/core/second-factor/second-factor.ts';
import type { FactorRecords, FactorStore } from '../../gateway/ports/factor-store.ts';

const START = Date.UTC(2026, 10, 23, 12, 0, 10);

export class FactorBench {
  #wall = START;
  #monotonic = 0;
  readonly #store: FactorStore;
  saved: FactorRecords;
  saves = 0;
  /** While true the store throws instead of saving. */
  storeFails = false;
  factor: SecondFactor;

  constructor(saved: FactorRecords = new Map()) {
    this.saved = saved;
    this.#store = {
      load: () => structuredClone(this.saved),
      save: (records) => {
        if (this.storeFails) throw new Error('the disk is full');
        this.saved = structuredClone(records);
        this.saves += 1;
      },
    };
    this.factor = this.#make();
  }

  #make(): SecondFactor {
    const clock = { now: () => this.#wall, monotonic: () => this.#monotonic };
    return createSecondFactor({ store: this.#store, clock, issuer: 'Precinct Workstation' });
  }

  /** Milliseconds since the epoch. */
  get now(): number {
    return this.#wall;
  }

  /** Time goes by. */
  pass(seconds: number): void {
    this.#wall += seconds * 1000;
    this.#monotonic += seconds * 1000;
  }

  /** Somebody sets the wall clock. */
  setClock(seconds: number): void {
    this.#wall += seconds * 1000;
  }

  restart(): void {
    this.factor = this.#make();
  }

  /** What a phone shows whose clock is ahead of the gateway's (negative: behind). */
  code(secret: string, secondsAhead = 0): string {
    return generateSync({ secret, epoch: Math.floor(this.#wall / 1000) + secondsAhead });
  }

  /** The codes of the steps at most `reach` away from now. */
  codesNear(secret: string, reach: number): ReadonlySet<string> {
    return new Set(Array.from({ length: 2 * reach + 1 }, (_, at) => this.code(secret, (at - reach) * 30)));
  }

  /** A text of six digits that is no code of this secret within a quarter of an hour of now. */
  wrongCode(secret: string): string {
    const near = this.codesNear(secret, 30);
    for (let guess = 0; ; guess += 1) {
      const text = String(guess).padStart(6, '0');
      if (!near.has(text)) return text;
    }
  }

  /** Begins until the secret has no two equal codes within an hour, so that chance decides no test. */
  begin(accountId: string): string {
    for (;;) {
      const { secret } = this.factor.begin(accountId, accountId);
      if (this.codesNear(secret, 120).size === 241) return secret;
    }
  }

  /** Enrols and lets two minutes pass, so that the codes of now are fresh ones. */
  async enrol(accountId: string): Promise<{ readonly secret: string; readonly recoveryCodes: readonly string[] }> {
    const secret = this.begin(accountId);
    const confirmed = await this.factor.confirm(accountId, this.code(secret, -30), this.code(secret));
    if (confirmed.result !== 'enrolled') throw new Error(`not enrolled: ${confirmed.result}`);
    this.pass(120);
    return { secret, recoveryCodes: confirmed.recoveryCodes };
  }
}

export interface Enrolled {
  readonly bench: FactorBench;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** Enrols account `a` once; each call gives a bench of its own in which that has happened two minutes ago. */
export const enrolOnce = async (): Promise<() => Enrolled> => {
  const first = new FactorBench();
  const { secret, recoveryCodes } = await first.enrol('a');
  return () => {
    const bench = new FactorBench(first.saved);
    bench.pass(120);
    return { bench, secret, recoveryCodes };
  };
};
