import { describe, expect, it } from 'vitest';
import { emptyOutcome } from './outcome.ts';

describe('what is said of a search without rows', () => {
  it('says nothing while a source is still searching', () => {
    expect(
      emptyOutcome(
        [
          { source: 'department', state: 'answered' },
          { source: 'warrants', state: 'searching' },
        ],
        'plate KLR48',
      ),
    ).toBeNull();
  });

  it('says "No record" only when every asked source answered, and what was left out', () => {
    const outcome = emptyOutcome(
      [
        { source: 'department', state: 'answered' },
        { source: 'public', state: 'not-authorised' },
      ],
      'plate KLR48',
    );
    expect(outcome?.title).toBe('No record');
    expect(outcome?.sentences).toEqual([
      'Searched Department for plate KLR48.',
      'Public records not searched: not authorised for you.',
    ]);
  });

  it('never says "No record" of a source that is down', () => {
    const one = emptyOutcome(
      [
        { source: 'department', state: 'answered' },
        { source: 'warrants', state: 'down' },
      ],
      'x',
    );
    expect(one?.title).toBe('No record in the sources that answered');
    expect(emptyOutcome([{ source: 'department', state: 'down' }], 'x')?.title).toBe('No source answered');
  });
});
