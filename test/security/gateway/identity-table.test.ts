/** Every route from every state before a session: each answers exactly what the table says, and a new route fails until it is in it. */
import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTE_NAMES, ROUTES, type RouteName } from '../../../shared/wire/routes.ts';
import { passwordOf, workstation, type TestWorkstation } from '../../gateway/gateway-harness.ts';
import {
  enrolment,
  forServers,
  newKeys,
  ofOtherAuthority,
  renewal,
  selfSigned,
} from '../../gateway/workstation-keys.ts';
import type { Credentials } from '../../gateway/workstation-keys.ts';
import { DESK, DESK_2, IdentityRig, LAPTOP, MINUTE, SUPERVISOR, WRONG } from './identity-rig.ts';

const rig = new IdentityRig();
beforeAll(() => rig.start());
afterAll(() => rig.gateway.remove());

const someId = (): string => randomBytes(32).toString('base64url');
const NO_SESSION = 'A'.repeat(22);

/** Bodies in the form of the contract; wrong in everything that proves something. */
const BODIES: Partial<Readonly<Record<RouteName, (attemptId: string) => unknown>>> = {
  enrol: () => enrolment('0000-0000-0000-0000', newKeys()),
  renewWorkstation: () => renewal('ws-000000000000', newKeys()),
  signIn: () => ({ username: 'tchen', password: passwordOf('tchen'), noticeHash: '0'.repeat(64) }),
  unlock: () => ({ sessionId: NO_SESSION, username: 'tchen', password: passwordOf('tchen') }),
  leaveLocked: () => ({ sessionId: NO_SESSION }),
  newPassword: (attemptId) => ({ attemptId, password: WRONG, newPassword: 'Violet-Teapot-Harbour-7' }),
  enterCode: (attemptId) => ({ attemptId, method: 'recovery', code: 'AAAAA-AAAAA' }),
  useRelease: (attemptId) => ({ attemptId, code: 'AAAA-AAAA' }),
  beginFactor: (attemptId) => ({ attemptId }),
  confirmFactor: (attemptId) => ({ attemptId, first: '000000', second: '000001' }),
  finishSignIn: (attemptId) => ({ attemptId }),
  cancelSignIn: (attemptId) => ({ attemptId }),
};
const STEP_ROUTES = [
  ...['newPassword', 'enterCode', 'useRelease', 'confirmFactor', 'beginFactor', 'finishSignIn'],
] as const as readonly RouteName[];

/** What rows without a session say to an enrolled workstation with nothing under way. */
const ENROLLED: Partial<Readonly<Record<RouteName, string>>> = {
  health: '200 ok',
  openapi: '200 ok',
  notice: '200 ok',
  self: '200 ok',
  enrol: '403 enrolment.refused',
  renewWorkstation: '400 enrolment.request',
  signIn: '403 notice.not-accepted',
  unlock: '401 session.expired',
  leaveLocked: '200 ok',
  cancelSignIn: '200 ok',
  ...Object.fromEntries(STEP_ROUTES.map((name) => [name, '401 attempt.ended'])),
};
/** What is answered although nobody knows the workstation. */
const ANYBODY: readonly RouteName[] = ['health', 'openapi', 'enrol'];

interface From {
  readonly from: TestWorkstation | Credentials | null;
  readonly bearer?: string;
  readonly attemptId?: string;
}
const asked = (name: RouteName, { from, bearer, attemptId = someId() }: From): Promise<string> =>
  rig.told(name, {
    from,
    body: BODIES[name]?.(attemptId),
    ...(bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } }),
  });

/** All routes against one state; what each says. */
const tableOf = async (from: From): Promise<Record<string, string>> => {
  const told: Record<string, string> = {};
  for (const name of ROUTE_NAMES) told[name] = await asked(name, from);
  // Wrong enrolment codes and passwords are counted for a quarter of an hour; here each table stands for itself.
  rig.clock.advance(16 * MINUTE);
  return told;
};
const expected = (of: (name: RouteName) => string): Record<string, string> =>
  Object.fromEntries(ROUTE_NAMES.map((name) => [name, of(name)]));

