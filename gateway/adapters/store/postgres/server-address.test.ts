/** How a PostgreSQL server may be reached: verified or on this machine, and never with the password in a message. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { serverAddress } from './server-address.ts';

const folder = mkdtempSync(join(tmpdir(), 'server-address-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ca = join(folder, 'ca.pem');
writeFileSync(ca, 'an authority');

const REMOTE = 'postgres://records@db.example:5433/records';

describe('a server on another machine', () => {
  it('is reached by TLS that checks authority and name', () => {
    expect(serverAddress(`${REMOTE}?sslmode=verify-full&sslrootcert=${ca}`)).toEqual({
      host: 'db.example',
      port: 5433,
      user: 'records',
      database: 'records',
      ssl: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ca: 'an authority' },
    });
  });

  it.each(['', '?sslmode=disable', '?sslmode=prefer', '?sslmode=require', '?sslmode=verify-ca', '?sslmode='])(
    'is refused with %s: anyone in between could read and change records',
    (parameters) => {
      expect(() => serverAddress(REMOTE + parameters)).toThrow('verify-full');
    },
  );

  it.each(['10.1.2.3', 'localhost.example', '127.0.0.2.example', '[2001:db8::1]'])('%s counts as one', (host) => {
    expect(() => serverAddress(`postgres://records@${host}/records`)).toThrow('verify-full');
  });
});

describe('a server on this machine', () => {
  it.each(['localhost', '127.0.0.1', '[::1]'])('%s needs no TLS', (host) => {
    expect(serverAddress(`postgres://records@${host}/records`)).toMatchObject({ port: 5432, ssl: false });
  });

  it('is reached by its socket, which only localhost may stand beside', () => {
    expect(serverAddress('postgres://records@localhost/records?host=/run/postgresql').host).toBe('/run/postgresql');
    expect(() => serverAddress('postgres://records@localhost/records?host=db.example')).toThrow('socket');
    expect(() => serverAddress('postgres://records@db.example/records?host=/run/postgresql')).toThrow('socket');
  });
});

describe('what is refused', () => {
  it.each([
    'records',
    'http://records@localhost/records',
    'postgres://localhost/records',
    'postgres://records@localhost/',
    'postgres://records@localhost/records?options=-cstatement_timeout%3D0',
    `postgres://records@db.example/records?sslmode=verify-full&sslrootcert=${join(folder, 'missing.pem')}`,
  ])('%s', (address) => {
    expect(() => serverAddress(address)).toThrow('The PostgreSQL address');
  });

  it('the message never holds the password', () => {
    const secret = 'correct-horse-battery';
    for (const address of [
      `postgres://records:${secret}@db.example/records`,
      `postgres://records:${secret}@`,
      `nonsense ${secret}`,
    ]) {
      const message = (() => {
        try {
          return JSON.stringify(serverAddress(address));
        } catch (error) {
          return String(error);
        }
      })();
      expect(message).not.toContain(secret);
    }
  });

  it('a password given apart counts before one in the address', () => {
    expect(serverAddress('postgres://records:one@localhost/records', 'two').password).toBe('two');
    expect(serverAddress('postgres://records:p%40ss@localhost/records').password).toBe('p@ss');
  });
});
