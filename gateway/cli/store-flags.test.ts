/** A server's password never stands where whoever lists the processes reads it. */
import { expect, it } from 'vitest';
import { storeOf } from './store-flags.ts';

const ADDRESS = 'postgres://records@localhost/records';

it('a password among the flags is refused, and not repeated', () => {
  const refused = (): unknown => storeOf({ postgres: 'postgres://records:secretword@localhost/records' }, {});
  expect(refused).toThrow('must not hold a password');
  expect(refused).not.toThrow('secretword');
});

it('the environment may hold it, and a flag goes before the environment', () => {
  const environment = { PRECINCT_POSTGRES_URL: 'postgres://records:secretword@localhost/other' };
  expect(storeOf({}, environment)).toEqual({ postgres: { url: environment.PRECINCT_POSTGRES_URL } });
  expect(storeOf({ postgres: ADDRESS, 'postgres-password-file': 'word' }, environment)).toEqual({
    postgres: { url: ADDRESS, passwordFile: 'word' },
  });
});

it('without either the records are in the data folder', () => {
  expect(storeOf({}, {})).toEqual({});
  expect(() => storeOf({ 'postgres-password-file': 'word' }, {})).toThrow('goes with --postgres');
});
