/** Ids that are somebody else's, sent to a running gateway over TLS: each is refused without a hint and recorded with its rule. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../../shared/wire/identity-routes.ts';
import { passwordOf, workstation } from '../../gateway/gateway-harness.ts';
import { ARREST, JUVENILE, SEALED } from '../../gateway/store-records.ts';
import { atWork, REASONS, seededGateway, type SeededGateway } from './seeded-gateway.ts';

type Who = 'officer' | 'detective' | 'clerk';
let seeded: SeededGateway;
let people: Readonly<Record<Who, SignedIn>>;

beforeAll(async () => {
  seeded = await seededGateway();
  const { gateway } = seeded;
  people = {
    officer: await atWork(gateway, 'mrivera', REASONS.officer),
    detective: await atWork(gateway, 'jokafor', REASONS.detective),
    clerk: await atWork(gateway, 'tchen', REASONS.clerk),
  };
});
afterAll(() => seeded.gateway.remove());

describe('S25: a record id out of scope', () => {
  const forged = 'A'.repeat(22);
  const outOfScope = [
    ['detective', 'sealed', 'sealed', `arrest ${SEALED.number}`],
    // A source that is closed to somebody is not asked, so the log knows the id alone.
    ['officer', 'public', 'S9', null],
    ['clerk', 'stolen', 'S25', null],
    ['clerk', 'arrest', 'S25', `arrest ${ARREST.number}`],
    ['clerk', 'elsewhere', 'own-command', `complaint ${JUVENILE.number}`],
    ['detective', null, 'S25', `record ${forged}`],
  ] as const;

  it.each(outOfScope)('the %s opening "%s" is refused, recorded under %s', async (who, which, rule, object) => {
    const { gateway, ids } = seeded;
    const id = which === null ? forged : ids[which];
    const answer = await gateway.call('record', { session: people[who], params: { id } });
    expect([answer.status, answer.json.code]).toEqual([404, 'record.unknown']);
    expect((await gateway.auditRows('access.denied'))[0]).toMatchObject({
      ...{ outcome: 'refused', rule, object: object ?? `record ${id}` },
      username: people[who].session.person.username,
    });
  });

  it('the answers differ in nothing that tells a sealed record from one that does not exist', async () => {
    const { gateway, ids } = seeded;
    const answers = await Promise.all(
      [ids.sealed, forged].map((id) => gateway.call('record', { session: people.detective, params: { id } })),
    );
    const [sealed, unknown] = answers.map(({ status, headers, json }) => {
      const said = Object.fromEntries(
        Object.entries(json).filter(([key]) => !['instance', 'reference', 'requestId'].includes(key)),
      );
      return { status, length: headers['content-length'], type: headers['content-type'], said };
    });
    expect(sealed).toEqual(unknown);
  });

  it.each(['sealed', 'public'] as const)('nothing of a %s record is revealed', async (which) => {
    const { gateway, ids } = seeded;
    const body = { record: ids[which], section: 'persons', row: 0, field: 'name' };
    const answer = await gateway.call('reveal', { session: people.officer, body });
    expect([answer.status, answer.json.code]).toEqual([404, 'record.unknown']);
    expect((await gateway.auditRows('access.denied'))[0]).toMatchObject({ username: 'mrivera', outcome: 'refused' });
  });
});

describe('S51: the position in somebody else’s search', () => {
  const terms = [{ type: 'kind', value: 'call311' }];
  const cursorOf = async (session: SignedIn): Promise<string> => {
    const { text } = await seeded.gateway.call('search', { session, body: { terms, limit: 3 } });
    const cursor = /"cursor":"([\w-]+)"/.exec(text)?.[1];
    if (cursor === undefined) throw new Error(`no second page: ${text.slice(0, 300)}`);
    return cursor;
  };

  it('is good for its owner, and refused and recorded for everybody else', async () => {
    const { gateway } = seeded;
    const department = await cursorOf(people.officer);
    const body = { terms, limit: 3, cursors: { department } };
    const own = await gateway.call('search', { session: people.officer, body });
    expect([own.status, own.text.includes('"event":"done"')]).toEqual([200, true]);
    const stolen = await gateway.call('search', { session: people.detective, body });
    expect([stolen.status, stolen.json.code, stolen.json.rule]).toEqual([403, 'query.cursor-invalid', 'S51']);
    expect((await gateway.auditRows('access.denied'))[0]).toMatchObject({ username: 'jokafor', rule: 'S51' });
  });

  it('ends with its session: the same person signing in again cannot go on with it', async () => {
    const { gateway } = seeded;
    const department = await cursorOf(people.officer);
    const again = await atWork(gateway, 'mrivera', REASONS.officer);
    const answer = await gateway.call('search', { session: again, body: { terms, limit: 3, cursors: { department } } });
    expect(answer.json.code).toBe('query.cursor-invalid');
    people = { ...people, officer: again };
  });
});

describe('somebody else’s session', () => {
  it('S51: its id opens nothing for another person who knows their own password, and the attempt is recorded', async () => {
    const { gateway } = seeded;
    const victim = await gateway.signIn('lkowalski', workstation('ws-113-desk-09'));
    await gateway.call('lock', { session: victim, body: { cause: 'manual' } });
    const answer = await gateway.call('unlock', {
      from: workstation('ws-113-desk-09'),
      body: { sessionId: victim.session.sessionId, username: 'ssantos', password: passwordOf('ssantos') },
    });
    expect([answer.json.code, answer.json.token]).toEqual(['session.not-yours', undefined]);
    const rows = await gateway.auditRows();
    const recorded = rows.find(({ rule, outcome }) => outcome === 'refused' && rule === 'S51');
    expect(recorded?.username).toBe('ssantos');
  });

  it('S48: a token carried to another workstation reads no record there, and both stations are in the log', async () => {
    const { gateway, ids } = seeded;
    const answer = await gateway.call('record', {
      ...{ session: people.officer, from: workstation('ws-of-the-thief'), params: { id: ids.complaint } },
    });
    expect([answer.status, answer.json.code]).toEqual([401, 'session.other-workstation']);
    expect(answer.text).not.toContain('complaint');
    expect((await gateway.auditRows('access.denied'))[0]).toMatchObject({
      ...{ username: 'mrivera', rule: 'S48' },
      workstation: await gateway.idOf(workstation('ws-of-the-thief')),
    });
  });
});

describe('S37: tokens of people without records', () => {
  it.each(['radmin', 'nvolkov', 'sahmed'])('%s gets nothing from any record route, whatever is sent', async (name) => {
    const { gateway, ids } = seeded;
    const session = await gateway.signIn(name, workstation(`ws-${name}-2`));
    const reason = { purpose: 'audit-or-inspection', reference: { kind: 'audit', value: 'AUD-2026-0042' } };
    // The administrator may state none; whoever may is refused all the same.
    await gateway.call('setReason', { session, body: reason });
    const calls = [
      ['record', { params: { id: ids.complaint } }],
      ['search', { body: { terms: [{ type: 'plate', value: 'KLR4821', match: 'exact' }] } }],
      ['reveal', { body: { record: ids.complaint, section: 'victims', row: 0, field: 'name' } }],
    ] as const;
    for (const [route, sent] of calls) {
      const answer = await gateway.call(route, { session, ...sent });
      expect([answer.status, answer.json.code, answer.json.rule], route).toEqual([403, 'capability.missing', 'S37']);
      expect(answer.text).not.toMatch(/KLR4821|GALLAGHER|FARMERS/);
    }
    const denied = (await gateway.auditRows('access.denied')).filter(({ username }) => username === name);
    expect(denied.slice(0, 3).map(({ object }) => object)).toEqual([
      'POST /v1/reveals',
      'POST /v1/searches',
      'GET /v1/records/:id',
    ]);
  });
});
