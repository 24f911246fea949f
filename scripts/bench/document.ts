/** Writes the measured figures down with the machine they are of and what each means. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable, type Section } from './figures.ts';

const TOP = join(import.meta.dirname, '..', '..');
const DOCUMENT = join(TOP, 'docs', 'performance.md');

export interface Run {
  readonly machine: string;
  /** Per core, before anything was measured and at the end. */
  readonly load: readonly [number, number];
  /** ISO date. */
  readonly day: string;
  readonly sections: readonly Section[];
  /** What else ran there meanwhile, when it is known. */
  readonly note: string | null;
}

const sectionText = ({ title, meaning, table }: Section): string =>
  `## ${title}\n\n${markdownTable(table)}\n\n${meaning.join('\n\n')}\n`;

export function documentText({ machine, load: [before, after], day, sections, note }: Run): string {
  const shared = `Load per core: ${before.toFixed(1)} before the run, ${after.toFixed(1)} at its end (the run itself among it).`;
  return `# Performance

Measured by \`npm run bench\` in one run on ${day}; the command writes this file. The figures are of this machine, they
are no promise, and no test depends on them. [speed.md](speed.md) says what dominates them and what was tried.

**Machine**: ${machine}. ${shared}${note === null ? '' : ` ${note}`}

${sections.map(sectionText).join('\n')}`;
}

/** Adds what a later run measured, of stores that the document does not have yet. What it added before is written anew. */
export function addToDocument(day: string, machine: string, sections: readonly Section[]): string {
  const head = `## Added by a run of its own`;
  const [whole = ''] = readFileSync(DOCUMENT, 'utf8').split(head);
  const text = `${head}\n\nThe same program on ${day}, ${machine}.\n\n${sections.map(sectionText).join('\n')}`;
  return written(`${whole.trimEnd()}\n\n${text}`);
}

export const writeDocument = (run: Run): string => written(documentText(run));

function written(text: string): string {
  const path = DOCUMENT;
  writeFileSync(path, text);
  const prettier = join(TOP, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
  spawnSync(process.execPath, [prettier, '--write', path], { stdio: 'ignore' });
  return path;
}
