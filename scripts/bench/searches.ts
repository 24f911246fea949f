/**
 * Measures the same questions three ways, in turns: on the bare database, through the gateway over TLS, and through the
 * window. Only questions with an answer are asked, each once before it is timed, so all three are warm.
 */
import { join } from 'node:path';
import { masterKey } from '../../gateway/adapters/keys/master-key.ts';
import { subkey } from '../../gateway/adapters/keys/subkeys.ts';
import { openConnection, type Connection } from '../../gateway/adapters/store/libsql/connection.ts';
import { parseQuery } from '../../shared/records/query/parse.ts';
import type { Term } from '../../shared/records/query/term.ts';
import { searchRequestSchema } from '../../shared/records/search.ts';
import { pair, spreadOf, type Section } from './figures.ts';
import type { Asked, GatewayDesk } from './gateway-desk.ts';
import { QUESTIONS, type QuestionClass } from './questions.ts';
import type { WindowDesk } from './window-desk.ts';

/** Rows asked of each source at a time, as the window asks. */
const PAGE = 100;

export async function openBareDatabase(dataFolder: string): Promise<Connection> {
  const master = await masterKey(dataFolder, 'file');
  return openConnection(join(dataFolder, 'records.db'), subkey(master, 'record-store'), 'read');
}

export interface SearchParts {
  readonly database: Connection;
  readonly gateway: GatewayDesk;
  readonly window: WindowDesk;
}

interface Question {
  readonly typed: string;
  readonly terms: readonly Term[];
}

const ask = (gateway: GatewayDesk, { terms }: Question): Promise<Asked> =>
  gateway.search(searchRequestSchema.parse({ terms, limit: PAGE }));

/** The first `count` questions of a class that this person gets an answer to. */
async function answerable(
  { database, gateway }: SearchParts,
  asked: QuestionClass,
  count: number,
): Promise<readonly Question[]> {
  const today = new Date().toISOString().slice(0, 10);
  const found: Question[] = [];
  for (const typed of asked.typed(database)) {
    if (found.length >= count) break;
    const terms = parseQuery(typed, { today }).understood.map(({ term }) => term);
    if (!asked.fits(terms)) continue;
    const question = { typed, terms };
    if ((await ask(gateway, question)).rows > 0) found.push(question);
  }
  return found;
}

interface Times {
  readonly bare: number[];
  readonly gateway: number[];
  readonly complete: number[];
  readonly window: number[];
}

async function measureClass(parts: SearchParts, asked: QuestionClass, count: number): Promise<Times> {
  const questions = await answerable(parts, asked, count);
  const bare = asked.bare(parts.database);
  for (const { terms } of questions) bare(terms);
  const times: Times = { bare: [], gateway: [], complete: [], window: [] };
  for (const question of questions) {
    const from = performance.now();
    bare(question.terms);
    times.bare.push(performance.now() - from);
    const { firstRows, complete } = await ask(parts.gateway, question);
    times.gateway.push(firstRows ?? Number.NaN);
    times.complete.push(complete);
    times.window.push(await parts.window.search(question.typed));
  }
  return times;
}

export async function measureSearches(
  parts: SearchParts,
  count: number,
  say: (line: string) => void,
): Promise<Section> {
  const rows: string[][] = [];
  for (const asked of QUESTIONS) {
    const times = await measureClass(parts, asked, count);
    const cells = [times.bare, times.gateway, times.complete, times.window].map((values) => pair(spreadOf(values)));
    rows.push([asked.name, String(times.window.length), ...cells]);
    say(`  ${asked.name}: ${times.window.length} questions`);
  }
  return {
    title: 'Search: the same questions three ways',
    meaning: [
      'Each cell is p50 / p95 in milliseconds. The questions are drawn from the sample department (about 60,000 records) and asked by a police officer with a job as reason.',
      '**Bare database**: one hand-written, prepared statement per question on the same encrypted file with the same indexes, newest 100 records with their contents, in this process. No policy, no scope, no audit, no count, no facets, no redaction, and one source of the five: it is the floor, not a rival.',
      '**Gateway**: a process of its own, over TLS on the loopback without a window, through the workstation’s own client: the audit entry written first, every source asked within scope, counted, with facets, redacted, each line checked against the contract. "First rows" is when the first rows have come and been checked; "complete" is the end of the stream, after the second audit entry.',
      '**Window**: from the key press of Enter (the event’s own time) to the frame with the first row handed over, measured inside the page: page, bridge, core, TLS, gateway and back. A frame is 16.7 ms, so up to one of them is waiting for the screen.',
      'Left out: first questions on a cold disk. Every question was asked once before.',
    ],
    table: {
      head: [
        'p50 / p95, ms',
        'questions',
        'bare database',
        'gateway, first rows',
        'gateway, complete',
        'window, first row painted',
      ],
      rows,
    },
  };
}
