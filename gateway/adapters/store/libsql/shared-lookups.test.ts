import { describe, expect, it } from 'vitest';
import { SharedLookups } from './shared-lookups.ts';

describe('what holds for all sources', () => {
  it('is read once for one moment, each value by itself', () => {
    const shared = new SharedLookups();
    let reads = 0;
    const read = (value: string) => shared.numbers(value, () => [(reads += 1)]);
    shared.at(7);
    expect([read('A'), read('B'), read('A')]).toEqual([[1], [2], [1]]);
    shared.at(7);
    expect(read('A')).toEqual([1]);
  });

  it('is read anew after a write, and when all that was asked in one turn is answered', () => {
    const shared = new SharedLookups();
    let reads = 0;
    const read = () => shared.numbers('A', () => [(reads += 1)]);
    shared.at(7);
    read();
    shared.at(8);
    expect(read()).toEqual([2]);
    shared.forget();
    expect(read()).toEqual([3]);
  });
});
