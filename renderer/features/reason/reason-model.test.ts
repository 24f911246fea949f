import { describe, expect, it } from 'vitest';
import { missingIn, referenceKind, requestOf } from './reason-model.ts';

describe('a reason being written', () => {
  it('S26: a purpose with references is not sent without one of their shape', () => {
    expect(missingIn({ purpose: 'job-in-progress', reference: '', text: '' })).toEqual({ reference: 'needed' });
    expect(missingIn({ purpose: 'job-in-progress', reference: 'J26', text: '' })).toEqual({ reference: 'shape' });
    expect(missingIn({ purpose: 'job-in-progress', reference: ' j26-113-001873 ', text: '' })).toEqual({});
  });
  it('S35: other official business needs words, and sends no reference', () => {
    const draft = { purpose: 'other-official-business', reference: '', text: '' } as const;
    expect(missingIn(draft)).toEqual({ text: 'needed' });
    expect(requestOf({ ...draft, text: ' Parade route ' })).toEqual({
      purpose: 'other-official-business',
      text: 'Parade route',
    });
  });
  it('takes the kind the purpose accepts, not any kind that fits', () => {
    expect(referenceKind('criminal-investigation', '113-2026-00087')).toBe('case');
    expect(referenceKind('job-in-progress', '113-2026-00087')).toBeNull();
    expect(referenceKind('arrest-processing', '123456789')).toBe('arrest');
  });
});