describe('IA-3: who is not a workstation of the department', () => {
  const gone = workstation('ws-withdrawn');
  const revoked = async (): Promise<Credentials> => {
    const made = await rig.gateway.enrolled(gone);
    const session = await rig.active('radmin', SUPERVISOR);
    const body = { workstationId: made.workstation.id };
    await rig.gateway.call('revokeWorkstation', { session, from: SUPERVISOR, body });
    return made;
  };
  const otherAuthority = async (): Promise<Credentials> =>
    ofOtherAuthority(await rig.gateway.idOf(DESK), (await rig.gateway.enrolled(DESK)).keys);
  const server = (): Promise<Credentials> =>
    forServers({
      cert: readFileSync(rig.gateway.file('ca.pem'), 'utf8'),
      key: readFileSync(rig.gateway.file('ca.key'), 'utf8'),
    });

  it.each([
    ['no certificate', () => Promise.resolve(null), 'workstation.not-enrolled'],
    ['a certificate of another authority for a real key', otherAuthority, 'workstation.not-enrolled'],
    ['a certificate of its own', selfSigned, 'workstation.not-enrolled'],
    ['a certificate for servers', server, 'workstation.not-enrolled'],
    ['a withdrawn certificate', revoked, 'workstation.revoked'],
  ] as const)('with %s gets health, the document and enrolment, and nothing else', async (_name, credentials, code) => {
    const from = await credentials();
    // The token of somebody who is signed in is not even read.
    const { token } = await rig.active('mrivera', DESK);
    expect(await tableOf({ from, bearer: token })).toEqual(
      expected((name) => (ANYBODY.includes(name) ? ENROLLED[name]! : `401 ${code}`)),
    );
  });
});

