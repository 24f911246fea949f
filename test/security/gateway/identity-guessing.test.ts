/** Guessing of names and passwords against a running gateway: counted, locked, limited, and told nothing, neither by words nor by work. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as PasswordHash from '../../../gateway/adapters/directory/embedded/password-hash.ts';
import { RATE_LIMITS } from '../../../gateway/http/rate-limits.ts';
import type * as OpenDirectory from '../../../gateway/open-directory.ts';
import type { Directory } from '../../../gateway/ports/directory.ts';
import type { RouteName } from '../../../shared/wire/routes.ts';
import { passwordOf, type Answer } from '../../gateway/gateway-harness.ts';
import { DESK, DESK_2, IdentityRig, LAPTOP, MINUTE, SUPERVISOR, WRONG } from './identity-rig.ts';

/** What the real parts were asked to do: password hashes made, and calls of the directory by name. */
const work = vi.hoisted(() => ({ done: [] as string[] }));
vi.mock('../../../gateway/adapters/directory/embedded/password-hash.ts', async (original) => {
  const real = await original<typeof PasswordHash>();
  return {
    ...real,
    passwordFits: (...asked: Parameters<typeof real.passwordFits>) => {
      work.done.push('hash');
      return real.passwordFits(...asked);
    },
  };
});
vi.mock('../../../gateway/open-directory.ts', async (original) => {
  const real = await original<typeof OpenDirectory>();
  const counted = (directory: Directory): Directory => ({
    ...directory,
    find: (username) => (work.done.push('find'), directory.find(username)),
    verify: (username, password) => (work.done.push('verify'), directory.verify(username, password)),
  });
  return {
    ...real,
    openDirectory: async (...asked: Parameters<typeof real.openDirectory>) =>
      counted(await real.openDirectory(...asked)),
  };
});

const rig = new IdentityRig();
beforeAll(() => rig.start());
afterAll(() => rig.gateway.remove());
beforeEach(() => {
  // What one test counted does not count in the next.
  rig.clock.advance(16 * MINUTE);
});

const signIn = async (username: string, password: string, from = DESK): Promise<Answer> => {
  const { hash } = await rig.answered('notice', { from });
  return rig.gateway.call('signIn', { from, body: { username, password, noticeHash: hash } });
};

describe('AC-7: many names, few passwords', () => {
  const PEOPLE = ['mrivera', 'jokafor', 'tchen', 'dbrooks', 'disabled.user'];
  const names = [...PEOPLE, 'no.such.one', 'no.such.two', 'admin', 'root', 'A'.repeat(104)];
  const passwords = ['Password2026!', 'Winter2026!', 'Precinct113!', 'Welcome1!'];

  it('at once and from three workstations: each name is counted by itself, nobody else is locked out', async () => {
    const tries = passwords.flatMap((password, at) =>
      names.map(async (name) => ({ name, answer: await signIn(name, password, [DESK, DESK_2, LAPTOP][at % 3]) })),
    );
    const told = await Promise.all(tries);
    for (const name of names) {
      const left = told.filter((one) => one.name === name).map(({ answer }) => answer.json.attemptsLeft);
      expect(left.sort(), name).toEqual([1, 2, 3, 4]);
    }
    expect((await signIn('mrivera', 'Summer2026!', LAPTOP)).json.outcome).toBe('locked');
    expect((await signIn('mrivera', passwordOf('mrivera'))).json.outcome).toBe('locked');
    for (const name of ['jokafor', 'tchen', 'dbrooks', 'lkowalski']) {
      expect((await signIn(name, passwordOf(name))).json.outcome, name).toBe('active');
    }
    const desk = await rig.active('lkowalski', SUPERVISOR);
    const listed = await rig.gateway.call('lockouts', { session: desk, from: SUPERVISOR });
    expect(listed.json.lockouts.map(({ username }) => username)).toEqual(['mrivera']);
    const body = { username: 'mrivera' };
    expect(await rig.told('releaseLockout', { session: desk, from: SUPERVISOR, body })).toBe('200 ok');
  });

  it('every try is recorded, and what was typed as a name that is none is in no row', async () => {
    const rows = await rig.gateway.auditRows('sign-in');
    const refused = rows.filter(({ outcome }) => outcome === 'refused');
    expect(refused.filter(({ rule }) => rule === 'S34')).toHaveLength(names.length * passwords.length + 1);
    expect(refused.filter(({ object }) => object === 'unknown account')).toHaveLength(5 * passwords.length);
    expect(JSON.stringify(rows)).not.toMatch(/no\.such|AAAAAAAA/);
  });

  it('a name counts however it is written', async () => {
    const told: string[] = [];
    for (const name of ['jokafor', 'JOKAFOR', '  jokafor ', 'PRECINCT\\jokafor', 'jokafor@police.example', 'jokafor']) {
      told.push((await signIn(name, WRONG)).json.outcome);
    }
    expect(told).toEqual(['refused', 'refused', 'refused', 'refused', 'locked', 'locked']);
    const session = await rig.active('lkowalski', SUPERVISOR);
    await rig.answered('releaseLockout', { session, from: SUPERVISOR, body: { username: 'jokafor' } });
  });

  it('a lock does not say whether the password was right, and the directory is not asked', async () => {
    for (let n = 0; n < 5; n += 1) await signIn('fwhite', WRONG);
    work.done = [];
    const [right, wrong] = [await signIn('fwhite', passwordOf('fwhite')), await signIn('fwhite', WRONG)];
    expect(right.text).toBe(wrong.text);
    expect(work.done.filter((one) => one !== 'find')).toEqual([]);
  });

  it('AC-7: an address that tries too often waits, whatever the name; what waits is neither checked nor counted', async () => {
    const limited = await new IdentityRig().start({ limits: RATE_LIMITS });
    try {
      const { hash } = await limited.answered('notice', { from: DESK });
      const tries = Array.from({ length: RATE_LIMITS.signIns + 10 }, (_, at) =>
        limited.told('signIn', {
          from: at % 2 ? DESK : DESK_2,
          body: { username: `guess.${String(at)}`, password: WRONG, noticeHash: hash },
        }),
      );
      work.done = [];
      const told = await Promise.all(tries);
      expect(told.filter((one) => one === '429 rate.limited')).toHaveLength(10);
      expect(told.filter((one) => one === '200 refused')).toHaveLength(RATE_LIMITS.signIns);
      const unlock = { sessionId: 'A'.repeat(22), username: 'mrivera', password: WRONG };
      const unlocks = Array.from({ length: RATE_LIMITS.signIns + 5 }, () =>
        limited.told('unlock', { from: DESK, body: unlock }),
      );
      expect((await Promise.all(unlocks)).filter((one) => one === '429 rate.limited')).toHaveLength(5);
      expect(work.done.filter((one) => one === 'hash')).toHaveLength(RATE_LIMITS.signIns);
    } finally {
      await limited.gateway.remove();
    }
  });
});

