/** What a workstation is started with: every mistake is one line, and an enrolment code does not lie about. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installationId } from './installation-id.ts';
import { readWorkstationOptions, takeEnrolmentCode, UsageError } from './workstation-options.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'workstation-options-'));

test('the enrolment code is read once: the file is gone afterwards, and a second start finds none', () => {
  const file = join(folder(), 'code');
  writeFileSync(file, ' ABCD-EFGH-JKMN-PQRS\n');
  expect(takeEnrolmentCode(file)).toBe('ABCD-EFGH-JKMN-PQRS');
  expect(existsSync(file)).toBe(false);
  expect(takeEnrolmentCode(file)).toBeNull();
  expect(takeEnrolmentCode(null)).toBeNull();
});

test('IA-3: a workstation does not say what it is called or where it stands', () => {
  const ca = join(folder(), 'ca.pem');
  writeFileSync(ca, '');
  const given = ['--gateway', 'https://127.0.0.1:8443', '--ca', ca];
  expect(readWorkstationOptions(given)).toMatchObject({
    gatewayUrl: 'https://127.0.0.1:8443',
    enrolmentCodeFile: null,
  });
  for (const flag of ['--name', '--command', '--area'])
    expect(() => readWorkstationOptions([...given, flag, '1'])).toThrow(UsageError);
});

test('an installation keeps its id, and a damaged one is replaced', () => {
  const state = folder();
  const id = installationId(state);
  expect(installationId(state)).toBe(id);
  writeFileSync(join(state, 'installation-id'), '../../elsewhere');
  expect(installationId(state)).not.toContain('elsewhere');
  expect(readFileSync(join(state, 'installation-id'), 'utf8')).toBe(installationId(state));
});
