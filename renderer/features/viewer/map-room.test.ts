import { expect, it } from 'vitest';
import { awayFrom } from './map-room.ts';

it('what lies too near to the place is moved straight away from it, and nothing else is', () => {
  expect(awayFrom([13, 14], [10, 10], 10)).toEqual([16, 18]);
  expect(awayFrom([30, 10], [10, 10], 10)).toEqual([30, 10]);
  expect(awayFrom([10, 10], [10, 10], 10)).toEqual([0, 10]);
  expect(awayFrom([10, 10], null, 10)).toEqual([10, 10]);
});
