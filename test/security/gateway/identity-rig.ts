/**
 * A running gateway with phones and a clock whose two halves move apart: what the attacks on identity stand on. It takes
 * only the ways an attacker has, plus those of the people attacked.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { generateSync } from 'otplib';
import type * as z from 'zod';
import type { Clock } from '../../../gateway/ports/clock.ts';
import type { GatewayOptions } from '../../../gateway/serve.ts';
import type { Pending, SignedIn } from '../../../shared/wire/identity-routes.ts';
import { ROUTES, type RouteName, type RouteOutput } from '../../../shared/wire/routes.ts';
import {
  passwordOf,
  TestGateway,
  workstation,
  type Answer,
  type EnrolledTestWorkstation,
  type TestWorkstation,
} from '../../gateway/gateway-harness.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** One time step of a phone's code. */
export const STEP = 30 * SECOND;

export const WRONG = 'Wrong-Password-1!';
export const DESK = workstation();
export const DESK_2 = workstation('ws-113-desk-02', { name: 'Desk 2' });
export const LAPTOP = workstation('ws-113-laptop-01', { name: 'Laptop 1', area: 'remote' });
export const LAPTOP_2 = workstation('ws-113-laptop-02', { name: 'Laptop 2', area: 'remote' });
export const SUPERVISOR = workstation('ws-113-desk-03', { name: 'Desk 3' });

/** Goes on by itself; can be pushed forward, and its wall set like any machine's. */
export const settableClock = (): Clock & { advance(milliseconds: number): void; setWall(by: number): void } => {
  let passed = 0;
  let set = 0;
  return {
    now: () => Date.now() + passed + set,
    monotonic: () => performance.now() + passed,
    /** Time goes by. */
    advance: (milliseconds) => {
      passed += milliseconds;
    },
    /** Somebody sets the wall clock; no time goes by. */
    setWall: (by) => {
      set += by;
    },
  };
};

type Place = TestWorkstation | EnrolledTestWorkstation;
type Options = Parameters<TestGateway['call']>[1];

/** `200 refused`, `401 attempt.ended`, `200 ok`: what an answer says, in a word. */
export const wordsOf = ({ status, text }: Answer): string => {
  const { outcome, code } = JSON.parse(text) as { readonly outcome?: string; readonly code?: string };
  return `${status} ${outcome ?? (status === 200 ? 'ok' : (code ?? '?'))}`;
};

export interface Phone {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

export class IdentityRig {
  readonly gateway: TestGateway;
  readonly clock = settableClock();
  #helper: { readonly at: number; readonly session: SignedIn } | null = null;

  constructor(folder?: string) {
    this.gateway = new TestGateway(folder);
  }

  async start(options: Partial<GatewayOptions> = {}): Promise<this> {
    await this.gateway.start({ clock: this.clock, ...options });
    return this;
  }

  /** The answer as the contract has it; throws the fault code of any other. */
  async answered<N extends RouteName>(name: N, options: Options = {}): Promise<RouteOutput<N>> {
    const answer = await this.gateway.call(name, options);
    if (answer.status !== 200) throw new Error(answer.json.code);
    const schema: z.ZodType = ROUTES[name].output;
    return schema.parse(answer.json) as RouteOutput<N>;
  }

  async told(name: RouteName, options: Options = {}): Promise<string> {
    return wordsOf(await this.gateway.call(name, options));
  }

  async begin(username: string, from: Place = DESK, password = passwordOf(username)): Promise<RouteOutput<'signIn'>> {
    const { hash } = await this.answered('notice', { from });
    return this.answered('signIn', { from, body: { username, password, noticeHash: hash } });
  }

  async active(username: string, from: Place = DESK, password = passwordOf(username)): Promise<SignedIn> {
    const answer = await this.begin(username, from, password);
    if (answer.outcome !== 'active') throw new Error(`${username}: ${answer.outcome}`);
    return answer;
  }

