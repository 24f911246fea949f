import { describe, expect, test } from 'vitest';
import { CAPABILITIES } from './capabilities.ts';
import { purpose, PURPOSE_IDS, PURPOSES, REFERENCE_KINDS, REFERENCE_SHAPES } from './purposes.ts';
import { POLICY_RULE_IDS, policyRule } from './rules.ts';
import { ROLES } from './roles.ts';
import { normaliseIdentifier } from '../records/query/normalise.ts';

describe('purposes', () => {
  test('S74, S85: no purpose, role or capability mentions immigration enforcement', () => {
    const text = JSON.stringify([PURPOSES, ROLES, CAPABILITIES]);
    expect(text).not.toMatch(/immigra|deport|removal order|\bICE\b|homeland|\balien|citizenship|detainer/i);
  });

  test('S35: a purpose without a reference asks for a text', () => {
    for (const id of PURPOSE_IDS) {
      const { references, text } = purpose(id);
      if (references.length === 0) expect(text).toBe('required');
    }
  });

  test('S30: political activity needs both a case and a text', () => {
    expect(PURPOSES['political-activity']).toMatchObject({ references: ['case'], text: 'required' });
  });

  test('the list of purposes is closed and in the order offered', () => {
    expect(PURPOSE_IDS).toEqual([
      'job-in-progress',
      'criminal-investigation',
      'arrest-processing',
      'warrant-check',
      'civil-litigation',
      'disciplinary-proceeding',
      'records-request',
      'property',
      'audit-or-inspection',
      'other-official-business',
      'political-activity',
    ]);
  });
});

describe('references', () => {
  test.each(REFERENCE_KINDS)('%s: its example has its own shape and is a canonical number', (kind) => {
    const { pattern, example } = REFERENCE_SHAPES[kind];
    expect(example).toMatch(pattern);
    expect(normaliseIdentifier(example.toLowerCase())).toBe(example);
  });

  test('shapes are anchored at both ends and refuse what follows or precedes', () => {
    for (const kind of REFERENCE_KINDS) {
      const { pattern, example } = REFERENCE_SHAPES[kind];
      for (const text of [`${example} x`, `x ${example}`, `${example}'`, `\n${example}`, '']) {
        expect(pattern.test(text), `${kind}: ${JSON.stringify(text)}`).toBe(false);
      }
    }
  });

  test('shapes keep no state between two tests of the same text', () => {
    for (const kind of REFERENCE_KINDS) expect(REFERENCE_SHAPES[kind].pattern.flags).not.toMatch(/[gy]/);
  });
});

describe('rules', () => {
  test.each(POLICY_RULE_IDS)('%s has a short name fit for a tag and a sentence', (id) => {
    const { short, text } = policyRule(id);
    expect(short.length).toBeGreaterThan(0);
    expect(short.length).toBeLessThanOrEqual(30);
    expect(text).toMatch(/\.$/);
    expect(text.length).toBeLessThanOrEqual(400);
  });
});
