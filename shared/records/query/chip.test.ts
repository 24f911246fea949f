import { describe, expect, test } from 'vitest';
import { chipOf, describeQuery, textOf } from './chip.ts';
import type { Term } from './term.ts';

describe('chips', () => {
  test.each<[Term, string, string]>([
    [{ type: 'plate', value: 'KLR48', match: 'starts' }, 'plate starts', 'KLR48'],
    [{ type: 'plate', value: 'KLR4821', state: 'NY', match: 'exact' }, 'plate', 'NY KLR4821'],
    [{ type: 'when', from: '2025-08-01' }, 'since', '01 AUG 2025'],
    [{ type: 'when', to: '2025-08-01' }, 'until', '01 AUG 2025'],
    [{ type: 'when', from: '2026-11-03', to: '2026-11-03' }, 'on', '03 NOV 2026'],
    [{ type: 'when' }, 'on', 'any day'],
    [{ type: 'name', value: 'OKONJO', match: 'sounds' }, 'name, sounds like', 'OKONJO'],
    [{ type: 'phone', value: '0142' }, 'phone ends', '0142'],
    [{ type: 'identifier', value: 'ABC-7' }, 'record no.', 'ABC-7'],
    [{ type: 'kind', value: 'call311' }, 'kind', '311 call'],
    [{ type: 'exclude', value: 'HONDA' }, 'without', 'HONDA'],
  ])('%j', (term, label, value) => {
    expect(chipOf(term)).toEqual({ label, value });
  });

  test('a query is one line for the audit room', () => {
    expect(
      describeQuery([
        { type: 'plate', value: 'KLR48', match: 'starts' },
        { type: 'precinct', value: 113 },
      ]),
    ).toBe('plate starts KLR48 · precinct 113 Pct');
  });

  test('a quote inside a value cannot end the text of its chip', () => {
    expect(textOf({ type: 'words', value: 'A" -B' })).toBe('words:"A  -B"');
  });
});
