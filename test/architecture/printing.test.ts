/** S39: in the page there are two ways to the printer: with leave, and the person's own recovery codes. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('S39: nothing else of the page calls the printer', () => {
  const files = globSync('renderer/**/*.{ts,tsx}').filter((file) => !file.includes('.test.'));
  expect(files.length).toBeGreaterThan(150);
  const printing = files.filter((file) => /\bprint\(\)/.test(readFileSync(file, 'utf8')));
  expect(printing.toSorted()).toEqual([
    'renderer/app/print/use-printing.ts',
    'renderer/features/factor/recovery-codes.tsx',
  ]);
});