describe('S34: whether there is such a person', () => {
  /** What a client can see of an answer and that is not new for each. */
  const seen = ({ status, text, headers }: Answer) => {
    const { date, 'x-request-id': reference, ...rest } = headers;
    expect([typeof date, typeof reference]).toEqual(['string', 'string']);
    const told = Object.entries(rest).filter(([name]) => !name.startsWith('x-ratelimit-'));
    return { status, text: text.replaceAll(/urn:reference:[\w-]+/g, ''), headers: told };
  };
  const looked = async (asked: () => Promise<Answer>) => {
    work.done = [];
    const answer = seen(await asked());
    return { answer, work: [...work.done] };
  };

  it.each([
    ['somebody active', 'ssantos', WRONG],
    ['somebody disabled', 'disabled.user', WRONG],
    ['somebody expired', 'expired.user', WRONG],
    ['somebody whose password is old', 'oldpass.user', WRONG],
    ['somebody outside their hours', 'nighthours.user', WRONG],
    ['somebody, with an empty password', 'tchen', ''],
    ['somebody, with an endless password', 'bnguyen', 'x'.repeat(256)],
  ])('the answer for %s is the one for nobody: words, headers, work', async (_name, username, password) => {
    const known = await looked(() => signIn(username, password));
    const unknown = await looked(() => signIn(`${username}.x`, password));
    expect(known).toEqual(unknown);
    expect(known.work).toContain('verify');
    expect(known.work.filter((one) => one === 'hash')).toHaveLength(password === '' ? 0 : 1);
  });

  it('somebody with a second factor, at a laptop', async () => {
    await rig.setUp('ssantos');
    const known = await looked(() => signIn('ssantos', WRONG, LAPTOP));
    expect(known).toEqual(await looked(() => signIn('nobody.at.all', WRONG, LAPTOP)));
  });

  it('locked out: a name that is nobody’s locks like one that is', async () => {
    for (let n = 0; n < 4; n += 1) await Promise.all(['pgomez', 'nobody.there'].map((name) => signIn(name, WRONG)));
    // The fifth, and one more.
    for (let n = 0; n < 2; n += 1) {
      const known = await looked(() => signIn('pgomez', WRONG));
      expect(known).toEqual(await looked(() => signIn('nobody.there', WRONG)));
      expect(known.answer.text).toContain('"outcome":"locked"');
    }
  });

  it('at somebody’s lock, and in the calls of those who help', async () => {
    const victim = await rig.active('dbrooks', DESK);
    await rig.lock(victim, DESK);
    const { sessionId } = victim.session;
    const unlock = (username: string) =>
      rig.gateway.call('unlock', { from: DESK, body: { sessionId, username, password: WRONG } });
    expect(await looked(() => unlock('ssantos'))).toEqual(await looked(() => unlock('nobody.here')));

    const desk = await rig.active('lkowalski', SUPERVISOR);
    for (const name of ['releaseLockout', 'releaseFactor', 'removeFactor'] as const satisfies readonly RouteName[]) {
      const help = (username: string) =>
        rig.gateway.call(name, { session: desk, from: SUPERVISOR, body: { username } });
      const [elsewhere, nobody] = [await looked(() => help('bnguyen')), await looked(() => help('nobody.here'))];
      expect(elsewhere, name).toEqual(nobody);
      expect(elsewhere.answer.text).toContain('account.unknown');
    }
  });
});
