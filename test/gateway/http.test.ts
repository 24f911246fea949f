/** The edge of the gateway: every route refuses whom it must, malformed calls get a problem document, TLS is the only way in. */
import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULT_CODES, problemSchema } from '../../shared/faults/faults.ts';
import { role, ROLE_IDS, type RoleId } from '../../shared/policy/roles.ts';
import { searchEventSchema } from '../../shared/records/search.ts';
import type { Department } from '../../shared/wire/oversight.ts';
import type { RouteDefinition } from '../../shared/wire/route.ts';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { ROUTE_NAMES, ROUTES, type RouteName } from '../../shared/wire/routes.ts';
import { SAMPLE_ACCOUNTS } from '../../gateway/adapters/directory/embedded/sample-accounts.ts';
import { NOTICE } from '../../gateway/core/notice.ts';
import { TestGateway, workstation } from './gateway-harness.ts';

const gateway = new TestGateway();
const sessions = new Map<RoleId, SignedIn>();
const rowOf = (name: RouteName): RouteDefinition => ROUTES[name];
const closed = ROUTE_NAMES.filter((name) => rowOf(name).access !== 'public');
const capabilitiesOf = (name: RouteName): readonly string[] => {
  const { access } = rowOf(name);
  return typeof access === 'string' ? [] : [access.capability].flat();
};

beforeAll(async () => {
  await gateway.start();
  for (const account of SAMPLE_ACCOUNTS) {
    const id = account.roles[0]!;
    if (account.state === 'active' && !sessions.has(id)) {
      sessions.set(id, await gateway.signIn(account.username, workstation(`ws-${account.username}`)));
    }
  }
});
afterAll(() => gateway.remove());