  async challenged(username: string, from: Place = LAPTOP, password = passwordOf(username)): Promise<Pending> {
    const answer = await this.begin(username, from, password);
    if (answer.outcome !== 'challenge') throw new Error(`${username}: ${answer.outcome}`);
    return answer;
  }

  /** What the phone shows now, or some steps away from now. */
  code(secret: string, steps = 0): string {
    return generateSync({ secret, epoch: Math.floor(this.clock.now() / 1000) + steps * 30 });
  }

  /** Six digits that are no code of the phone's for a long while. */
  wrongCode(secret: string): string {
    const near = new Set(Array.from({ length: 81 }, (_, at) => this.code(secret, at - 40)));
    for (let guess = 0; ; guess += 1) {
      const text = String(guess).padStart(6, '0');
      if (!near.has(text)) return text;
    }
  }

  enter(attemptId: string, code: string, from: Place = LAPTOP): Promise<Answer> {
    return this.gateway.call('enterCode', { from, body: { attemptId, method: 'totp', code } });
  }

  lock(session: SignedIn, from: Place): Promise<RouteOutput<'lock'>> {
    return this.answered('lock', { session, from, body: { cause: 'manual' } });
  }

  /** Somebody who helps with second factors everywhere, their password given a moment ago. */
  async helper(): Promise<SignedIn> {
    const now = this.clock.monotonic();
    if (this.#helper === null || now - this.#helper.at > 4 * MINUTE) {
      this.#helper = { at: now, session: await this.active('radmin', SUPERVISOR) };
    }
    return this.#helper.session;
  }

  /** A release code for an officer. */
  async releaseFor(username: string): Promise<string> {
    const session = await this.helper();
    return (await this.answered('releaseFactor', { session, from: SUPERVISOR, body: { username } })).code;
  }

  /** An attempt at a laptop that may set up a second factor now. */
  async released(username: string, from: Place = LAPTOP): Promise<string> {
    const pending = await this.challenged(username, from);
    const body = { attemptId: pending.attemptId, code: await this.releaseFor(username) };
    const answer = await this.answered('useRelease', { from, body });
    if (answer.outcome !== 'challenge') throw new Error(answer.outcome);
    return answer.attemptId;
  }

  /** Sets up a phone within the attempt, as far as `ready`. */
  async confirmed(attemptId: string, from: Place = LAPTOP): Promise<Phone> {
    const { secret } = await this.answered('beginFactor', { from, body: { attemptId } });
    const first = this.code(secret);
    this.clock.advance(STEP);
    const body = { attemptId, first, second: this.code(secret) };
    const done = await this.answered('confirmFactor', { from, body });
    if (done.outcome !== 'confirmed') throw new Error(done.outcome);
    this.clock.advance(STEP);
    return { secret, recoveryCodes: done.recoveryCodes };
  }

  /** An officer with a second factor, set up at a laptop, and nobody signed in there any more. */
  async setUp(username: string, from: Place = LAPTOP): Promise<Phone> {
    const attemptId = await this.released(username, from);
    const phone = await this.confirmed(attemptId, from);
    await this.answered('cancelSignIn', { from, body: { attemptId } });
    return phone;
  }

  /** Writes an account of the embedded directory otherwise, as its administrator would. */
  changeAccount(username: string, over: object): void {
    const file = this.gateway.file('directory.json');
    const content = JSON.parse(readFileSync(file, 'utf8')) as { readonly accounts: { readonly username: string }[] };
    const accounts = content.accounts.map((one) => (one.username === username ? { ...one, ...over } : one));
    writeFileSync(file, JSON.stringify({ ...content, accounts }), { mode: 0o600 });
  }

  /** A whole sign-in with password and code. */
  async verified(username: string, { secret }: Phone, from: Place = LAPTOP): Promise<SignedIn> {
    const { attemptId } = await this.challenged(username, from);
    const body = { attemptId, method: 'totp', code: this.code(secret) };
    const answer = await this.answered('enterCode', { from, body });
    if (answer.outcome !== 'active') throw new Error(answer.outcome);
    this.clock.advance(STEP);
    return answer;
  }
}