describe('S34: a route written otherwise', () => {
  const spellings = (path: string): readonly string[] => [
    ...[
      `/${path}`,
      `${path}/`,
      `${path}//`,
      `${path};a=b`,
      `${path}%00`,
      `${path}%2f`,
      `${path}?`,
      `${path}?session=x`,
    ],
    ...[path.toUpperCase(), path.replace('/v1/', '/v1/./'), path.replace('/v1/', '/v1/x/../'), path.replace('/v1', '')],
    ...[path.replace('s', '%73'), path.replace('/v1/', '/v1/notice/../'), path.replace('/v1/', '\\v1\\')],
  ];
  const closed = ROUTE_NAMES.filter((name) => ROUTES[name].access !== 'public').map((name) => ROUTES[name]);

  it.each([
    ['without a certificate', null],
    ['enrolled, without a session', DESK],
  ] as const)('opens nothing: %s', async (_name, from) => {
    const told = new Set<string>();
    for (const { method, path } of closed) {
      const sent = spellings(path.replace(/:\w+/, NO_SESSION)).map((spelled) =>
        rig.gateway.send(method, spelled, { from }),
      );
      for (const { status } of await Promise.all(sent)) told.add(String(status));
    }
    expect([...told].filter((status) => !['400', '401', '404'].includes(status))).toEqual([]);
  });

  it('nor by another method, nor by saying that another was meant', async () => {
    const headers = { 'x-http-method-override': 'GET', 'x-original-url': '/v1/health', 'x-rewrite-url': '/v1/health' };
    for (const { path } of closed) {
      for (const method of ['HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'GET', 'POST', 'PUT', 'DELETE']) {
        const { status } = await rig.gateway.send(method, path.replace(/:\w+/, NO_SESSION), { from: DESK, headers });
        expect([400, 401, 404, 405], `${method} ${path}`).toContain(status);
      }
    }
  });
});

describe('S34: an enrolled workstation with nobody signed in', () => {
  const rest = (session: string) => expected((name) => ENROLLED[name] ?? session);

  it('every row is either public or asks for a session', () => {
    for (const name of ROUTE_NAMES) {
      expect(ROUTES[name].access === 'public', name).toBe(name in ENROLLED);
    }
  });

  it('without a token', async () => {
    expect(await tableOf({ from: DESK_2 })).toEqual(rest('401 session.missing'));
  });

  it.each([
    ['an invented token', () => Promise.resolve(someId()), '401 session.expired'],
    ['text that is none', () => Promise.resolve('Bearer x'), '401 session.missing'],
    [
      'the id of an unfinished sign-in as a token',
      async () => (await rig.challenged('mustchange.user', LAPTOP)).attemptId,
      '401 session.expired',
    ],
    [
      'the token of a session that was signed out',
      async () => {
        const session = await rig.active('mrivera', DESK_2);
        await rig.answered('signOut', { session, from: DESK_2 });
        return session.token;
      },
      '401 session.expired',
    ],
  ] as const)('with %s', async (_name, token, told) => {
    expect(await tableOf({ from: DESK_2, bearer: await token() })).toEqual(rest(told));
  });

  it('AC-11: with the token of a locked session', async () => {
    const session = await rig.active('mrivera', DESK_2);
    await rig.lock(session, DESK_2);
    expect(await tableOf({ from: DESK_2, bearer: session.token })).toEqual(rest('401 session.locked'));
    expect(
      await rig.answered('leaveLocked', { from: DESK_2, body: { sessionId: session.session.sessionId } }),
    ).toBeDefined();
  });

  it('S48: with the token of a live session of another workstation', async () => {
    const session = await rig.active('mrivera', DESK);
    expect(await tableOf({ from: DESK_2, bearer: session.token })).toEqual(rest('401 session.other-workstation'));
  });
});

const NOT_SET_UP = [
  ...['mrivera', 'jokafor', 'sahmed', 'iabstone', 'ihayes', 'pgomez', 'fwhite', 'bnguyen', 'lkowalski'],
];

/** How to come to each step, and the only routes that answer there. */
const STEPS = {
  'new-password': {
    reach: async () => (await rig.challenged('oldpass.user', LAPTOP)).attemptId,
    answers: { newPassword: '200 password-refused' },
  },
  code: {
    reach: async () => (await rig.challenged('ssantos', LAPTOP)).attemptId,
    answers: { enterCode: '200 code-refused' },
  },
  release: {
    reach: async () => (await rig.challenged('dbrooks', LAPTOP)).attemptId,
    answers: { useRelease: '200 code-refused', beginFactor: '403 factor.not-here' },
  },
  enrolment: {
    // Nothing was begun for this person when the confirmation is tried: the routes are tried in the order above.
    reach: () => rig.released('nvolkov'),
    answers: { beginFactor: '200 ok' },
  },
  'enrolment, begun': {
    reach: async () => {
      const attemptId = await rig.released('tchen');
      await rig.answered('beginFactor', { from: LAPTOP, body: { attemptId } });
      return attemptId;
    },
    answers: { beginFactor: '200 ok', confirmFactor: '200 code-refused' },
  },
  ready: {
    reach: async () => {
      // Once confirmed a factor is there, and the next sign-in asks for it: a person each time.
      const attemptId = await rig.released(NOT_SET_UP.pop()!);
      await rig.confirmed(attemptId);
      return attemptId;
    },
    answers: { finishSignIn: '200 active' },
  },
} as const satisfies Readonly<
  Record<string, { reach: () => Promise<string>; answers: Partial<Readonly<Record<RouteName, string>>> }>
>;
type Step = keyof typeof STEPS;
const dueAt = (step: Step): RouteName => Object.keys(STEPS[step].answers)[0] as RouteName;

describe('IA-5, S46: an unfinished sign-in answers its own step and no other', () => {
  beforeAll(async () => {
    await rig.setUp('ssantos');
  });

  const cells = Object.keys(STEPS).flatMap((step) => STEP_ROUTES.map((name) => [step as Step, name] as const));
  it.each(cells)('waiting for %s: %s', async (step, name) => {
    const { reach, answers } = STEPS[step];
    const own: Partial<Record<RouteName, string>> = answers;
    const attemptId = await reach();
    expect(await asked(name, { from: LAPTOP, attemptId })).toBe(own[name] ?? '401 attempt.ended');
    if (own[name] !== undefined) return;
    // Out of order it is over: the step that was due does not answer any more either.
    expect(await asked(dueAt(step), { from: LAPTOP, attemptId })).toBe('401 attempt.ended');
  });

  it('and every try is in the log, with its step and its rule', async () => {
    const rows = (await rig.gateway.auditRows('access.denied')).filter(({ rule }) => rule === 'IA-5');
    const misused = cells.filter(([step, name]) => !(name in STEPS[step].answers));
    expect(rows).toHaveLength(misused.length);
    expect(new Set(rows.map(({ object }) => object))).toEqual(
      new Set(['new-password', 'code', 'release', 'enrolment', 'ready'].map((step) => `sign-in waiting for ${step}`)),
    );
  });

  it.each(Object.keys(STEPS) as Step[])(
    'S48: waiting for %s: its id is of no use at another workstation',
    async (step) => {
      const due = dueAt(step);
      const attemptId = await STEPS[step].reach();
      expect(await asked(due, { from: DESK_2, attemptId })).toBe('401 attempt.ended');
      // It was copied: it is over at its own workstation as well.
      expect(await asked(due, { from: LAPTOP, attemptId })).toBe('401 attempt.ended');
    },
  );

  it.each(Object.keys(STEPS) as Step[])('waiting for %s: ten minutes later nothing answers', async (step) => {
    const attemptId = await STEPS[step].reach();
    rig.clock.advance(10 * MINUTE);
    expect(await asked(dueAt(step), { from: LAPTOP, attemptId })).toBe('401 attempt.ended');
  });

  it.each(Object.keys(STEPS) as Step[])('waiting for %s: no other row has become open', async (step) => {
    const attemptId = await STEPS[step].reach();
    for (const name of ROUTE_NAMES.filter((one) => ROUTES[one].access !== 'public')) {
      expect(await asked(name, { from: LAPTOP, attemptId, bearer: attemptId }), name).toBe('401 session.expired');
      expect(await asked(name, { from: LAPTOP, attemptId }), name).toBe('401 session.missing');
    }
    // None of that has used it up.
    const due = dueAt(step);
    expect(await asked(due, { from: LAPTOP, attemptId })).toBe((STEPS[step].answers as Record<string, string>)[due]);
  });
});
