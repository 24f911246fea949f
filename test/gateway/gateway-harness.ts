/**
 * A real gateway on a temporary data folder, workstations enrolled in it by its own routes, and a client over mutual TLS:
 * what the gateway's tests stand on.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_ACCOUNTS } from '../../gateway/adapters/directory/embedded/sample-accounts.ts';
import type { Clock } from '../../gateway/ports/clock.ts';
import { startGateway, type GatewayOptions } from '../../gateway/serve.ts';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { ROUTES, type RouteName } from '../../shared/wire/routes.ts';
import type { Reason, SessionView, Workstation } from '../../shared/session/view.ts';
import type { AuditRow } from '../../shared/wire/oversight.ts';
import type { IssueCode, IssuedCode } from '../../shared/wire/workstations.ts';
import { enrolment, newKeys, type Credentials, type WorkstationKeys } from './workstation-keys.ts';

/** What tests look at in an answer; which of it is there depends on the route. */
interface AnswerDocument {
  readonly status: number;
  readonly code: string;
  readonly rule: string;
  readonly outcome: string;
  readonly attemptsLeft: number;
  readonly id: string;
  readonly hash: string;
  readonly token: string;
  readonly vaultHalf: string;
  readonly text: string;
  readonly allowed: boolean;
  readonly whoCanAllow: string;
  readonly session: SessionView;
  readonly reason: Reason | null;
  readonly reference: { readonly value: string };
  readonly recent: readonly { readonly id: string }[];
  readonly jobs: readonly { readonly reference: string; readonly callType: string; readonly address: string }[];
  readonly rows: readonly AuditRow[];
  readonly lockouts: readonly { readonly username: string }[];
  readonly accounts: readonly { readonly commandLabel: string }[];
  readonly sources: readonly { readonly source: string; readonly state: string; readonly records: number }[];
  readonly sessions: readonly unknown[];
  readonly number: string;
  readonly certificate: string;
  readonly workstation: Workstation;
  readonly remote: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: AnswerDocument;
}

const parsed = (text: string): AnswerDocument => {
  try {
    return JSON.parse(text) as AnswerDocument;
  } catch {
    return {} as AnswerDocument; // a stream, or nothing
  }
};

/** A workstation as a test names it; the gateway gives it an id of its own when it is enrolled. */
export interface TestWorkstation extends Omit<Workstation, 'id'> {
  readonly label: string;
}

export const workstation = (label = 'ws-113-desk-01', more: Partial<TestWorkstation> = {}): TestWorkstation => ({
  ...{ label, name: 'Desk 1', command: 113, area: 'on-site' },
  ...more,
});

/** What a workstation holds once it is enrolled. */
export interface EnrolledTestWorkstation extends Credentials {
  readonly keys: WorkstationKeys;
  readonly workstation: Workstation;
}

export const passwordOf = (username: string): string =>
  SAMPLE_ACCOUNTS.find((account) => account.username === username)!.password;

/** A clock that goes on by itself and can be pushed forward. */
export const movableClock = (): Clock & { advance(milliseconds: number): void } => {
  let moved = 0;
  return {
    now: () => Date.now() + moved,
    monotonic: () => performance.now() + moved,
    advance: (milliseconds) => {
      moved += milliseconds;
    },
  };
};

interface CallOptions {
  readonly body?: unknown;
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly session?: SignedIn;
  /** Whose connection. Default: where the session was signed in, else desk 1. Null: without a certificate. */
  readonly from?: TestWorkstation | Credentials | null;
  readonly params?: Readonly<Record<string, string>>;
}

export class TestGateway {
  readonly folder: string;
  readonly clock = movableClock();
  url = '';
  #close: () => Promise<void> = async () => {};
  #issue: (asked: IssueCode) => Promise<IssuedCode> = () => Promise.reject(new Error('the gateway is not running'));
  readonly #enrolled = new Map<string, Promise<EnrolledTestWorkstation>>();
  /** Where each session was signed in, by its id. */
  readonly #places = new Map<string, TestWorkstation>();

  constructor(folder = mkdtempSync(join(tmpdir(), 'gateway-test-'))) {
    this.folder = folder;
  }

