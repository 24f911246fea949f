import { describe, expect, test } from 'vitest';
import { decideField, SENSITIVITY_TAGS, type FieldAsker, type SensitivityTag } from './field-rules.ts';
import { PURPOSE_IDS, type PurposeId } from './purposes.ts';
import type { PolicyRuleId } from './rules.ts';

/**
 * Four marks per cell, for: investigator who can reveal · investigator who cannot · other who can reveal · other who
 * cannot. S shown, M masked until revealed, W withheld.
 */
type Row = Readonly<Record<PurposeId, string>>;

const row = (...cells: readonly string[]): Row =>
  Object.fromEntries(PURPOSES.map((purpose, at) => [purpose, cells[at] ?? ''])) as Row;

const PURPOSES = [
  'job-in-progress',
  'criminal-investigation',
  'arrest-processing',
  'warrant-check',
  'political-activity',
  'civil-litigation',
  'disciplinary-proceeding',
  'records-request',
  'property',
  'audit-or-inspection',
  'other-official-business',
] as const satisfies readonly PurposeId[];

// prettier-ignore
const TABLE: Readonly<Record<SensitivityTag, Row>> = {
  //                        job     crim    arrest  warrant polit   civil   discip  request proper  audit   other
  open:                 row('SSSS', 'SSSS', 'SSSS', 'SSSS', 'SSSS', 'SSSS', 'SSSS', 'SSSS', 'SSSS', 'SSSS', 'SSSS'),
  identifying:          row('SSSS', 'SSSS', 'SSSS', 'SSSS', 'SSSS', 'MWMW', 'MWMW', 'MWMW', 'MWMW', 'MWMW', 'MWMW'),
  victim:               row('MWMW', 'SSMW', 'SSMW', 'MWMW', 'SSMW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW'),
  'sex-crime-victim':   row('WWWW', 'MWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW'),
  juvenile:             row('WWWW', 'SSMW', 'SSMW', 'WWWW', 'SSMW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW'),
  medical:              row('WWWW', 'MWWW', 'MWWW', 'WWWW', 'MWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW'),
  contact:              row('MWMW', 'MWMW', 'MWMW', 'MWMW', 'MWMW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW'),
  'location-history':   row('WWWW', 'SSWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW'),
  media:                row('MWMW', 'MWMW', 'MWMW', 'MWMW', 'MWMW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW'),
  'restricted-file':    row('WWWW', 'MWWW', 'MWWW', 'WWWW', 'MWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW', 'WWWW'),
};

/** The rule a masked or withheld cell names. */
const RULE_OF: Readonly<Record<Exclude<SensitivityTag, 'open'>, PolicyRuleId>> = {
  identifying: 'S22',
  victim: 'victim-identity',
  'sex-crime-victim': 'sex-crime-victim',
  juvenile: 'juvenile',
  medical: 'medical',
  contact: 'contact',
  'location-history': 'location-history',
  media: 'media',
  'restricted-file': 'restricted-file',
};

const ASKERS = [
  { investigator: true, canReveal: true },
  { investigator: true, canReveal: false },
  { investigator: false, canReveal: true },
  { investigator: false, canReveal: false },
] as const;
const SHOWS = { S: 'shown', M: 'masked', W: 'withheld' } as const;

const cells = SENSITIVITY_TAGS.flatMap((tag) =>
  PURPOSES.flatMap((purpose) =>
    ASKERS.map((asker, at) => ({
      tag,
      asker: { ...asker, purpose } satisfies FieldAsker,
      show: SHOWS[TABLE[tag][purpose].charAt(at) as keyof typeof SHOWS],
    })),
  ),
);

describe('field rules, cell by cell', () => {
  test('the table covers every purpose and every tag', () => {
    expect([...PURPOSES].sort()).toEqual([...PURPOSE_IDS].sort());
    expect(cells).toHaveLength(SENSITIVITY_TAGS.length * PURPOSE_IDS.length * ASKERS.length);
  });

  test.each(cells)(
    '$tag · $asker.purpose · investigator $asker.investigator · reveal $asker.canReveal: $show',
    ({ tag, asker, show }) => {
      const decision = decideField([tag], asker);
      expect(decision.show).toBe(show);
      if (decision.show !== 'shown' && tag !== 'open') expect(decision.rule).toBe(RULE_OF[tag]);
    },
  );
});

describe('rules over all fields', () => {
  const officer: FieldAsker = { investigator: false, canReveal: true, purpose: 'records-request' };

  test('a field without a tag counts as identifying: deny by default', () => {
    for (const { asker } of cells) expect(decideField([], asker)).toEqual(decideField(['identifying'], asker));
  });

  test('of several tags the strictest decides, in any order, and names its rule', () => {
    expect(decideField(['open', 'identifying'], officer)).toEqual({ show: 'masked', rule: 'S22' });
    expect(decideField(['identifying', 'medical', 'open'], officer)).toEqual({ show: 'withheld', rule: 'medical' });
    expect(decideField(['medical', 'identifying'], officer)).toEqual({ show: 'withheld', rule: 'medical' });
  });

  test('a further tag never shows more', () => {
    const strictness = { shown: 0, masked: 1, withheld: 2 };
    for (const one of SENSITIVITY_TAGS) {
      for (const { tag, asker } of cells) {
        const alone = strictness[decideField([tag], asker).show];
        expect(strictness[decideField([tag, one], asker).show]).toBeGreaterThanOrEqual(alone);
      }
    }
  });

  test('nobody without the capability to reveal is ever offered a masked field', () => {
    for (const { tag, asker } of cells) {
      if (!asker.canReveal) expect(decideField([tag], asker).show).not.toBe('masked');
    }
  });
});
