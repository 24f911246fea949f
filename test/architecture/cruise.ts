/** Runs dependency-cruiser with the project's rules over folders of a tree and gives back what it read and what it found. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

export interface Cruise {
  /** Paths of the modules read, relative to the tree. */
  readonly modules: readonly string[];
  /** `rule: from → to`, sorted. */
  readonly violations: readonly string[];
}

interface Report {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

export const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = resolve(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const RULES = resolve(ROOT, 'dependency-rules.cjs');

export function cruise(tree: string, folders: readonly string[]): Cruise {
  const output = execFileSync(process.execPath, [PROGRAM, '--config', RULES, '--output-type', 'json', ...folders], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { modules, summary } = JSON.parse(output) as Report;
  return {
    modules: modules.map(({ source }) => source),
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).toSorted(),
  };
}
