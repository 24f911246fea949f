/** Names as people type them. */
import { describe, expect, it } from 'vitest';
import { accountName } from './account-names.ts';
import { precinctNumber } from './ldap-accounts.ts';

const domain = { netbiosName: 'PRECINCT', dnsDomain: 'precinct.example', upnSuffixes: ['police.example'] };

describe('account names', () => {
  it.each([
    ['jdoe', { form: 'sam', sam: 'jdoe' }],
    [' jdoe ', { form: 'sam', sam: 'jdoe' }],
    ['van der berg', { form: 'sam', sam: 'van der berg' }],
    ["o'neil", { form: 'sam', sam: "o'neil" }],
    ['precinct\\jdoe', { form: 'sam', sam: 'jdoe' }],
    ['Precinct.Example\\jdoe', { form: 'sam', sam: 'jdoe' }],
    ['j@precinct.example', { form: 'upn', upn: 'j@precinct.example', implicit: 'j' }],
    ['j@PRECINCT', { form: 'upn', upn: 'j@PRECINCT', implicit: 'j' }],
    ['j@police.example', { form: 'upn', upn: 'j@police.example', implicit: null }],
    ['a@b@police.example', { form: 'upn', upn: 'a@b@police.example', implicit: null }],
    ['@precinct.example', { form: 'upn', upn: '@precinct.example', implicit: null }],
    ['', null],
    ['OTHER\\jdoe', null],
    ['\\jdoe', null],
    ['PRECINCT\\', null],
    ['PRECINCT\\a\\b', null],
    ['j@other.example', null],
    ['jdoe*', null],
    ['jdoe\0', null],
    ['CN=x,DC=y', null],
    ['x'.repeat(257), null],
  ])('%s', (typed, expected) => {
    expect(accountName(typed, domain)).toEqual(expected);
  });
});

describe('the precinct of a command', () => {
  it.each([
    ['113 Pct', 113],
    ['113th Precinct', 113],
    ['Precinct 113', 113],
    ['PCT. 005', 5],
    ['113 Squad', 113],
    ['1st Pct', 1],
    ['113', 113],
    ['Transit District 20', null],
    ['PSA 4', null],
    ['Intelligence Bureau', null],
    ['124 Pct', null],
    ['0', null],
    ['113 Pct, Unit 7', null],
    ['', null],
  ])('%s is %s', (text, number) => {
    expect(precinctNumber(text)).toBe(number);
  });
});