  async start(options: Partial<GatewayOptions> = {}): Promise<this> {
    const running = await startGateway({
      dataFolder: this.folder,
      port: 0,
      sample: false,
      keyStore: 'file',
      clock: this.clock,
      limits: { calls: 100_000, signIns: 10_000 },
      ...options,
    });
    this.#close = () => running.close();
    return this.attach(running.url, (asked) => running.issueEnrolmentCode(asked));
  }

  /** Uses a gateway that runs elsewhere, with codes from there. */
  attach(url: string, issue: (asked: IssueCode) => Promise<IssuedCode>): this {
    this.url = url;
    this.#issue = issue;
    return this;
  }

  issueCode(place: TestWorkstation = workstation(), replaces?: string): Promise<IssuedCode> {
    const { name, command, area } = place;
    return this.#issue({ name, command, area, ...(replaces === undefined ? {} : { replaces }) });
  }

  /** Enrolled at its first use, by a code and a key of its own. */
  enrolled(place: TestWorkstation = workstation()): Promise<EnrolledTestWorkstation> {
    const known = this.#enrolled.get(place.label) ?? this.enrol(place);
    this.#enrolled.set(place.label, known);
    return known;
  }

  /** Enrols once more, whatever was before; nothing of it is remembered. */
  async enrol(place: TestWorkstation = workstation(), replaces?: string): Promise<EnrolledTestWorkstation> {
    const { code } = await this.issueCode(place, replaces);
    const keys = newKeys();
    const answer = await this.call('enrol', { from: null, body: enrolment(code, keys) });
    if (answer.status !== 200) throw new Error(`${place.label} was not enrolled: ${answer.text}`);
    return { key: keys.key, cert: answer.json.certificate, keys, workstation: answer.json.workstation };
  }

  /** The id the gateway gave it. */
  async idOf(place: TestWorkstation): Promise<string> {
    return (await this.enrolled(place)).workstation.id;
  }

  async #credentials({ from, session }: CallOptions): Promise<Credentials | null> {
    if (from === null) return null;
    const place = from ?? (session && this.#places.get(session.session.sessionId)) ?? workstation();
    return 'label' in place ? this.enrolled(place) : place;
  }

  async stop(): Promise<void> {
    await this.#close();
    this.#close = async () => {};
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  async send(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const credentials = await this.#credentials(options);
    const payload = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const headers = {
      ...(payload === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) }),
      ...(options.session ? { authorization: `Bearer ${options.session.token}` } : {}),
      ...options.headers,
    };
    const tls = {
      ca: readFileSync(this.file('ca.pem')),
      ...(credentials ? { key: credentials.key, cert: credentials.cert } : {}),
    };
    return new Promise((resolve, reject) => {
      const call = request(`${this.url}${path}`, { method, headers, ...tls, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parsed(text) });
        });
      });
      call.on('error', reject);
      call.end(payload);
    });
  }

  call(name: RouteName, options: CallOptions = {}): Promise<Answer> {
    const row = ROUTES[name];
    const path = row.path.replace(/:(\w+)/g, (_whole, key: string) => options.params?.[key] ?? 'x');
    return this.send(row.method, path, options);
  }

  async attempt(username: string, password: string, place = workstation()): Promise<Answer> {
    const notice = await this.call('notice', { from: place });
    const answer = await this.call('signIn', {
      from: place,
      body: { username, password, noticeHash: notice.json.hash },
    });
    if (answer.json.outcome === 'active') this.#places.set(answer.json.session.sessionId, place);
    return answer;
  }

  async signIn(username: string, place = workstation()): Promise<SignedIn> {
    const answer = await this.attempt(username, passwordOf(username), place);
    if (answer.json.outcome !== 'active') throw new Error(`${username} was not signed in: ${answer.text}`);
    return answer.json as unknown as SignedIn;
  }

  async auditRows(action?: string): Promise<readonly AuditRow[]> {
    const auditor = await this.signIn('nvolkov', workstation('ws-audit-0001'));
    await this.call('setReason', {
      session: auditor,
      body: { purpose: 'audit-or-inspection', reference: { kind: 'audit', value: 'AUD-2026-0042' } },
    });
    const answer = await this.call('auditRows', {
      session: auditor,
      body: { limit: 200, ...(action ? { action } : {}) },
    });
    return answer.json.rows;
  }
}
