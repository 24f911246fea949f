/** Enrolment, renewal, re-image and withdrawal of workstations, against a running gateway over mutual TLS (IA-3). */
import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { canonicalCode, type WorkstationList } from '../../shared/wire/workstations.ts';
import { TestGateway, workstation, type Answer } from './gateway-harness.ts';
import { openConnection } from './raw-tls.ts';
import { enrolment, newKeys, newRsaKeys, prove, renewal } from './workstation-keys.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const gateway = new TestGateway();
beforeAll(() => gateway.start());
afterAll(() => gateway.remove());

const enrol = (body: unknown): Promise<Answer> => gateway.call('enrol', { from: null, body });
const faultOf = ({ status, json }: Answer): readonly unknown[] => [status, json.code, json.rule];
const REFUSED = [403, 'enrolment.refused', 'IA-3'];
const BAD_KEY = [400, 'enrolment.request', 'IA-3'];
const asAdministrator = (): Promise<SignedIn> => gateway.signIn('radmin', workstation('ws-admin'));
const listed = async (session: SignedIn): Promise<WorkstationList> => {
  const { text } = await gateway.call('workstations', { session });
  return JSON.parse(text) as WorkstationList;
};

describe('enrolment', () => {
  it('IA-3: a code and a proven key make a workstation, which the gateway names from its registry', async () => {
    const place = workstation('ws-new', { name: 'Squad 4', command: 109, area: 'in-car' });
    const made = await gateway.enrolled(place);
    expect(made.workstation).toMatchObject({ name: 'Squad 4', command: 109, area: 'in-car' });
    const { json } = await gateway.call('self', { from: place });
    expect(json.workstation).toEqual(made.workstation);
    expect(json.remote).toBe(true);
    expect((await gateway.call('self')).json.remote).toBe(false);
  });

  it('IA-3: the certificate is for TLS clients, in the name of the id, for ninety days, with a random number', async () => {
    const { cert, workstation: made, keys } = await gateway.enrolled();
    const certificate = new X509Certificate(cert);
    expect(certificate.subject).toBe(`CN=${made.id}`);
    expect([certificate.ca, certificate.keyUsage]).toEqual([false, ['1.3.6.1.5.5.7.3.2']]);
    expect(certificate.publicKey.export({ type: 'spki', format: 'pem' })).toBe(keys.publicKey);
    expect(certificate.verify(new X509Certificate(readFileSync(gateway.file('ca.pem'))).publicKey)).toBe(true);
    const days = (certificate.validToDate.getTime() - gateway.clock.now()) / DAY;
    expect(Math.round(days)).toBe(90);
    const other = new X509Certificate((await gateway.enrolled(workstation('ws-other'))).cert);
    expect(other.serialNumber).not.toBe(certificate.serialNumber);
    expect(certificate.serialNumber.length).toBeGreaterThan(20);
  });

  it('IA-3: a code works once; used, expired and never issued are answered alike', async () => {
    const used = await gateway.issueCode();
    expect((await enrol(enrolment(used.code, newKeys()))).status).toBe(200);
    const again = await enrol(enrolment(used.code, newKeys()));
    const late = await gateway.issueCode();
    gateway.clock.advance(DAY);
    const answers = [
      again,
      await enrol(enrolment(late.code, newKeys())),
      await enrol(enrolment('0000-0000-0000-0000', newKeys())),
    ];
    // Each answer has its own reference.
    const told = answers.map(({ text }) => text.replace(/urn:reference:[\w-]+/, ''));
    expect(answers.map(faultOf)).toEqual([REFUSED, REFUSED, REFUSED]);
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
    gateway.clock.advance(HOUR);
  });

  it('IA-3: however a person types the code, it is the same code', async () => {
    const { code } = await gateway.issueCode();
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect(canonicalCode(typed)).toBe(canonicalCode(code));
    expect((await enrol(enrolment(typed, newKeys()))).status).toBe(200);
  });

  it('IA-3: of two who use one code at once, one is enrolled', async () => {
    const { code } = await gateway.issueCode(workstation('ws-raced', { name: 'Raced' }));
    const answers = await Promise.all(Array.from({ length: 4 }, () => enrol(enrolment(code, newKeys()))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
    const { workstations } = await listed(await asAdministrator());
    expect(workstations.filter(({ name }) => name === 'Raced')).toHaveLength(1);
    gateway.clock.advance(HOUR);
  });

  it('IA-3: a key that is not proven, or not EC P-256, is refused and the code stays good', async () => {
    const { code } = await gateway.issueCode();
    const [mine, another] = [newKeys(), newKeys()];
    const bodies = [
      enrolment(code, mine, another),
      { ...enrolment(code, mine), proof: prove(mine, 'another code') },
      enrolment(code, newRsaKeys()),
      enrolment(code, newKeys('P-384')),
      enrolment(code, newKeys('secp256k1')),
    ];
    for (const body of bodies) {
      // An RSA proof is longer than any the contract takes; the key is refused before that where it fits.
      const { json } = await enrol(body);
      expect(['enrolment.request', 'request.malformed']).toContain(json.code);
    }
    expect(faultOf(await enrol(bodies[0]))).toEqual(BAD_KEY);
    expect((await enrol(enrolment(code, mine))).status).toBe(200);
  });

  it('IA-3: a key is one workstation’s: with a second code it is not enrolled again', async () => {
    const { keys } = await gateway.enrolled();
    const { code } = await gateway.issueCode();
    expect(faultOf(await enrol(enrolment(code, keys)))).toEqual(BAD_KEY);
    expect((await enrol(enrolment(code, newKeys()))).status).toBe(200);
  });

  it('IA-3: ten wrong codes from an address, and it waits a quarter of an hour, even with a right one', async () => {
    const { code } = await gateway.issueCode();
    for (let n = 0; n < 10; n += 1) {
      expect((await enrol(enrolment('ZZZZ-ZZZZ-ZZZZ-ZZZZ', newKeys()))).json.code, String(n)).toBe('enrolment.refused');
    }
    expect((await enrol(enrolment(code, newKeys()))).json.code).toBe('rate.limited');
    gateway.clock.advance(HOUR / 4);
    expect((await enrol(enrolment(code, newKeys()))).status).toBe(200);
  });

  it('IA-3: codes, enrolments and refusals are recorded, wrong codes without flooding the log', async () => {
    const rows = await gateway.auditRows('workstation.enrol');
    expect(rows.find(({ outcome }) => outcome === 'ok')?.workstation).toMatch(/^ws-[0-9a-f]{12}$/);
    const refused = rows.filter(({ outcome, object }) => outcome === 'refused' && object?.includes('wrong enrolment'));
    expect(refused[0]).toMatchObject({ rule: 'IA-3' });
    expect(refused.length).toBeLessThan(8);
    expect((await gateway.auditRows('workstation.code'))[0]).toMatchObject({ outcome: 'ok' });
  });

  it('S47: the code is in no file of the data folder, and the registry is its user’s alone', async () => {
    const { code } = await gateway.issueCode();
    for (const name of readdirSync(gateway.folder)) {
      if (!statSync(gateway.file(name)).isFile()) continue;
      const bytes = readFileSync(gateway.file(name));
      for (const text of [code, canonicalCode(code)]) expect(bytes.includes(text), name).toBe(false);
    }
    expect(statSync(gateway.file('workstations.sealed')).mode & 0o777).toBe(0o600);
  });
});

describe('an administrator', () => {
  it('IA-3: issues codes, sees workstations and open codes, and nobody else does', async () => {
    const session = await asAdministrator();
    const body = { name: 'Van 3', command: 113, area: 'in-car' };
    const issued = JSON.parse((await gateway.call('issueEnrolmentCode', { session, body })).text) as { code: string };
    expect((await listed(session)).open.find(({ name }) => name === 'Van 3')).toMatchObject({ issuedBy: 'radmin' });
    const answer = await enrol(enrolment(issued.code, newKeys()));
    const { workstations, open } = await listed(session);
    const row = workstations.find(({ id }) => id === answer.json.workstation.id);
    expect(row).toMatchObject({ state: 'enrolled', enrolledBy: 'radmin', lastSeen: null });
    expect(open.some(({ name }) => name === 'Van 3')).toBe(false);
    const officer = await gateway.signIn('mrivera');
    expect((await gateway.call('issueEnrolmentCode', { session: officer, body })).json.code).toBe('capability.missing');
  });

  it('IA-11: is asked for the password again when the last time is more than five minutes ago, and it is recorded', async () => {
    const session = await asAdministrator();
    const body = { name: 'Van 4', command: 113, area: 'in-car' };
    gateway.clock.advance(6 * 60_000);
    const answer = await gateway.call('issueEnrolmentCode', { session, body });
    expect(faultOf(answer)).toEqual([403, 'session.step-up', 'IA-11']);
    const denied = await gateway.auditRows('access.denied');
    expect(denied[0]).toMatchObject({ username: 'radmin', rule: 'IA-11', object: 'POST /v1/enrolment-codes' });
  });

  it('AC-5: withdraws neither the workstation they work at nor one that is not', async () => {
    const session = await asAdministrator();
    const revoke = (workstationId: string) =>
      gateway.call('revokeWorkstation', { session, body: { workstationId } }).then(faultOf);
    expect(await revoke(await gateway.idOf(workstation('ws-admin')))).toEqual([403, 'workstation.own', 'AC-5']);
    expect(await revoke('ws-000000000000')).toEqual([404, 'workstation.unknown', undefined]);
  });
});

describe('withdrawal', () => {
  const withdraw = async (workstationId: string): Promise<void> => {
    const session = await asAdministrator();
    const answer = await gateway.call('revokeWorkstation', { session, body: { workstationId } });
    expect(answer.status).toBe(200);
  };

  it('IA-3: ends its sessions and live connections at once, and says so to its holder', async () => {
    const place = workstation('ws-withdrawn');
    const session = await gateway.signIn('jokafor', place);
    const credentials = await gateway.enrolled(place);
    const live = await openConnection(gateway.url, { ...credentials, ca: readFileSync(gateway.file('ca.pem')) });
    expect((await live.get('/v1/workstation')).status).toBe(200);
    await withdraw(credentials.workstation.id);
    const answer = await live.get('/v1/workstation');
    expect([answer.status, answer.json.code, answer.json.rule]).toEqual([401, 'workstation.revoked', 'IA-3']);
    live.close();
    expect((await gateway.call('session', { session })).json.code).toBe('workstation.revoked');
    expect((await gateway.call('session', { session, from: workstation() })).json.code).toBe('session.revoked');
    const ended = (await gateway.auditRows('session.end')).find(({ object }) =>
      object?.includes(session.session.sessionId),
    );
    expect(ended?.object).toContain('workstation revoked');
    expect((await gateway.auditRows('workstation.revoke'))[0]).toMatchObject({ username: 'radmin', outcome: 'ok' });
  });

  it.each(['TLSv1.3', 'TLSv1.2'] as const)(
    'IA-3: a resumed %s session carries no identity past a withdrawal, and none without a certificate',
    async (version) => {
      const { key, cert, workstation: made } = await gateway.enrol(workstation('ws-resumed'));
      const tls = { ca: readFileSync(gateway.file('ca.pem')), minVersion: version, maxVersion: version };
      const resumed = async (first: object): Promise<() => ReturnType<typeof openConnection>> => {
        const connection = await openConnection(gateway.url, { ...tls, ...first });
        await connection.get('/v1/health');
        const session = await connection.ticket();
        connection.close();
        return () => openConnection(gateway.url, { ...tls, ...first, session });
      };
      const again = await resumed({ key, cert });
      const before = await again();
      expect([before.socket.isSessionReused(), (await before.get('/v1/workstation')).status]).toEqual([true, 200]);
      before.close();
      await withdraw(made.id);
      const after = await again();
      expect(after.socket.isSessionReused()).toBe(true);
      expect((await after.get('/v1/workstation')).json.code).toBe('workstation.revoked');
      after.close();
      const nobody = await (await resumed({}))();
      expect(nobody.socket.isSessionReused()).toBe(true);
      expect((await nobody.get('/v1/workstation')).json.code).toBe('workstation.not-enrolled');
      nobody.close();
    },
  );

  it('IA-3: a withdrawn workstation neither renews nor comes back with its old key, nor by a code issued before', async () => {
    const lost = await gateway.enrol(workstation('ws-lost'));
    const { code } = await gateway.issueCode(workstation(), lost.workstation.id);
    await withdraw(lost.workstation.id);
    const body = renewal(lost.workstation.id, newKeys());
    expect((await gateway.call('renewWorkstation', { from: lost, body })).json.code).toBe('workstation.revoked');
    expect(faultOf(await enrol(enrolment(code, newKeys())))).toEqual(REFUSED);
    const fresh = await gateway.issueCode(workstation(), lost.workstation.id);
    expect(faultOf(await enrol(enrolment(fresh.code, lost.keys)))).toEqual(BAD_KEY);
    const back = await enrol(enrolment(fresh.code, newKeys()));
    expect(back.json.workstation.id).toBe(lost.workstation.id);
  });

  it('IA-3: it outlives a restart', async () => {
    const gone = await gateway.enrol(workstation('ws-gone'));
    await withdraw(gone.workstation.id);
    await gateway.stop();
    await gateway.start();
    expect((await gateway.call('self', { from: gone })).json.code).toBe('workstation.revoked');
    expect((await gateway.call('self')).status).toBe(200);
  });
});

describe('re-image', () => {
  it('IA-3: the replacement keeps the id; the old key and its sessions end', async () => {
    const place = workstation('ws-re-imaged');
    const session = await gateway.signIn('jokafor', place);
    const old = await gateway.enrolled(place);
    const replacement = await gateway.enrol(place, old.workstation.id);
    expect(replacement.workstation.id).toBe(old.workstation.id);
    expect((await gateway.call('self', { from: old })).json.code).toBe('workstation.not-enrolled');
    expect((await gateway.call('session', { session, from: replacement })).json.code).toBe('session.revoked');
    expect((await gateway.call('self', { from: replacement })).status).toBe(200);
  });

  it('a workstation that is not cannot be replaced', async () => {
    await expect(gateway.issueCode(workstation(), 'ws-000000000000')).rejects.toThrow('workstation.unknown');
  });
});

describe('renewal', () => {
  it('IA-3: a new certificate for the same key; both are good until they end', async () => {
    const made = await gateway.enrol(workstation('ws-renewing'));
    const { id } = made.workstation;
    gateway.clock.advance(HOUR);
    const answer = await gateway.call('renewWorkstation', { from: made, body: renewal(id, made.keys) });
    expect(new X509Certificate(answer.json.certificate).validToDate.getTime()).toBeGreaterThan(
      new X509Certificate(made.cert).validToDate.getTime(),
    );
    for (const cert of [made.cert, answer.json.certificate]) {
      expect((await gateway.call('self', { from: { key: made.key, cert } })).json.workstation.id).toBe(id);
    }
  });

  it('IA-3: with a new key the old one ends at the first use of the new one, and the session goes on with it', async () => {
    const place = workstation('ws-new-key');
    const session = await gateway.signIn('jokafor', place);
    const old = await gateway.enrolled(place);
    const keys = newKeys();
    const body = renewal(old.workstation.id, keys);
    const { certificate } = (await gateway.call('renewWorkstation', { from: old, body })).json;
    const renewed = { key: keys.key, cert: certificate };
    expect((await gateway.call('session', { session, from: old })).status).toBe(200);
    expect((await gateway.call('session', { session, from: renewed })).status).toBe(200);
    expect((await gateway.call('session', { session, from: old })).json.code).toBe('workstation.not-enrolled');
    expect((await gateway.auditRows('workstation.renew'))[0]).toMatchObject({ outcome: 'ok', object: 'new key' });
  });

  it('IA-3: the proof names the workstation, and the key is nobody else’s', async () => {
    const [one, two] = [await gateway.enrolled(), await gateway.enrolled(workstation('ws-other'))];
    const renew = (body: unknown) => gateway.call('renewWorkstation', { from: one, body }).then(faultOf);
    expect(await renew(renewal(two.workstation.id, newKeys()))).toEqual(BAD_KEY);
    expect(await renew(renewal(one.workstation.id, newKeys(), newKeys()))).toEqual(BAD_KEY);
    expect(await renew(renewal(one.workstation.id, two.keys))).toEqual(BAD_KEY);
    expect((await gateway.auditRows('workstation.renew'))[0]).toMatchObject({ outcome: 'refused', rule: 'IA-3' });
  });
});

describe('the gateway’s own certificate', () => {
  it('S47, IA-3: replaced while running, and workstations are still asked for theirs', async () => {
    const rotating = await new TestGateway().start({ certificateCheckMs: 20 });
    try {
      const { key, cert } = await rotating.enrolled();
      // The new certificate begins in the future of this machine's clock; whose it is is checked below.
      const tls = { key, cert, rejectUnauthorized: false };
      const first = await openConnection(rotating.url, tls);
      const { serialNumber } = first.socket.getPeerCertificate();
      rotating.clock.advance(61 * DAY);
      let next = first;
      while (next.socket.getPeerCertificate().serialNumber === serialNumber) {
        next.close();
        await wait(20);
        next = await openConnection(rotating.url, tls);
      }
      const authority = new X509Certificate(readFileSync(rotating.file('ca.pem')));
      expect(next.socket.getPeerX509Certificate()?.verify(authority.publicKey)).toBe(true);
      expect((await next.get('/v1/workstation')).status).toBe(200);
      next.close();
      const nobody = await openConnection(rotating.url, { rejectUnauthorized: false });
      expect((await nobody.get('/v1/workstation')).json.code).toBe('workstation.not-enrolled');
      nobody.close();
    } finally {
      await rotating.remove();
    }
  });
});
