/** Whatever is typed into any field is a value, never a part of a question: it finds nobody and is no error. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Directory } from '../../gateway/ports/directory.ts';
import { PASSWORD, TEST_PEOPLE } from './domain-people.ts';
import { withDomain } from './with-domain.ts';

const NEXT = 'Sample-Next-Word-1!';
const known = new Set(TEST_PEOPLE.map(({ sam }) => sam));

const specials = fc.constantFrom(
  ...'*()\\\0&|!=<>~,;#+"/@ :\u0007\u202e\ud800é'.split(''),
  'jdoe',
  'cn',
  'PRECINCT',
  'DC=example',
);
const hostile = fc
  .oneof(
    fc.array(specials, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')),
    fc.string({ maxLength: 300 }),
  )
  .filter(
    (text) =>
      !known.has(
        text
          .trim()
          .toLowerCase()
          .replace(/^.*\\|@.*$/g, ''),
      ),
  );

const CLASSICS = [
  '*',
  'jdoe*',
  'j*e',
  '*)(sAMAccountName=jdoe',
  'jdoe)(&)',
  'jdoe)(|(objectClass=*))',
  '*)(|(userPassword=*',
  'admin*)((|userPassword=*)',
  '\\2a',
  'jd\\6fe',
  'PRECINCT\\*',
  '*@precinct.example',
  'john.doe*@precinct.example',
  'jdoe,OU=People,DC=precinct,DC=example',
  '<GUID=85d11884a9589d4ab676d5955cd6d5fa>',
  '<SID=S-1-5-32-544>',
  'x'.repeat(10_000),
];

withDomain('LDAP injection', 1, (domain) => {
  let opened: Directory | null = null;
  const directory = (): Directory => (opened ??= domain().open());

  const findsNobody = async (name: string): Promise<void> => {
    expect(await directory().verify(name, PASSWORD)).toEqual({ result: 'refused' });
    expect(await directory().find(name)).toBeNull();
    expect(await directory().changePassword(name, PASSWORD, NEXT)).toEqual({ result: 'wrong-old' });
    await directory().unlock(name);
  };

  it.each(CLASSICS.map((name) => [name.slice(0, 60), name]))('S34: %s finds nobody', async (_shown, name) => {
    await findsNobody(name);
  });

  it('S34: no name made of special characters finds anybody or is an error', async () => {
    await fc.assert(fc.asyncProperty(hostile, findsNobody), { numRuns: 60 });
  });

  it('S34: a password is a value too: none but the right one is taken, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (password) => {
        expect(await directory().verify('locked', password)).toMatchObject({ result: 'refused' });
        const changed = await directory().changePassword('locked2', password, NEXT);
        expect(['wrong-old', 'locked']).toContain(changed.result);
      }),
      { numRuns: 40 },
    );
  });

  it('and nobody else’s account was touched', async () => {
    const accounts = await directory().list();
    const locked = accounts.filter(({ lockedInDirectory }) => lockedInDirectory).map(({ username }) => username);
    expect(locked.every((username) => username === 'locked' || username === 'locked2')).toBe(true);
    expect(await directory().verify('jdoe', PASSWORD)).toMatchObject({ result: 'ok' });
  });
});
