/** What controllers say, word for word as Windows and Samba say it. */
import { describe, expect, it } from 'vitest';
import { bindAnswer, passwordRefusal } from './server-answers.ts';

const windows = (data: string): string =>
  `80090308: LdapErr: DSID-0C09056B, comment: AcceptSecurityContext error, data ${data}, v4563 Code: 0x31`;
const samba = (data: string): string =>
  `80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data ${data}, v1db1 Code: 0x31`;

describe('a refused bind', () => {
  it.each([
    ['52e', 'refused'],
    ['525', 'refused'],
    ['533', 'disabled'],
    ['701', 'expired'],
    ['532', 'password-expired'],
    ['773', 'must-change'],
    ['530', 'logon-hours'],
    ['531', 'workstation-not-allowed'],
    ['775', 'locked'],
    ['52f', 'refused'],
    ['569', 'refused'],
    ['568', 'refused'],
    ['0', 'refused'],
  ])('S41: data %s is %s, from Windows and from Samba', (data, answer) => {
    expect(bindAnswer(windows(data))).toBe(answer);
    expect(bindAnswer(samba(data))).toBe(answer);
  });

  it('S34: an unknown user (525) and a wrong password are one answer', () => {
    expect(bindAnswer(windows('525'))).toBe(bindAnswer(windows('52e')));
  });

  it.each(['', 'Invalid credentials', 'data', 'metadata 533', 'data 5330', 'data constructor, x', 'data __proto__'])(
    'a text without a known code (%s) is refused',
    (text) => {
      expect(bindAnswer(text)).toBe('refused');
    },
  );

  it('letters of the code may be capitals', () => {
    expect(bindAnswer(windows('52E'))).toBe('refused');
  });
});

describe('a refused password', () => {
  const CONSTRAINT = 19;
  const UNWILLING = 53;
  const ACCESS = 50;
  it.each([
    [
      CONSTRAINT,
      '00000056: Constraint violation - check_password_restrictions: The old password specified doesn’t match!',
      'wrong-old',
    ],
    [
      CONSTRAINT,
      '0000052D: Constraint violation - the password is too short. It should be equal or longer than 7 characters!',
      'too-short',
    ],
    [CONSTRAINT, '0000052D: Constraint violation - the password does not meet the complexity criteria!', 'complexity'],
    [CONSTRAINT, '0000052D: Constraint violation - the password was already used (in history)!', 'history'],
    [CONSTRAINT, '0000052D: Constraint violation - the password was already used (previous password)!', 'history'],
    [CONSTRAINT, '0000052D: Constraint violation - password is too young to change!', 'too-young'],
    [CONSTRAINT, '00000775: Password change not permitted, account locked out!', 'locked'],
    [
      CONSTRAINT,
      '00000056: AtrErr: DSID-03190F80, #1:\n\t0: 00000056: DSID-03190F80, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 9005a (unicodePwd)',
      'wrong-old',
    ],
    [
      CONSTRAINT,
      '0000052D: AtrErr: DSID-03191083, #1:\n\t0: 0000052D: DSID-03191083, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 9005a (unicodePwd)',
      'policy',
    ],
    [UNWILLING, '0000052D: SvcErr: DSID-031A124C, problem 5003 (WILL_NOT_PERFORM), data 0', 'policy'],
    [UNWILLING, '0000001F: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0', 'policy'],
    [ACCESS, '00000005: SecErr: DSID-031A11ED, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0', 'policy'],
    [CONSTRAINT, 'nothing that can be told apart', 'policy'],
    [32, '0000208D: NameErr: DSID-0310028C, problem 2001 (NO_OBJECT), data 0', 'wrong-old'],
  ])('S41: result %i, %s', (code, text, refusal) => {
    expect(passwordRefusal(code, text)).toBe(refusal);
  });

  it.each([1, 51, 52, 80, 8, 49])('result %i is no answer to the change', (code) => {
    expect(passwordRefusal(code, '0000052D: the password is too short')).toBeNull();
  });
});