describe('access', () => {
  it.each(closed)('%s without a session is refused', async (name) => {
    const answer = await gateway.call(name);
    expect([answer.status, answer.json.code]).toEqual([401, 'session.missing']);
    const forged = await gateway.call(name, { headers: { authorization: `Bearer ${'A'.repeat(43)}` } });
    expect([forged.status, forged.json.code]).toEqual([401, 'session.expired']);
  });

  it.each(closed)('S48: %s with the token of another workstation is refused', async (name) => {
    const session = sessions.get('police-officer')!;
    const answer = await gateway.call(name, { session, from: workstation('ws-elsewhere-1') });
    expect([answer.status, answer.json.code]).toEqual([401, 'session.other-workstation']);
  });

  const guarded = closed.filter((name) => capabilitiesOf(name).length > 0);
  it.each(guarded)('S37: %s is refused to every role without its capability, and recorded', async (name) => {
    for (const [id, session] of sessions) {
      const holds = capabilitiesOf(name).some((one) => (role(id).capabilities as readonly string[]).includes(one));
      if (holds) continue;
      const answer = await gateway.call(name, { session });
      expect([answer.status, answer.json.code, answer.json.rule], id).toEqual([403, 'capability.missing', 'S37']);
    }
    const denied = await gateway.auditRows('access.denied');
    expect(denied[0]).toMatchObject({ object: `${rowOf(name).method} ${rowOf(name).path}`, rule: 'S37' });
  });

  it.each(closed.filter((name) => rowOf(name).needsReason))(
    'S26: %s without a reason in force is refused',
    async (name) => {
      for (const [id, session] of sessions) {
        const holds = capabilitiesOf(name).some((one) => (role(id).capabilities as readonly string[]).includes(one));
        if (!holds || id === 'it-auditor') continue;
        const answer = await gateway.call(name, { session });
        expect([answer.status, answer.json.code], id).toEqual([403, 'reason.missing']);
      }
    },
  );

  it('S18: no route of a record changes one', () => {
    const writing = ROUTE_NAMES.map(rowOf).filter(
      ({ path, method }) => path.startsWith('/v1/records') && method !== 'GET',
    );
    expect(writing).toEqual([]);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('S18: %s on a record is no resource', async (method) => {
    const session = sessions.get('police-officer')!;
    const answer = await gateway.send(method, `/v1/records/${'A'.repeat(22)}`, { session, body: {} });
    expect([answer.status, answer.json.code]).toEqual([404, 'route.unknown']);
  });

  it('every role with anything to show has a sample account', () => {
    const shown = ROLE_IDS.filter((id) => role(id).capabilities.length > 0);
    expect([...sessions.keys()].sort()).toEqual([...shown].sort());
  });
});

describe('session view', () => {
  it.each([
    ['police-officer', ['department', 'warrants', 'stolen', 'orders']],
    ['investigator', ['department', 'warrants', 'stolen', 'orders', 'public']],
    ['command-clerk', ['department']],
    ['ico', []],
    ['system-administrator', []],
  ] as const)('S25: %s is offered the sources of the role', (id, sources) => {
    expect(sessions.get(id)!.session.sources).toEqual(sources);
  });
});

describe('reasons', () => {
  const set = (id: RoleId, body: object) => gateway.call('setReason', { session: sessions.get(id)!, body });

  it.each([
    [
      'S52',
      'reason.purpose-not-allowed',
      { purpose: 'records-request', reference: { kind: 'request', value: 'FOIL-2026-00123' } },
    ],
    [
      'S30',
      'reason.political-activity',
      {
        purpose: 'political-activity',
        reference: { kind: 'case', value: '113-2026-00087' },
        text: 'A long enough text',
      },
    ],
    ['S74', 'reason.immigration', { purpose: 'other-official-business', text: 'Address for an ICE detainer' }],
    ['S26', 'reason.reference-missing', { purpose: 'job-in-progress' }],
    ['S26', 'reason.reference-malformed', { purpose: 'job-in-progress', reference: { kind: 'job', value: 'J26' } }],
    [
      'S26',
      'reason.reference-malformed',
      { purpose: 'job-in-progress', reference: { kind: 'case', value: '113-2026-00087' } },
    ],
    [
      'S26',
      'reason.reference-unknown',
      { purpose: 'job-in-progress', reference: { kind: 'job', value: 'J26-113-999999' } },
    ],
    ['S35', 'reason.text-missing', { purpose: 'other-official-business', text: '1234567890 ...' }],
  ])('%s: %s', async (rule, code, body) => {
    const answer = await set('police-officer', body);
    expect([answer.json.code, answer.json.rule]).toEqual([code, rule]);
    const rows = await gateway.auditRows('reason.set');
    expect(rows.find(({ outcome }) => outcome === 'refused')).toMatchObject({ username: 'mrivera', rule });
  });

  it('S27: a new reason replaces the old, is in the session, and ends', async () => {
    const session = sessions.get('police-officer')!;
    const first = await set('police-officer', { purpose: 'other-official-business', text: 'Community meeting notes' });
    expect(first.status).toBe(200);
    const second = await set('police-officer', {
      purpose: 'warrant-check',
      reference: { kind: 'docket', value: 'sci-0412-2025' },
    });
    expect(second.json.reference.value).toBe('SCI-0412-2025');
    expect((await gateway.call('session', { session })).json.reason?.id).toBe(second.json.id);
    const options = await gateway.call('reasonOptions', { session });
    expect(options.json.recent.map(({ id }) => id)).toEqual([second.json.id, first.json.id]);
    expect((await gateway.call('endReason', { session })).status).toBe(200);
    expect((await gateway.call('session', { session })).json.reason).toBeNull();
  });
});

describe('searching', () => {
  const terms = [{ type: 'plate', value: 'QZX417', match: 'exact' }];
  const state = (session: SignedIn) =>
    gateway.call('setReason', {
      session,
      body: { purpose: 'other-official-business', text: 'Found plate on the street' },
    });
  const eventsOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => searchEventSchema.parse(JSON.parse(line)));

  it('S26, S106: streams from "started" to "done", recorded first, with the query text for auditors only', async () => {
    const session = sessions.get('police-officer')!;
    await state(session);
    const answer = await gateway.call('search', { session, body: { terms } });
    expect(answer.headers['content-type']).toBe('application/x-ndjson');
    const events = eventsOf(answer.text);
    expect(events[0]!.event).toBe('started');
    const done = events.at(-1)!;
    if (done.event !== 'done') throw new Error('the stream did not end');
    const [row] = await gateway.auditRows('search');
    expect(row).toMatchObject({ seq: done.auditSeq, username: 'mrivera', hasQueryText: true });
    expect(JSON.stringify(row)).not.toContain('QZX417');
    const auditor = await gateway.signIn('nvolkov', workstation('ws-audit-0003'));
    const reason = { purpose: 'audit-or-inspection', reference: { kind: 'audit', value: 'AUD-2026-0042' } };
    await gateway.call('setReason', { session: auditor, body: reason });
    const opened = await gateway.call('auditQueryText', { session: auditor, body: { seq: done.auditSeq } });
    expect(opened.json.text).toContain('QZX417');
    await gateway.call('endReason', { session });
  });

  it('S51: a forged cursor is refused and recorded; a record nobody has is unknown', async () => {
    const session = sessions.get('investigator')!;
    await state(session);
    const forged = await gateway.call('search', { session, body: { terms, cursors: { department: 'A'.repeat(80) } } });
    expect([forged.status, forged.json.code]).toEqual([403, 'query.cursor-invalid']);
    const unknown = await gateway.call('record', { session, params: { id: 'A'.repeat(22) } });
    expect([unknown.status, unknown.json.code]).toEqual([404, 'record.unknown']);
    const denied = await gateway.auditRows('access.denied');
    expect(denied.slice(0, 2).map(({ username, rule }) => [username, rule])).toEqual([
      ['jokafor', 'S25'],
      ['jokafor', 'S51'],
    ]);
    await gateway.call('endReason', { session });
  });

  it.each([
    ['an unknown key', { terms, all: true }],
    ['no terms', { terms: [] }],
    ['a term of no type', { terms: [{ type: 'sql', value: '1' }] }],
    ['too many rows', { terms, limit: 100_000 }],
  ])('a search with %s is malformed', async (_what, body) => {
    const session = sessions.get('intelligence-bureau')!;
    await state(session);
    expect((await gateway.call('search', { session, body })).json.code).toBe('request.malformed');
    await gateway.call('endReason', { session });
  });
});

describe('oversight', () => {
  const reason = { purpose: 'audit-or-inspection', reference: { kind: 'audit', value: 'AUD-2026-0042' } };

  it('an ICO reads the rows of the own command only, and the reading is itself recorded', async () => {
    const session = sessions.get('ico')!;
    await gateway.call('setReason', { session, body: reason });
    const page = await gateway.call('auditRows', { session, body: { limit: 200 } });
    const names = new Set(page.json.rows.map(({ username }) => username));
    expect(names.has('mrivera')).toBe(true);
    expect(names.has('nvolkov') || names.has('bnguyen') || names.has('radmin')).toBe(false);
    expect(page.json.rows[0]).toMatchObject({ action: 'audit.read', username: 'sahmed' });
    const accounts = await gateway.call('accounts', { session });
    expect(new Set(accounts.json.accounts.map(({ commandLabel }) => commandLabel))).toEqual(
      new Set(['113 Pct', '113 Squad']),
    );
    await gateway.call('endReason', { session });
  });

  it('S106: opening a query text is recorded before it is answered, also when there is none', async () => {
    const session = await gateway.signIn('nvolkov', workstation('ws-audit-0002'));
    await gateway.call('setReason', { session, body: reason });
    const answer = await gateway.call('auditQueryText', { session, body: { seq: 1 } });
    expect(answer.json.code).toBe('audit.unknown');
    expect((await gateway.auditRows('audit.open-query'))[0]).toMatchObject({ object: 'audit row 1', rule: 'S106' });
  });

  it('"why can I not?" names the rule and who can allow it', async () => {
    const ask = async (about: object) =>
      (await gateway.call('explain', { session: sessions.get('command-clerk')!, body: { about } })).json;
    expect(await ask({ of: 'capability', capability: 'audit.read' })).toMatchObject({ allowed: false, rule: 'S37' });
    expect(await ask({ of: 'capability', capability: 'record.search' })).toMatchObject({ allowed: true, rule: null });
    const source = await ask({ of: 'source', source: 'warrants' });
    expect(source.allowed).toBe(false);
    expect(source.whoCanAllow).toContain('commanding officer');
    expect(await ask({ of: 'rule', rule: 'AC-7' })).toMatchObject({
      rule: 'AC-7',
      whoCanAllow: 'the desk officer of your command',
    });
  });

  it('the administrator sees sources and sessions', async () => {
    const answer = await gateway.call('department', { session: sessions.get('system-administrator')! });
    const { directory } = JSON.parse(answer.text) as Department;
    expect(directory).toMatchObject({ state: 'up', controllers: [{ state: 'up' }] });
    expect(answer.json.sources).toHaveLength(5);
    expect(answer.json.sessions.length).toBeGreaterThan(5);
    expect(answer.text).not.toContain(sessions.get('police-officer')!.token);
  });
});

describe('form', () => {
  const good = { username: 'x', password: 'y', noticeHash: NOTICE.hash };
  it.each([
    ['no body', undefined, 'request.malformed'],
    ['no JSON', '{"username":', 'request.malformed'],
    ['an array', '[]', 'request.malformed'],
    ['null', 'null', 'request.malformed'],
    ['an unknown key', JSON.stringify({ ...good, admin: true }), 'request.malformed'],
    ['a wrong type', JSON.stringify({ ...good, password: { $ne: '' } }), 'request.malformed'],
    ['a prototype', `{"__proto__":{"a":1},${JSON.stringify(good).slice(1)}`, 'request.malformed'],
    ['too long a name', JSON.stringify({ ...good, username: 'u'.repeat(105) }), 'request.malformed'],
    ['a huge body', JSON.stringify({ ...good, password: 'p'.repeat(5000) }), 'request.too-large'],
  ])('a sign-in with %s is refused by a problem document', async (_what, raw, code) => {
    const answer = await gateway.call('signIn', raw === undefined ? {} : { raw });
    expect(answer.json.code).toBe(code);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(problemSchema.strict().parse(answer.json).status).toBe(answer.status);
    expect(answer.text).not.toMatch(/zod|fastify|FST_|stack|node_modules/i);
  });

  it('another content type is refused', async () => {
    const answer = await gateway.call('signIn', { raw: 'username=x', headers: { 'content-type': 'text/plain' } });
    expect([answer.status, answer.json.code]).toEqual([415, 'request.unsupported-type']);
  });

  it('a query string is refused: nothing personal belongs in a URL', async () => {
    expect((await gateway.send('GET', '/v1/health?name=smith')).json.code).toBe('request.malformed');
  });

  it.each(['/', '/v1', '/v1/records', '/v1/../etc/passwd', '/v1/records/%2e%2e%2f', '/v1/session%00'])(
    'the path %s is unknown or malformed, never more',
    async (path) => {
      const answer = await gateway.send('GET', path);
      expect(['route.unknown', 'request.malformed', 'session.missing']).toContain(answer.json.code);
    },
  );

  it('every answer carries the security headers and its own reference', async () => {
    for (const path of ['/v1/health', '/v1/session', '/nowhere']) {
      const { headers } = await gateway.send('GET', path);
      expect(headers['cache-control'], path).toBe('no-store');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-request-id']).toMatch(/^[\w-]{12}$/);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('limits', () => {
  it('too many calls and too many sign-ins from one address are refused, unknown paths counted too', async () => {
    const small = await new TestGateway().start({ limits: { calls: 12, signIns: 3 } });
    try {
      const codes: unknown[] = [];
      for (let n = 0; n < 5; n += 1) codes.push((await small.call('signIn', { body: {} })).json.code);
      expect(codes).toEqual([...Array<string>(3).fill('request.malformed'), 'rate.limited', 'rate.limited']);
      const paths: number[] = [];
      for (let n = 0; n < 14; n += 1) paths.push((await small.send('GET', '/nowhere')).status);
      expect(paths.at(-1)).toBe(429);
    } finally {
      await small.remove();
    }
  });
});

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<
      string,
      {
        readonly operationId: string;
        readonly parameters: readonly object[];
        readonly responses: Record<string, { readonly description: string }>;
      }
    >
  >;
  readonly components: {
    readonly schemas: { readonly Problem: { readonly properties: { readonly code: { readonly enum: string[] } } } };
  };
}

describe('the OpenAPI document', () => {
  it('lists every route of the table, refers to nothing missing, and is served', async () => {
    const { text } = await gateway.call('openapi');
    const document = JSON.parse(text) as OpenApi;
    expect(document.openapi).toMatch(/^3\.1\./);
    for (const name of ROUTE_NAMES) {
      const { path, method } = rowOf(name);
      const operation = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!;
      expect(operation.operationId).toBe(name);
      expect(operation.responses['200']!.description).toBeTruthy();
      for (const [, parameter] of path.matchAll(/:(\w+)/g)) {
        expect(operation.parameters).toContainEqual(
          expect.objectContaining({ name: parameter, in: 'path', required: true }) as object,
        );
      }
    }
    const references = new Set([...text.matchAll(/"\$ref":"(#[^"]+)"/g)].map(([, pointer]) => pointer!));
    for (const pointer of references) {
      const found = pointer
        .slice(2)
        .split('/')
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
      expect(found, pointer).toBeDefined();
    }
    expect(document.components.schemas.Problem.properties.code.enum).toEqual(FAULT_CODES);
  });
});

describe('transport', () => {
  const port = () => Number(new URL(gateway.url).port);
  const handshake = (options: object): Promise<string> =>
    new Promise((resolve) => {
      const socket = connectTls({
        host: '127.0.0.1',
        port: port(),
        ca: readFileSync(gateway.file('ca.pem')),
        ...options,
      });
      socket.on('secureConnect', () => {
        resolve(socket.getProtocol() ?? '');
        socket.destroy();
      });
      socket.on('error', () => resolve('refused'));
    });

  it('S47: TLS 1.2 and 1.3 connect, older versions are refused', async () => {
    expect(await handshake({})).toBe('TLSv1.3');
    expect(await handshake({ maxVersion: 'TLSv1.2' })).toBe('TLSv1.2');
    const old = { ciphers: 'DEFAULT@SECLEVEL=0' };
    expect(await handshake({ ...old, minVersion: 'TLSv1', maxVersion: 'TLSv1' })).toBe('refused');
    expect(await handshake({ ...old, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' })).toBe('refused');
  });

  it('a client that does not pin the authority does not connect', async () => {
    expect(await handshake({ ca: undefined })).toBe('refused');
  });

  it.each(['localhost', '127.0.0.1', '::1'])('the certificate is good for %s', async (name) => {
    expect(await handshake({ servername: name === 'localhost' ? name : undefined, host: '127.0.0.1' })).not.toBe(
      'refused',
    );
  });

  it('S47: plain HTTP gets no word, only a closed connection', async () => {
    const received = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connectPlain({ host: '127.0.0.1', port: port() }, () => {
        socket.write('GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n');
      });
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(text));
    });
    expect(received).not.toContain('HTTP/');
  });
});
