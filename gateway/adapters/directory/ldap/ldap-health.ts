/** Asks every controller how it is: name, state in a word, clock. Says nothing of accounts and never throws. */
import type { DirectoryHealth } from '../../../ports/directory.ts';
import type { Controller } from './controller.ts';
import { LdapFailure } from './ldap-failure.ts';

interface Answer {
  readonly name: string;
  readonly state: string;
  readonly aheadMs: number | null;
}

/** LDAP generalized time of a controller, as `20261123124500.0Z`, in milliseconds since the epoch; null for anything else. */
export const generalizedTimeMs = (text: string): number | null => {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(text)?.slice(1).map(Number);
  if (!parts) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** Controllers leave the parts of a second out. */
const HALF_A_SECOND = 500;

const asked = async (controller: Controller, now: () => number): Promise<Answer> => {
  try {
    const [root] = await controller.once('service', (connection) =>
      connection.search({ base: '', scope: 'base', filter: '(objectClass=*)', attributes: ['currentTime'] }),
    );
    const theirs = generalizedTimeMs(root?.text('currentTime') ?? '');
    controller.succeeded();
    return { name: controller.name, state: 'up', aheadMs: theirs === null ? null : theirs + HALF_A_SECOND - now() };
  } catch (error) {
    controller.failed();
    return { name: controller.name, state: error instanceof LdapFailure ? error.why : 'failed', aheadMs: null };
  }
};

/** `now` in milliseconds since the epoch. The clock's difference is told to about half a second. */
export const ldapHealth = async (all: readonly Controller[], now: () => number): Promise<DirectoryHealth> => {
  const answers = await Promise.all(all.map((controller) => asked(controller, now)));
  return {
    state: answers.some(({ state }) => state === 'up') ? 'up' : 'down',
    controllers: answers.map(({ name, state }) => ({ name, state })),
    clockAheadMs: answers.find(({ aheadMs }) => aheadMs !== null)?.aheadMs ?? null,
  };
};
