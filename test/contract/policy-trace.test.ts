/** Holds docs/policy-trace.md to its word: every number is there, every file it cites exists, every test has that name. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { POLICY_RULE_IDS } from '../../shared/policy/rules.ts';

const TOP = join(import.meta.dirname, '..', '..');
const STATES = ['held', 'partly', 'procedural', 'not yet'] as const;
/** A path of the house, alone or with the name of a test in it. Other words in code style (`audit verify`) are no citations. */
const CITATION =
  /^(?<path>(?:shared|electron|renderer|gateway|test|scripts|docs|assets)\/[\w./-]+\.\w+)(?:: (?<name>.+))?$/;

interface Citation {
  readonly path: string;
  /** Null: the file as a whole. */
  readonly name: string | null;
}
interface Row {
  readonly id: string;
  readonly state: string;
  readonly text: string;
  readonly citations: readonly Citation[];
}

const citationsOf = (text: string): readonly Citation[] =>
  [...text.matchAll(/`([^`]+)`/g)].flatMap(([, cited = '']) => {
    const { path, name } = CITATION.exec(cited)?.groups ?? {};
    return path === undefined ? [] : [{ path, name: name ?? null }];
  });

/** Every line that looks like a row is one, or the trace is malformed. */
const rowsOf = (text: string): readonly Row[] =>
  text
    .split('\n')
    .filter((line) => /^\s*[-*] \*\*[A-Z0-9]/.test(line))
    .map((line) => {
      const [, id = '', state = '', rest = ''] = /^- \*\*([A-Z0-9.-]+)\*\* — ([a-z ]+)\.(.*)$/.exec(line) ?? [];
      return { id, state, text: rest, citations: citationsOf(rest) };
    });

/** The name stands in the file as a test's own text. */
const isTested = ({ path, name }: Citation): boolean => {
  if (name === null || !existsSync(join(TOP, path))) return false;
  const source = readFileSync(join(TOP, path), 'utf8');
  return ["'", '`', '"'].some((quote) => source.includes(`${quote}${name}${quote},`));
};

const TRACE = readFileSync(join(TOP, 'docs/policy-trace.md'), 'utf8');
const rows = rowsOf(TRACE);
const ids = rows.map(({ id }) => id);
const numbers = (letter: string, last: number): readonly string[] =>
  Array.from({ length: last }, (_, at) => `${letter}${String(at + 1)}`);

describe('the policy trace', () => {
  test('has every sentence of the policy, every retention rule and every open question, once', () => {
    expect(ids).toEqual(expect.arrayContaining([...numbers('S', 111), ...numbers('R', 12), ...numbers('T', 6)]));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain('');
  });

  test('has every rule that a refusal can name by its number', () => {
    const numbered = POLICY_RULE_IDS.filter((id) => /^[A-Z]+-?\d+$/.test(id));
    expect(numbered).toEqual(expect.arrayContaining(['S26', 'S111', 'AC-7']));
    expect(numbered.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test.each(rows.map((row) => [row.id, row] as const))('%s cites what is there', (_id, { state, text, citations }) => {
    expect(STATES).toContain(state);
    expect(citations.filter(({ path }) => !existsSync(join(TOP, path)))).toEqual([]);
    expect(citations.filter((citation) => citation.name !== null && !isTested(citation))).toEqual([]);
    // A path with anything else in the quotes would be passed over as no citation.
    const paths = text.match(/`[^`]*\/[^`]*\.(?:ts|tsx|md|txt)\b[^`]*`/g) ?? [];
    expect(paths).toHaveLength(citations.length);
  });

  test('what is held names its code and its test; what is partly held names its code or the row it follows', () => {
    const code = (row: Row): boolean => row.citations.some(({ name }) => name === null);
    const tested = (row: Row): boolean => row.citations.some(({ name }) => name !== null);
    expect(rows.filter((row) => row.state === 'held' && !(code(row) && tested(row)))).toEqual([]);
    expect(rows.filter((row) => row.state === 'partly' && !code(row) && !/^ As [ST]\d+/.test(row.text))).toEqual([]);
  });

  test('a false citation is found', () => {
    const file = 'test/contract/wire.test.ts';
    const name = 'S26: what touches records or the audit log needs a reason in force';
    expect(isTested({ path: file, name })).toBe(true);
    expect(isTested({ path: file, name: 'S26: what touches records' })).toBe(false);
    expect(isTested({ path: 'test/contract/nothing.test.ts', name })).toBe(false);
    expect(rowsOf('- **S1** - held. Words')[0]?.id).toBe('');
  });
});
