/** Rows 19 to 25: every fuse is set, and a fuse that reads back otherwise stops the packing. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'vitest';
import { flipAndReadBack, wrongFuses } from './fuses.ts';

/** A file with a fuse wire as Electron's binary has it: sentinel, version, length, one state a fuse. */
function binary(states: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'fuses-')), 'electron');
  const wire = Buffer.concat([Buffer.from([1, states.length]), Buffer.from(states, 'ascii')]);
  const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'ascii');
  writeFileSync(file, Buffer.concat([Buffer.from('code'), sentinel, wire, Buffer.from('more code')]));
  return file;
}

test('all nine fuses are flipped and read back', async () => {
  const file = binary('101100011');
  await flipAndReadBack(file, false);
  const wire = await getCurrentFuseWire(file);
  expect(wrongFuses(wire)).toEqual([]);
  expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
  expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE);
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
});

test('a fuse this table does not know breaks the build', async () => {
  await expect(flipAndReadBack(binary('1011000111'), false)).rejects.toThrow();
});

test('a fuse that is missing or removed reads back as wrong', () => {
  expect(wrongFuses({})).toHaveLength(9);
});
