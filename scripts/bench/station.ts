/**
 * A workstation as the gateway sees it, without the work of one: its own address, certificate and session, and searches
 * whose lines are counted, not read. For many at once on the machine that is measured.
 */
import { readFileSync } from 'node:fs';
import { Agent, request as ask } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { createGatewayClient } from '../../electron/core/link/gateway-client.ts';
import { systemClock } from '../../electron/hosts/node/system-clock.ts';
import type { GatewayLink, LinkRequest } from '../../electron/ports/gateway-link.ts';
import type { SampleAccount } from '../../gateway/adapters/directory/embedded/sample-accounts.ts';
import type { SearchRequest } from '../../shared/records/search.ts';
import { ROUTES } from '../../shared/wire/routes.ts';
import type { Department } from '../../test/workstation/harness/department.ts';
import { enrol, stateReason } from './gateway-desk.ts';

export interface Counted {
  /** Milliseconds to the first rows; null when there were none. */
  readonly firstRows: number | null;
  readonly complete: number;
  readonly failed: boolean;
}

export interface Station {
  search(request: SearchRequest): Promise<Counted>;
  close(): void;
}

/** Characters that hold the last line of an answer. */
const LAST_LINE = 200;

/** The link of a station: from an address of its own, so that one machine is not taken for one caller. */
function stationLink(url: string, ca: string, localAddress: string) {
  const base = new URL(url);
  const options = { ca, localAddress, keepAlive: true, maxSockets: 1, maxCachedSessions: 0 } as const;
  let agent = new Agent(options);
  const open = ({ method, path, headers, body }: LinkRequest): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const sent = ask({ host: base.hostname, port: base.port, method, path, headers, agent }, resolve);
      sent.once('error', reject);
      sent.end(body ?? undefined);
    });
  const link: GatewayLink = {
    name: base.host,
    request: async (request) => {
      const answer = await open(request);
      let text = '';
      for await (const piece of answer.setEncoding('utf8')) text += String(piece);
      return { status: answer.statusCode ?? 0, body: text };
    },
    stream: () => Promise.reject(new Error('a station counts lines itself')),
    present: (identity) => {
      agent.destroy();
      agent = new Agent({
        ...options,
        ...(identity === null ? {} : { cert: identity.certificate, key: identity.key }),
      });
    },
    close: () => agent.destroy(),
  };
  return { link, open };
}

/** `number`: 1 to 200, its place in the row of desks. */
export async function openStation(
  department: Pick<Department, 'url' | 'caFile' | 'issueEnrolmentCode'>,
  { username, password }: SampleAccount,
  number: number,
): Promise<Station> {
  const ca = readFileSync(department.caFile, 'utf8');
  const { link, open } = stationLink(department.url, ca, `127.0.1.${String(number)}`);
  let token: string | null = null;
  const client = createGatewayClient({
    ...{ link, clock: systemClock, met: () => undefined, chance: Math.random },
    identity: () => 0,
    unknownHere: () => undefined,
    tokens: { current: () => Promise.resolve(token), refused: () => Promise.resolve(false) },
  });
  const name = `Bench ${String(number)}`;
  await enrol(client, link, await department.issueEnrolmentCode({ name, command: 113, area: 'on-site' }));
  const { hash } = await client.request('notice');
  const outcome = await client.request('signIn', { body: { username, password, noticeHash: hash } });
  if (outcome.outcome !== 'active') throw new Error(`signing in: ${outcome.outcome}`);
  token = outcome.token;
  await stateReason(client);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/x-ndjson',
    authorization: `Bearer ${token}`,
  };
  return {
    search: async (request) => {
      const from = performance.now();
      const body = JSON.stringify(request);
      const answer = await open({
        method: 'POST',
        path: ROUTES.search.path,
        headers,
        body,
        signal: null,
        timeoutMs: 30_000,
      });
      let firstRows: number | null = null;
      let end = '';
      for await (const piece of answer) {
        const text = end + (piece as Buffer).toString('latin1');
        if (firstRows === null && text.includes('"event":"rows"')) firstRows = performance.now() - from;
        end = text.slice(-LAST_LINE); // a line may come in two pieces
      }
      const failed = answer.statusCode !== 200 || !end.includes('"event":"done"');
      return { firstRows, complete: performance.now() - from, failed };
    },
    close: () => link.close(),
  };
}
