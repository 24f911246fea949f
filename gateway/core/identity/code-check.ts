/** Checks a code of the second factor, or a release, for whoever asks; records every answer and counts what was wrong (IA-5, AC-7). */
import type { CodeRefusal } from '../../../shared/session/identity.ts';
import type { SignInRefusal } from '../../../shared/session/view.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { DirectoryAccount } from '../../ports/directory.ts';
import type { SecondFactor } from '../second-factor/second-factor.ts';
import { FACTOR_BLOCKED, LOCKED } from './account-help.ts';
import { codeRefusal } from './factor-refusals.ts';
import { claimOf, type PasswordGate } from './password-gate.ts';
import type { Place } from './place.ts';

interface TypedCode {
  readonly method: 'totp' | 'recovery';
  readonly code: string;
}
/** Whose tries a wrong code takes from. */
interface Challenged {
  triesLeft: number;
}
type Refusal = CodeRefusal | SignInRefusal;

export interface CodeCheck {
  /** Null: the code was right, and is used now. */
  check(account: DirectoryAccount, typed: TypedCode, place: Place, challenged: Challenged): Promise<Refusal | null>;
  checkRelease(account: DirectoryAccount, code: string, place: Place, challenged: Challenged): Promise<Refusal | null>;
}

interface CodeDeps {
  readonly audit: AuditLog;
  readonly factor: SecondFactor;
  readonly gate: PasswordGate;
}

export const createCodeCheck = ({ audit, factor, gate }: CodeDeps): CodeCheck => {
  /** A guess: it counts against the challenge and the account alike. */
  const counted = async (
    account: DirectoryAccount,
    place: Place,
    challenged: Challenged,
    because: Parameters<typeof codeRefusal>[0],
  ): Promise<Refusal> => {
    challenged.triesLeft -= 1;
    const left = await gate.count(claimOf(account, place), place);
    return left === 0 ? LOCKED : codeRefusal(because, Math.min(challenged.triesLeft, left));
  };
  return {
    check: async (account, { method, code }, place, challenged) => {
      const answer = method === 'totp' ? factor.verify(account.id, code) : await factor.recover(account.id, code);
      const { who } = claimOf(account, place);
      const action = method === 'totp' ? 'factor.check' : 'factor.recover';
      if (answer.result === 'ok') {
        const object = 'left' in answer ? `${answer.left} recovery codes left` : 'code';
        await audit.append({ ...who, action, outcome: 'ok', object });
        return null;
      }
      await audit.append({ ...who, action, outcome: 'refused', object: answer.result, rule: 'IA-5' });
      switch (answer.result) {
        case 'blocked':
          return FACTOR_BLOCKED;
        case 'replayed':
          // The person's own code of a moment ago: no guess, so the account is not locked for it.
          challenged.triesLeft -= 1;
          return codeRefusal({ result: 'replayed' }, challenged.triesLeft);
        case 'drift':
          return counted(account, place, challenged, answer);
        case 'wrong':
        case 'not-enrolled':
          return counted(account, place, challenged, { result: 'wrong' });
      }
    },
    checkRelease: async (account, code, place, challenged) => {
      const isGood = await factor.useRelease(account.id, code);
      const row = { ...claimOf(account, place).who, action: 'factor.release', object: 'used' } as const;
      if (isGood) {
        await audit.append({ ...row, outcome: 'ok' });
        return null;
      }
      await audit.append({ ...row, outcome: 'refused', object: 'wrong', rule: 'IA-5' });
      return counted(account, place, challenged, { result: 'wrong' });
    },
  };
};
