/**
 * Active Directory as the gateway's directory. A password is proven on a connection of its own that is used for nothing
 * else; everything else is read with the service account. Never keeps or tells a password.
 */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { debuglog } from 'node:util';
import { StartupRefusal } from '../../../core/startup-refusal.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Directory, DirectoryHealth, PasswordChange, Verification } from '../../../ports/directory.ts';
import { accountName, type AccountName } from './account-names.ts';
import { Controller } from './controller.ts';
import { createControllers, UncertainFailure, type Controllers } from './controllers.ts';
import { evenRefusal } from './even-refusal.ts';
import { locate, nobodyDn, readAccount, readAccounts } from './ldap-accounts.ts';
import { dnsDomain, type LdapConfig } from './ldap-config.ts';
import { LdapFailure } from './ldap-failure.ts';
import { ldapHealth } from './ldap-health.ts';
import { readRevision } from './ldap-revision.ts';

export interface LdapDirectoryDeps {
  readonly clock: Clock;
  /** The service account's secret, from the key store; asked for at every bind, so that a new one needs no restart. */
  readonly secret: () => Promise<string>;
}

/** How long an answer about health is given again: anybody may ask for it. */
const HEALTH_MS = 2_000;

const readAuthority = (file: string): string => {
  try {
    const pem = readFileSync(file, 'utf8');
    new X509Certificate(pem);
    return pem;
  } catch {
    throw new StartupRefusal(`The certificate authority of the directory, ${file}, is missing or not a certificate`);
  }
};

/** Neither is ever sent: a Windows controller lets an empty password in, and a NUL may end one early. */
const isUnsendable = (password: string): boolean => password === '' || password.includes('\0');

interface Parts {
  readonly config: LdapConfig;
  readonly controllers: Controllers;
  readonly now: () => number;
  readonly named: (username: string) => AccountName | null;
}

const verifyOn = async (
  controller: Controller,
  { config, named, now }: Parts,
  username: string,
  password: string,
): Promise<Verification> => {
  const dn = await controller.look((connection) => locate(connection, config.baseDn, named(username)));
  const answer = await controller.once('nobody', (connection) =>
    connection.bind(dn ?? nobodyDn(config.baseDn), password),
  );
  if (answer === 'locked') return { result: 'refused', lockedInDirectory: true };
  if (answer === 'refused' || dn === null) return { result: 'refused' };
  const account = await controller.look((connection) => readAccount(connection, config, dn, now()));
  if (account === null) return { result: 'refused' };
  if (answer !== 'ok') return { result: 'account', account: { ...account, state: answer } };
  if (account.lockedInDirectory) return { result: 'refused', lockedInDirectory: true };
  return { result: account.state === 'active' ? 'ok' : 'account', account };
};

const changeOn = async (
  controller: Controller,
  { config, named }: Parts,
  ...[username, oldPassword, newPassword]: Parameters<Directory['changePassword']>
): Promise<PasswordChange> => {
  const dn = await controller.look((connection) => locate(connection, config.baseDn, named(username)));
  const result = await controller.once('service', async (connection) => {
    try {
      return await connection.changePassword(dn ?? nobodyDn(config.baseDn), oldPassword, newPassword);
    } catch (error) {
      // It may have been changed: another try would count the old password as a wrong one.
      throw error instanceof LdapFailure ? new UncertainFailure(error.why, error.resultCode) : error;
    }
  });
  return { result };
};

const onceInAWhile = (clock: Clock, ask: () => Promise<DirectoryHealth>): (() => Promise<DirectoryHealth>) => {
  let last: { readonly at: number; readonly answer: Promise<DirectoryHealth> } | null = null;
  return () => {
    if (last === null || clock.monotonic() - last.at >= HEALTH_MS) last = { at: clock.monotonic(), answer: ask() };
    return last.answer;
  };
};

const refuseTalkativeLibrary = (): void => {
  // SECURITY: the library writes what it sends, new passwords among it, where NODE_DEBUG asks for it.
  if (debuglog('ldapts').enabled) throw new StartupRefusal('NODE_DEBUG must not name ldapts: it would print passwords');
};

/** Asks nobody yet. Throws {@link StartupRefusal} when the authority's certificate cannot be read. */
export const openLdapDirectory = (config: LdapConfig, { clock, secret }: LdapDirectoryDeps): Directory => {
  refuseTalkativeLibrary();
  const deps = { ca: readAuthority(config.caFile), secret, monotonic: () => clock.monotonic() };
  const all = config.urls.map((url) => new Controller(url, config, deps));
  const controllers = createControllers(all);
  const domain = { ...config, dnsDomain: dnsDomain(config.baseDn) };
  const now = (): number => clock.now();
  const evenly = { refusalMs: config.timeouts.refusalMs, monotonic: deps.monotonic, pause: (ms: number) => pause(ms) };
  const parts: Parts = { config, controllers, now, named: (username) => accountName(username, domain) };
  const located = <T>(controller: Controller, username: string, work: (dn: string | null) => Promise<T>): Promise<T> =>
    controller.look((connection) => locate(connection, config.baseDn, parts.named(username))).then(work);
  return {
    verify: (username, password) =>
      evenRefusal<Verification>(
        evenly,
        ({ result }) => result === 'refused',
        async () => {
          if (isUnsendable(password)) return { result: 'refused' };
          return controllers.ask((controller) => verifyOn(controller, parts, username, password));
        },
      ),
    find: (username) =>
      controllers.ask((controller) =>
        located(controller, username, (dn) =>
          controller.look((connection) => readAccount(connection, config, dn, now())),
        ),
      ),
    list: () =>
      controllers.ask((controller) => controller.look((connection) => readAccounts(connection, config, now()))),
    changePassword: (username, oldPassword, newPassword) =>
      evenRefusal<PasswordChange>(
        evenly,
        ({ result }) => result !== 'changed',
        async () => {
          if (isUnsendable(oldPassword)) return { result: 'wrong-old' };
          if (isUnsendable(newPassword)) return { result: newPassword === '' ? 'too-short' : 'policy' };
          return controllers.ask((controller) => changeOn(controller, parts, username, oldPassword, newPassword));
        },
      ),
    unlock: (username) =>
      controllers.ask((controller) =>
        located(controller, username, async (dn) => {
          if (dn !== null) await controller.look((connection) => connection.replace(dn, 'lockoutTime', '0'));
        }),
      ),
    revision: () =>
      controllers.ask((controller) =>
        controller.look(async (connection) => `${controller.name}/${await readRevision(connection)}`),
      ),
    health: onceInAWhile(clock, () => ldapHealth(all, now)),
    close: async () => all.forEach((controller) => controller.close()),
  };
};
