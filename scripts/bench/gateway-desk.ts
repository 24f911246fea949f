/** A desk without a window: asks the gateway over TLS as the workstation's core does, and times what comes back. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { keyPem, makeKey, prove } from '../../electron/core/identity/workstation-key.ts';
import { createGatewayClient, type GatewayClient } from '../../electron/core/link/gateway-client.ts';
import { createHttpsLink } from '../../electron/hosts/node/https-link.ts';
import { systemClock } from '../../electron/hosts/node/system-clock.ts';
import type { GatewayLink } from '../../electron/ports/gateway-link.ts';
import { FaultError } from '../../shared/faults/faults.ts';
import { canonicalCode } from '../../shared/wire/workstations.ts';
import type { SearchRequest } from '../../shared/records/search.ts';
import type { SampleAccount } from '../../gateway/adapters/directory/embedded/sample-accounts.ts';
import type { Department } from '../../test/workstation/harness/department.ts';

export interface Asked {
  /** Rows received. */
  readonly rows: number;
  /** Milliseconds to the first rows; null when there were none. */
  readonly firstRows: number | null;
  /** Milliseconds to the end of the stream. */
  readonly complete: number;
  /** Milliseconds to the department's facets over all hits; null when they were not counted. */
  readonly facets: number | null;
  /** Where each source goes on. */
  readonly cursors: SearchRequest['cursors'];
}

export interface GatewayDesk {
  search(request: SearchRequest): Promise<Asked>;
  close(): Promise<void>;
}

const PATIENCE_MS = 5000;
const WORKSTATION = { name: 'Desk 2', command: 113, area: 'on-site' } as const;

export async function stateReason(client: GatewayClient): Promise<void> {
  const [job] = (await client.request('reasonOptions')).jobs;
  if (job === undefined) throw new Error('the sample has no open job');
  const reference = { kind: 'job', value: job.reference } as const;
  await client.request('setReason', { body: { purpose: 'job-in-progress', reference } });
}

/** A key of its own, certified with a code, and presented from here on. */
export async function enrol(client: GatewayClient, link: GatewayLink, code: string): Promise<void> {
  const { secret, publicKey } = makeKey();
  const proof = prove(secret, canonicalCode(code));
  const { certificate } = await client.request('enrol', { body: { code, publicKey, proof } });
  link.present({ certificate, key: keyPem(secret) });
}

export async function openGatewayDesk(
  department: Pick<Department, 'url' | 'caFile' | 'issueEnrolmentCode'>,
  account: SampleAccount,
): Promise<GatewayDesk> {
  const link = createHttpsLink({ url: department.url, ca: readFileSync(department.caFile, 'utf8') });
  let token: string | null = null;
  const client = createGatewayClient({
    ...{ link, clock: systemClock, met: () => undefined, chance: Math.random },
    identity: () => 0,
    unknownHere: () => undefined,
    tokens: { current: () => Promise.resolve(token), refused: () => Promise.resolve(false) },
  });
  await enrol(client, link, await department.issueEnrolmentCode(WORKSTATION));
  const { hash } = await client.request('notice');
  const { username, password } = account;
  const outcome = await client.request('signIn', {
    body: { username, password, noticeHash: hash },
  });
  if (outcome.outcome !== 'active') throw new Error(`signing in: ${outcome.outcome}`);
  token = outcome.token;
  let renewedAt = performance.now();
  const renew = async (): Promise<void> => {
    // A token lives ten minutes; a renewal outside the measured time.
    if (performance.now() - renewedAt < 300_000) return;
    token = (await client.request('renew', { body: {} })).token;
    renewedAt = performance.now();
  };
  await stateReason(client);
  const once = async (request: SearchRequest): Promise<Asked> => {
    await renew();
    const from = performance.now();
    const took = (): number => performance.now() - from;
    let rows = 0;
    let firstRows: number | null = null;
    let facets: number | null = null;
    const cursors: Record<string, string> = {};
    for await (const event of client.stream('search', { body: request })) {
      if (event.event === 'rows') {
        rows += event.rows.length;
        firstRows ??= took();
      } else if (event.event === 'counted' && event.source === 'department') facets = took();
      else if (event.event === 'source') {
        if (event.source === 'department' && event.exact) facets = took();
        if (event.cursor !== undefined) cursors[event.source] = event.cursor;
      }
    }
    return { rows, firstRows, complete: took(), facets, cursors };
  };
  const search = async (request: SearchRequest): Promise<Asked> => {
    try {
      return await once(request);
    } catch (error) {
      // Faster than a desk may ask for a minute: the gateway is waited for, outside what is measured.
      if (!(error instanceof FaultError) || error.fault.code !== 'rate.limited') throw error;
      await setTimeout(PATIENCE_MS);
      return search(request);
    }
  };
  return {
    search,
    close: async () => {
      await client.request('signOut');
      link.close();
    },
  };
}
