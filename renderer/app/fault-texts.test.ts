import { describe, expect, it } from 'vitest';
import { FAULT_CODES } from '../../shared/faults/faults.ts';
import { FAULT_TEXTS } from './fault-texts.ts';

describe('fault texts', () => {
  it.each(FAULT_CODES)('says in words what %s means and what to do', (code) => {
    const { title, what } = FAULT_TEXTS[code];
    expect(title.length).toBeGreaterThan(3);
    expect(what).toMatch(/\.$/);
    expect(`${title} ${what}`).not.toMatch(/oops|sorry|error code|undefined|null/i);
  });
});
