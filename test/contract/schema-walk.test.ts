import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { isStrict, keysOf, looseObjects, unbounded } from './schema-walk.ts';

const text = z.string().max(5);

describe('looking into schemas finds what is planted', () => {
  test.each([
    ['at the top', z.object({ a: text }), ['']],
    ['in an object', z.strictObject({ a: z.object({ b: text }) }), ['a']],
    ['in a list', z.strictObject({ a: z.array(z.object({ b: text })).max(2) }), ['a[]']],
    ['in an optional', z.strictObject({ a: z.object({ b: text }).optional() }), ['a']],
    ['behind a default', z.strictObject({ a: z.object({ b: text }).default({ b: '' }) }), ['a']],
    ['in a choice', z.union([z.strictObject({ a: text }), z.object({ b: text })]), ['|1']],
    ['in a record', z.record(text, z.object({ b: text })), ['{}']],
    ['that lets keys through', z.strictObject({ a: z.looseObject({ b: text }) }), ['a']],
    ['nowhere', z.strictObject({ a: z.strictObject({ b: text }) }), []],
  ])('a loose object %s', (_where, schema, paths) => {
    expect(looseObjects(schema)).toEqual(paths);
  });

  test.each([
    ['a text', z.strictObject({ a: z.string() }), ['a']],
    ['a text with an open pattern', z.strictObject({ a: z.string().regex(/^[a-z]+$/) }), ['a']],
    ['a text with a pattern not anchored', z.strictObject({ a: z.string().regex(/[a-z]{2}/) }), ['a']],
    ['a list', z.strictObject({ a: z.array(text) }), ['a']],
    ['anything', z.strictObject({ a: z.unknown() }), ['a']],
    [
      'nothing',
      z.strictObject({ a: z.string().regex(/^[a-z+*]{2,4}$/), b: z.array(text).max(2), c: z.iso.date() }),
      [],
    ],
  ])('without a bound: %s', (_what, schema, paths) => {
    expect(unbounded(schema)).toEqual(paths);
  });

  test('strict means that unknown keys are refused', () => {
    expect(isStrict(z.strictObject({ a: text }))).toBe(true);
    expect(isStrict(z.object({ a: text }))).toBe(false);
  });

  test('keys are found at any depth', () => {
    const schema = z.union([z.object({ a: z.array(z.object({ token: text })) }), z.object({ b: text.nullable() })]);
    expect(Array.from(keysOf(schema)).toSorted()).toEqual(['a', 'b', 'token']);
  });
});
