/** The part of the made-up bridge that says who somebody is: enrolment, sign-in steps, second factor, roles. Reaches nothing, keeps nothing. */
import type { CallName, CallParsed, Snapshot } from '../../shared/bridge/calls.ts';
import type { Fault } from '../../shared/faults/faults.ts';
import type { Workspace } from '../../shared/bridge/calls.ts';
import type { Challenge } from '../../shared/session/identity.ts';
import type { EndCause, UnenrolledCause } from '../../shared/session/phase.ts';
import type { AccessChange } from '../../shared/session/view.ts';
import {
  COMMAND_SESSIONS,
  FACTOR_SECRET,
  NOTICE,
  RECOVERY_CODES,
  sessionOf,
  WORKSTATION,
  WORKSTATIONS,
  type RoleId,
} from './fixtures.ts';

export interface FakeStart {
  readonly phase: Snapshot['phase'];
  readonly role?: RoleId;
  /** 'yes': a reason is in force from the start. */
  readonly reason?: 'yes';
  readonly theme?: Workspace['settings']['theme'];
  readonly density?: Workspace['settings']['density'];
  /** Rows the department has. */
  readonly rows?: string;
  /** So many rows at once, for scrolling. */
  readonly fill?: string;
  /** 'all': a source that is stale, one that costs, one that failed again and again. */
  readonly sources?: 'all';
  /** 'yes': more than can be ranked, in a second pass. */
  readonly many?: 'yes';
  /** 'yes': a saved search has new rows. */
  readonly news?: 'yes';
  /** A sign-in refusal to show: `locked`, or a state of the account. */
  readonly refuse?: string;
  /** What a right password leads to, and what is due from the start in the phases that ask for something. */
  readonly challenge?: Challenge['outcome'];
  readonly unenrolled?: UnenrolledCause;
  /** 'yes': no key store. */
  readonly memory?: 'yes';
  readonly cause?: EndCause;
  /** A change of access to show from the start. */
  readonly change?: AccessChange['what'];
  /** Privileged calls ask for the password first; `code`: and for a code. */
  readonly stepUp?: 'password' | 'code';
  /** 'none': no second factor is set up. 'away': it may not be set up from here. */
  readonly factor?: 'none' | 'away';
  readonly idle?: string;
  readonly tour?: 'over';
}

export const refuse = (code: Fault['code'], rule?: Fault['rule']) => ({
  ok: false as const,
  fault: { code, ...(rule ? { rule } : {}) },
});

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

export function challengeOf(outcome: Challenge['outcome'] | undefined, attemptsLeft = 5): Challenge | null {
  const expiresAt = inMinutes(10);
  switch (outcome) {
    case undefined:
      return null;
    case 'new-password':
      return {
        outcome,
        expiresAt,
        why: 'must-change',
        rules: [
          'At least 8 characters; long and easy to remember is best.',
          'Not one of your last 10 passwords.',
          'Not your name, and not on the list of common passwords.',
        ],
      };
    case 'second-factor':
      return {
        outcome,
        expiresAt,
        attemptsLeft,
        recoveryLeft: 7,
        because: 'This workstation is not on the department’s network.',
      };
    case 'factor-release':
      return {
        outcome,
        expiresAt,
        attemptsLeft,
        help: 'The desk officer of the 113 Precinct, at the desk or by phone.',
      };
    case 'factor-enrolment':
    case 'ready':
      return { outcome, expiresAt };
  }
}

export const changeOf = (what: AccessChange['what']): AccessChange => ({
  id: `change-${what}`,
  at: new Date().toISOString(),
  what,
  lost: what === 'widened' ? [] : ['Role: Detective', 'Search commercial sources'],
  gained: what === 'narrowed' ? [] : ['Role: Desk officer'],
  because:
    what === 'transferred'
      ? 'The directory lists you in the 105 Precinct from now on.'
      : 'The directory no longer lists you in the group for Detective.',
});

interface IdentityParts {
  readonly start: FakeStart;
  readonly become: (change: Partial<Snapshot>) => Record<string, never>;
  readonly snapshot: () => Snapshot;
  readonly enter: () => void;
}
type Answers = { readonly [N in CallName]: (input: CallParsed<N>) => unknown };
type IdentityCall =
  | Exclude<Extract<CallName, `session.${string}`>, 'session.get'>
  | Extract<CallName, `${'factor' | 'workstation'}.${string}`>;

/** The codes it takes: 123456; 111111 is a phone whose clock is ahead, 222222 was used before. */
function codeAnswer(code: string, attemptsLeft: number) {
  const digits = code.replaceAll(/[^0-9a-z]/gi, '');
  if (digits === '123456' || digits.length > 6) return null;
  const because = digits === '111111' ? 'drift' : digits === '222222' ? 'replayed' : 'wrong';
  return {
    outcome: 'code-refused' as const,
    because,
    ...(because === 'drift' ? { driftSeconds: 245 } : {}),
    attemptsLeft,
  };
}

