/** A real gateway on a temporary data folder, and a client over the pinned authority: what the gateway's tests stand on. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_ACCOUNTS } from '../../gateway/adapters/directory/embedded/sample-accounts.ts';
import type { Clock } from '../../gateway/ports/clock.ts';
import { startGateway, type GatewayOptions } from '../../gateway/serve.ts';
import { ROUTES, type RouteName, type SignedIn } from '../../shared/wire/routes.ts';
import type { Reason, SessionView, Workstation } from '../../shared/session/view.ts';
import type { AuditRow } from '../../shared/wire/oversight.ts';

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

export const workstation = (id = 'ws-113-desk-01'): Workstation => ({
  id,
  name: 'Desk 1',
  command: 113,
  area: 'on-site',
});

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
  readonly workstationId?: string;
  readonly params?: Readonly<Record<string, string>>;
}

export class TestGateway {
  readonly folder: string;
  readonly clock = movableClock();
  url = '';
  #close: () => Promise<void> = async () => {};

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
    this.url = running.url;
    this.#close = () => running.close();
    return this;
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

  send(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const payload = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const headers = {
      ...(payload === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) }),
      ...(options.session
        ? {
            authorization: `Bearer ${options.session.token}`,
            'x-workstation': options.workstationId ?? options.session.session.workstation.id,
          }
        : {}),
      ...options.headers,
    };
    return new Promise((resolve, reject) => {
      const call = request(
        `${this.url}${path}`,
        { method, headers, ca: readFileSync(this.file('ca.pem')), agent: false },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parsed(text) });
          });
        },
      );
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
    const notice = await this.call('notice');
    return this.call('signIn', {
      body: { username, password, noticeHash: notice.json.hash, workstation: place },
    });
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
