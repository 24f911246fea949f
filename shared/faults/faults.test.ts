import { describe, expect, test } from 'vitest';
import { FAULT_CODES, FaultError, FAULTS, faultSchema, problemSchema, type FaultCode } from './faults.ts';
import { POLICY_RULE_IDS, type PolicyRuleId } from '../policy/rules.ts';

const ruleOf = (code: FaultCode): PolicyRuleId | undefined => {
  const fault = FAULTS[code];
  return 'rule' in fault ? fault.rule : undefined;
};

describe('the table of faults', () => {
  test.each(FAULT_CODES)('%s has an error status, a title and an existing rule', (code) => {
    const { status, title } = FAULTS[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThanOrEqual(599);
    expect(title.length).toBeGreaterThan(0);
    expect(title).not.toMatch(/\.$/);
    const rule = ruleOf(code);
    if (rule !== undefined) expect(POLICY_RULE_IDS).toContain(rule);
  });

  test('codes are words joined by dots and dashes', () => {
    for (const code of FAULT_CODES) expect(code).toMatch(/^[a-z]+(\.[a-z]+(-[a-z]+)*)?$/);
  });

  test('every refusal of a reason or a role names the rule behind it', () => {
    const refusals = FAULT_CODES.filter((code) => /^(reason|capability|account\.own|notice)/.test(code));
    expect(refusals.length).toBeGreaterThan(8);
    for (const code of refusals) expect(ruleOf(code), code).toBeDefined();
  });

  test('who may not is told 403, who is not signed in 401', () => {
    for (const code of FAULT_CODES) {
      if (/^session\.(missing|expired|locked|revoked|other-workstation)$/.test(code))
        expect(FAULTS[code].status).toBe(401);
      if (/^(capability|reason\.(missing|purpose|political|immigration))/.test(code))
        expect(FAULTS[code].status).toBe(403);
    }
  });
});

describe('a fault', () => {
  test('carries the rule of its code, or the one given', () => {
    expect(new FaultError('reason.missing').fault).toEqual({ code: 'reason.missing', rule: 'S26' });
    expect(new FaultError('record.unknown', { rule: 'own-command' }).fault).toEqual({
      code: 'record.unknown',
      rule: 'own-command',
    });
  });

  test('says its code and nothing else as an exception', () => {
    expect(new FaultError('internal', { help: 'Ask the desk officer.' }).message).toBe('internal');
  });

  test('with an unknown key or code is not of the contract', () => {
    expect(faultSchema.safeParse({ code: 'internal', cause: 'stack' }).success).toBe(false);
    expect(faultSchema.safeParse({ code: 'no.such' }).success).toBe(false);
    expect(faultSchema.safeParse({ code: 'internal', rule: 'S999' }).success).toBe(false);
  });

  test('a problem document drops what the contract does not name', () => {
    const problem = problemSchema.parse({ type: 'about:blank', title: 't', status: 403, code: 'internal', stack: 'x' });
    expect(problem).not.toHaveProperty('stack');
  });
});
