/** Images and recordings through a running gateway: opened by a recorded step, given by the piece to that session alone, never again after it (S6). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEDIA_PIECE, type MediaOpened } from '../../shared/records/media.ts';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { atWork, CALL, lastRules, PHOTOGRAPHED, PICTURE, REASONS, refusal, seed, state, told } from './desk-gateway.ts';
import { passwordOf, TestGateway, workstation } from './gateway-harness.ts';
import { JUVENILE, SEX_CRIME } from './store-records.ts';

const MINUTE = 60_000;
let gateway: TestGateway;
let ids: ReadonlyMap<string, string>;
beforeAll(async () => {
  gateway = new TestGateway();
  ids = await seed(gateway.folder);
  await gateway.start();
});
afterAll(() => gateway.remove());

const placeOf = (number: string, more: object = {}) => ({
  ...{ record: ids.get(number) ?? 'D'.padEnd(22, 'A'), section: 'media', row: 0 },
  ...more,
});
const open = (session: SignedIn, number = PHOTOGRAPHED.number): Promise<MediaOpened> =>
  told(gateway, 'openMedia', { session, body: placeOf(number) });
const piece = (session: SignedIn, ticket: string, offset = 0) =>
  gateway.call('mediaPiece', { session, body: { ticket, offset } });
const newest = async (action: string) => (await gateway.auditRows(action))[0];
const CLOSED = [410, 'media.closed', 'S6'];

describe('opening', () => {
  it('S6: is recorded before, with the record and what it shows, and gives the whole by the piece', async () => {
    const session = await atWork(gateway, 'mrivera', REASONS.officer);
    const opened = await open(session);
    expect(opened).toMatchObject({ type: 'image/png', bytes: PICTURE.length, label: 'Empty driveway' });
    expect(await newest('media.open')).toMatchObject({
      ...{ seq: opened.auditSeq, username: 'mrivera', outcome: 'ok', rule: 'S6' },
      object: `complaint ${PHOTOGRAPHED.number} · media[0] Empty driveway`,
    });
    const parts: Buffer[] = [];
    for (let offset = 0, last = false; !last; offset += MEDIA_PIECE) {
      const sent = await told(gateway, 'mediaPiece', { session, body: { ticket: opened.ticket, offset } });
      expect(sent.offset).toBe(offset);
      parts.push(Buffer.from(sent.data, 'base64'));
      last = sent.last;
    }
    expect(parts.length).toBeGreaterThan(2);
    expect(Buffer.concat(parts).equals(PICTURE)).toBe(true);
    expect(refusal(await piece(session, opened.ticket, PICTURE.length))[1]).toBe('request.malformed');
    expect((await piece(session, opened.ticket)).headers['cache-control']).toContain('no-store');
  });

  it('the record tells of the picture and never where it lies', async () => {
    const session = await atWork(gateway, 'mrivera', REASONS.officer);
    const answer = await gateway.call('record', { session, params: { id: ids.get(PHOTOGRAPHED.number)! } });
    expect(answer.text).toContain('Empty driveway');
    expect(answer.text).not.toMatch(/mediaRef|test\/scene/);
  });

  it('S22, 50-b: what the reason or the role withholds is as unknown as what is not there, recorded with its rule', async () => {
    const officer = await atWork(gateway, 'mrivera', REASONS.officer);
    const idle = await atWork(gateway, 'jokafor', REASONS.business);
    const tries = [
      [idle, placeOf(PHOTOGRAPHED.number), 'media'],
      [officer, placeOf(SEX_CRIME.number), 'sex-crime-victim'],
      [officer, placeOf(CALL.number), 'S25'],
      [officer, placeOf(PHOTOGRAPHED.number, { row: 1 }), 'S25'],
      [officer, placeOf(CALL.number, { section: 'narrative' }), 'S25'],
      [officer, placeOf(PHOTOGRAPHED.number, { section: '__proto__' }), 'S25'],
    ] as const;
    for (const [session, body] of tries) {
      const answer = await gateway.call('openMedia', { session, body });
      expect(refusal(answer), JSON.stringify(body)).toEqual([404, 'media.unknown', 'S25']);
    }
    expect(await lastRules(gateway, tries.length)).toEqual(tries.map(([, , rule]) => rule));
    expect(await open(await atWork(gateway, 'jokafor', REASONS.detective), SEX_CRIME.number)).toBeDefined();
  });

  it('S25, S37, S26: not of a record out of scope, not by a clerk, not without a reason', async () => {
    const officer = await atWork(gateway, 'mrivera', REASONS.officer);
    const none = await gateway.call('openMedia', { session: officer, body: placeOf('nowhere') });
    expect(refusal(none)).toEqual([404, 'record.unknown', 'S25']);
    const clerk = await atWork(gateway, 'tchen', REASONS.clerk);
    for (const number of [PHOTOGRAPHED.number, JUVENILE.number]) {
      const answer = await gateway.call('openMedia', { session: clerk, body: placeOf(number) });
      expect(refusal(answer)).toEqual([403, 'capability.missing', 'S37']);
    }
    const session = await gateway.signIn('ssantos', workstation('ws-ssantos-1'));
    const answer = await gateway.call('openMedia', { session, body: placeOf(PHOTOGRAPHED.number) });
    expect(refusal(answer)).toEqual([403, 'reason.missing', 'S26']);
  });
});

describe('a ticket', () => {
  it('S48: is of no use to another session, its owner’s other one included, and the attempt is recorded', async () => {
    const session = await atWork(gateway, 'mrivera', REASONS.officer);
    const { ticket } = await open(session);
    const thief = await atWork(gateway, 'jokafor', REASONS.detective);
    expect(refusal(await piece(thief, ticket))).toEqual(CLOSED);
    expect(await newest('access.denied')).toMatchObject({
      ...{ username: 'jokafor', rule: 'S51', object: `complaint ${PHOTOGRAPHED.number}` },
    });
    const other = await gateway.signIn('mrivera', workstation('ws-mrivera-2'));
    await state(gateway, other, REASONS.officer);
    expect(refusal(await piece(other, ticket))).toEqual(CLOSED);
    await told(gateway, 'closeMedia', { session: thief, body: { ticket } });
    expect((await piece(session, ticket)).status).toBe(200);
    expect(refusal(await piece(session, 'A'.repeat(22)))).toEqual(CLOSED);
  });

  it('ends when it is closed, when the reason changes, and after fifteen minutes', async () => {
    const session = await atWork(gateway, 'mrivera', REASONS.officer);
    const closed = await open(session);
    await told(gateway, 'closeMedia', { session, body: { ticket: closed.ticket } });
    expect(refusal(await piece(session, closed.ticket))).toEqual(CLOSED);
    const before = await open(session);
    await state(gateway, session, REASONS.detective);
    expect(refusal(await piece(session, before.ticket))).toEqual(CLOSED);
    await state(gateway, session, REASONS.officer);
    expect(refusal(await piece(session, before.ticket))).toEqual(CLOSED);
    const old = await open(session);
    for (let minutes = 0; minutes < 15; minutes += 5) {
      expect((await piece(session, old.ticket)).status).toBe(200);
      gateway.clock.advance(5 * MINUTE);
      const renewed = await told(gateway, 'renew', { session, body: {} });
      Object.assign(session, { token: renewed.token });
    }
    expect(refusal(await piece(session, old.ticket))).toEqual(CLOSED);
  });

  it('AC-11: ends with a lock, also when the session is unlocked again', async () => {
    const place = workstation('ws-mrivera-1');
    const session = await atWork(gateway, 'mrivera', REASONS.officer);
    const { ticket } = await open(session);
    await gateway.call('lock', { session, body: { cause: 'manual' } });
    expect((await piece(session, ticket)).json.code).toBe('session.locked');
    const { sessionId } = session.session;
    const body = { sessionId, username: 'mrivera', password: passwordOf('mrivera') };
    const unlocked = await gateway.call('unlock', { from: place, body });
    // The reason is still in force, and yet.
    const again = { ...session, token: unlocked.json.token };
    expect(unlocked.json.session.reason).not.toBeNull();
    expect(refusal(await piece(again, ticket))).toEqual(CLOSED);
  });

  it('S37: ends with the role in which it was opened', async () => {
    const session = await atWork(gateway, 'lkowalski', REASONS.officer);
    const { ticket } = await open(session);
    await told(gateway, 'switchRole', { session, body: { role: 'police-officer' } });
    expect(refusal(await piece(session, ticket))[1]).toBe('reason.missing');
    await state(gateway, session, REASONS.officer);
    expect(refusal(await piece(session, ticket))).toEqual(CLOSED);
  });

  it('eight are open at most: the first makes room', async () => {
    const session = await atWork(gateway, 'mrivera', REASONS.officer);
    const tickets: string[] = [];
    for (let at = 0; at < 9; at += 1) tickets.push((await open(session)).ticket);
    expect(refusal(await piece(session, tickets[0]!))).toEqual(CLOSED);
    expect((await piece(session, tickets[1]!)).status).toBe(200);
    expect((await piece(session, tickets[8]!)).status).toBe(200);
  });
});

it('S6: nothing of the picture lies in clear anywhere in the data folder', () => {
  const files = readdirSync(gateway.folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(files.some(({ parentPath }) => parentPath.endsWith('media'))).toBe(true);
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(join(parentPath, name));
    for (const words of [
      'zebrafinch picture',
      'test/scene',
      Buffer.from('zebrafinch picture').toString('base64').slice(0, 20),
    ]) {
      expect(bytes.includes(words), `${name} holds ${words}`).toBe(false);
    }
  }
});