function signInAnswers({ start, become, snapshot, enter }: IdentityParts) {
  let attempts = 5;
  let codes = 5;
  const due = (outcome: Challenge['outcome']): unknown => {
    const phase = outcome === 'new-password' ? 'newPassword' : 'secondFactor';
    become({ phase: snapshot().phase === 'locked' ? 'locked' : phase, challenge: challengeOf(outcome) });
    return { outcome: 'challenge' };
  };
  const admitted = (): unknown => {
    become({ challenge: null });
    enter();
    return { outcome: 'active' };
  };
  const signIn = (password: string): unknown => {
    if (start.refuse === 'locked')
      return { outcome: 'locked', help: 'The desk officer of the 113 Precinct, at the desk.' };
    if (start.refuse)
      return { outcome: 'account', state: start.refuse, help: 'The IT service desk, 646-555-0100 (fictional).' };
    if (password !== 'password') return { outcome: 'refused', attemptsLeft: (attempts -= 1) };
    return start.challenge ? due(start.challenge) : admitted();
  };
  const code = (given: string, then: () => unknown): unknown => {
    const refusal = codeAnswer(given, codes - 1);
    if (!refusal) return then();
    codes -= 1;
    if (codes === 0) become({ phase: snapshot().phase === 'locked' ? 'locked' : 'credentials', challenge: null });
    return refusal;
  };
  return {
    'session.signIn': ({ password }) => signIn(password),
    'session.unlock': ({ password }) => signIn(password),
    'session.changePassword': ({ password, newPassword }) => {
      if (password !== 'password')
        return { outcome: 'password-refused', because: 'wrong-old', attemptsLeft: (attempts -= 1) };
      if (newPassword.length < 8) return { outcome: 'password-refused', because: 'too-short' };
      if (newPassword === 'password1') return { outcome: 'password-refused', because: 'banned-list' };
      return admitted();
    },
    'session.enterCode': ({ code: given }) => code(given, admitted),
    'session.useRelease': ({ code: given }) => code(given, () => due('factor-enrolment')),
    'session.beginFactor': () => FACTOR_SECRET,
    'session.confirmFactor': ({ first, second }) =>
      first === second
        ? { outcome: 'code-refused', because: 'same-code', attemptsLeft: 4 }
        : code(first, () => {
            become({ challenge: challengeOf('ready') });
            return { outcome: 'confirmed', recoveryCodes: RECOVERY_CODES };
          }),
    'session.finish': admitted,
    'session.cancelChallenge': () =>
      become({ challenge: null, phase: snapshot().phase === 'locked' ? 'locked' : 'credentials' }),
  } satisfies Partial<Answers>;
}

/** What privileged work asks first, until it was given once. */
function stepUpAnswers({ start }: IdentityParts) {
  let due = start.stepUp !== undefined;
  const privileged =
    <I>(answer: (input: I) => unknown) =>
    (input: I): unknown =>
      due ? refuse('session.step-up', 'IA-11') : answer(input);
  const answers = {
    'session.stepUp': ({ password, code }) => {
      if (password !== 'password') return { outcome: 'refused', attemptsLeft: 4 };
      if (start.stepUp === 'code' && code === undefined) return { outcome: 'code-due', recoveryLeft: 7 };
      const refusal = code === undefined ? null : codeAnswer(code, 3);
      if (refusal) return refusal;
      due = false;
      return { outcome: 'ok', until: inMinutes(5) };
    },
  } satisfies Partial<Answers>;
  return { answers, privileged };
}

export function identityAnswers(parts: IdentityParts): Pick<Answers, IdentityCall> {
  const { start, become, snapshot } = parts;
  const { answers, privileged } = stepUpAnswers(parts);
  return {
    ...signInAnswers(parts),
    ...answers,
    'session.begin': () => {
      setTimeout(() => become({ phase: 'notice', notice: NOTICE }), 20);
      return {};
    },
    'session.acceptNotice': () => become({ phase: 'credentials' }),
    'session.lock': () => become({ phase: 'locked' }),
    'session.signOut': () => become({ phase: 'signedOut', session: null, notice: null, challenge: null }),
    'session.someoneElse': () => become({ phase: 'notice', session: null, notice: NOTICE, challenge: null }),
    'session.touch': () => ({}),
    'session.switchRole': privileged(({ role }) => {
      const { session } = snapshot();
      return session ? become({ session: { ...sessionOf(role, null), roles: session.roles } }) : {};
    }),
    'session.list': () => COMMAND_SESSIONS,
    'session.end': privileged(() => ({ endedAt: new Date().toISOString() })),
    'factor.get': () => ({
      enrolled: start.factor === undefined,
      since: start.factor === undefined ? '2026-09-02T13:20:00.000Z' : null,
      recoveryLeft: start.factor === undefined ? 7 : 0,
      mayEnrol: start.factor !== 'away',
      because:
        start.factor === 'away' ? 'It is set up at a workstation of the department, or with a release code.' : null,
    }),
    'factor.enrol': privileged(() => FACTOR_SECRET),
    'factor.confirm': ({ first }) => codeAnswer(first, 4) ?? { outcome: 'confirmed', recoveryCodes: RECOVERY_CODES },
    'factor.renewCodes': privileged(() => ({ recoveryCodes: RECOVERY_CODES })),
    'factor.release': privileged(({ username }) =>
      username === 'nobody' ? refuse('account.unknown') : { code: 'K7QM-2R4T', expiresAt: inMinutes(10) },
    ),
    'factor.remove': privileged(() => ({ removedAt: new Date().toISOString() })),
    'workstation.enrol': ({ code }) =>
      code.startsWith('0000')
        ? refuse('enrolment.refused', 'IA-3')
        : become({ phase: 'signedOut', workstation: WORKSTATION, unenrolled: null, notice: null }),
    'workstation.list': privileged(() => WORKSTATIONS),
    'workstation.issueCode': privileged(() => ({ code: '7KQ2-M4RT-9WXZ-3HBC', expiresAt: inMinutes(60) })),
    'workstation.revoke': privileged(() => ({ revokedAt: new Date().toISOString() })),
  };
}
