/** The journal writes what is on its list and nothing else. */
import { expect, test } from 'vitest';
import { CALLS, CALL_NAMES } from '../../../shared/bridge/calls.ts';
import { movedClock } from '../../../test/workstation/harness/moved-clock.ts';
import { createJournal, JOURNALED_INPUT } from './journal.ts';

const SECRET = 'Roe, Jane';

test('no secret key of any call is on the list of what is journaled', () => {
  for (const name of CALL_NAMES) {
    const row = CALLS[name];
    for (const key of 'secret' in row ? row.secret : []) expect(JOURNALED_INPUT[name] ?? []).not.toContain(key);
  }
  expect(JOURNALED_INPUT['session.signIn']).toBeUndefined();
  expect(JOURNALED_INPUT['workspace.save']).toBeUndefined();
});

test('an input full of secrets leaves none in the journal, whatever the call', () => {
  const lines: string[] = [];
  const journal = createJournal({ append: (line) => void lines.push(line) }, movedClock());
  const keys = [
    'username',
    'password',
    'text',
    'request',
    'workspace',
    'about',
    'hash',
    'key',
    'id',
    'section',
    'field',
  ];
  const input = Object.fromEntries(keys.map((key) => [key, SECRET]));
  for (const name of CALL_NAMES) journal.call(name, input, 'ok', 1);
  journal.failure('here', new TypeError(`${SECRET} is not a function`));
  journal.failure('here', SECRET);
  journal.failure('here', { message: SECRET });
  expect(lines).toHaveLength(CALL_NAMES.length + 3);
  expect(lines.join('\n')).not.toContain('Roe');
});

test('a failure says where it was made, without the machine’s folders', () => {
  const lines: string[] = [];
  const journal = createJournal({ append: (line) => void lines.push(line) }, movedClock());
  const reference = journal.failure('here', new Error('words'));
  const line = JSON.parse(lines[0]!) as { reference: string; places: string[] };
  expect(line.reference).toBe(reference);
  expect(line.places[0]).toMatch(/journal\.test\.ts:\d+:\d+/);
  expect(lines[0]).not.toContain(process.cwd());
});
