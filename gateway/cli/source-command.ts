/**
 * `source`: runs a source service on a data folder of its own, lets gateways in, takes a custodian's word on a hit, and tests
 * a service against the contract. Prints no record and no key.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { SOURCE_IDS, type SourceId } from '../../shared/records/kind.ts';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { openFileJournal } from '../adapters/journal/file-journal.ts';
import { masterKey } from '../adapters/keys/master-key.ts';
import { subkey } from '../adapters/keys/subkeys.ts';
import { openFileConnector, watchFile } from '../adapters/sources/file-connector.ts';
import { readFileMap } from '../adapters/sources/file-map.ts';
import { StartupRefusal } from '../core/startup-refusal.ts';
import type { OpenDepartment } from '../department.ts';
import { issueClient, withdrawClient } from '../source/clients.ts';
import { checkConformance } from '../source/conformance.ts';
import { leaveWord, readRequests } from '../source/custodian-desk.ts';
import { sourceOpenApiText } from '../source/openapi.ts';
import { startSource, type SourceConnection, type SourceServiceOptions } from '../source/start-source.ts';
import { readFlags, readPort, type Command } from './arguments.ts';

const DEFAULT_FOLDER = 'data/source';

const HELP = `Usage: gateway source --kind KIND [--data DIR] [--host ADDRESS] [--port N] [--no-sample] [--answer-after SECONDS]
                      [--file FILE --map FILE]
       gateway source --issue-client NAME --out DIR [--data DIR]
       gateway source --withdraw-client NAME [--data DIR]
       gateway source requests [--data DIR]
       gateway source confirm|refuse TICKET [--data DIR]
       gateway source contract
       gateway source check --kind KIND --url URL --ca FILE --cert FILE --key FILE [--ask-confirmation]

  --kind KIND             whose records it keeps: warrants, stolen, orders or public
  --data DIR              data folder of the service, its own (${DEFAULT_FOLDER})
  --host ADDRESS          address to listen on (127.0.0.1)
  --port N                port; 0 takes a free one (8444)
  --no-sample             do not fill it with the fictional records of the sample department
  --answer-after SECONDS  when a fictional hit is confirmed by itself; "never" leaves it to a person (8)
  --file FILE             keep the records of a CSV or NDJSON file, read again when it changes; no sample then
  --map FILE              which column is which field (docs/sources.md)

  --issue-client NAME     writes ca.pem, client.pem and client.key for one gateway into --out
  --withdraw-client NAME  answers that gateway no more
  requests                lists the hits that are to be confirmed, and what was said
  confirm, refuse         a person's word on a ticket
  contract                prints the contract (OpenAPI 3.1), as in docs/openapi-source.json
  check                   tests a service against the contract, clause by clause; exit code 1 when one fails
  --ask-confirmation      also the clauses that leave a request with the custodian`;

const FLAGS = {
  kind: { type: 'string' },
  data: { type: 'string', default: DEFAULT_FOLDER },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '8444' },
  'no-sample': { type: 'boolean', default: false },
  'answer-after': { type: 'string', default: '8' },
  file: { type: 'string' },
  map: { type: 'string' },
  'issue-client': { type: 'string' },
  'withdraw-client': { type: 'string' },
  out: { type: 'string' },
  url: { type: 'string' },
  ca: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  'ask-confirmation': { type: 'boolean', default: false },
} as const;
type Values = ReturnType<typeof readFlags<typeof FLAGS>>['values'];

const FILE_LOOK_MS = 5000;

const kindOf = (text: string | undefined): Exclude<SourceId, 'department'> => {
  const kind = z.enum(SOURCE_IDS).exclude(['department']).safeParse(text);
  if (!kind.success) throw new StartupRefusal('--kind must be warrants, stolen, orders or public');
  return kind.data;
};

const answerAfter = (text: string): number | null => {
  if (text === 'never') return null;
  if (!/^\d{1,6}$/.test(text)) throw new StartupRefusal('--answer-after takes seconds, or "never"');
  return Number(text) * 1000;
};

const required = (values: Values, name: 'url' | 'ca' | 'cert' | 'key' | 'out'): string => {
  const value = values[name];
  if (value === undefined || value === '') throw new StartupRefusal(`--${name} is missing (see source --help)`);
  return value;
};

/** The first reading before the service answers: a file that cannot be read stops it then, and never later. */
const connectorOf =
  (file: string, mapFile: string, kind: SourceId) =>
  async ({ folder, master, store, audit }: OpenDepartment): Promise<SourceConnection> => {
    const journal = openFileJournal(folder.file('journal.log'), systemClock);
    const name = basename(file);
    const connector = openFileConnector({
      ...{ path: resolve(file), map: readFileMap(mapFile, kind), store, journal },
      ...{ rejectsPath: folder.file(`${name}.rejects.csv`), stateFile: folder.file('source-file.sealed') },
      stateKey: subkey(master, 'source-file'),
      onRead: async ({ rows, refused, gone }) => {
        const counts = `${String(rows)} rows, ${String(refused)} refused, ${String(gone)} gone`;
        await audit.append({ action: 'import', outcome: 'ok', object: `file ${name}: ${counts}` });
        console.log(`${name}: ${counts}`);
      },
    });
    await connector.refresh().catch((error: unknown) => {
      throw new StartupRefusal(`${name}: ${error instanceof Error ? error.message : 'it cannot be read'}`);
    });
    const stop = watchFile(connector, journal, FILE_LOOK_MS);
    return { asOf: () => connector.asOf(), close: stop };
  };

const serviceOptions = (values: Values): SourceServiceOptions => {
  const { file, map } = values;
  if ((file === undefined) !== (map === undefined)) throw new StartupRefusal('--file and --map go together');
  const source = kindOf(values.kind);
  return {
    ...{ source, dataFolder: values.data, host: values.host, port: readPort(values.port) },
    sample: values['no-sample'] || file !== undefined ? 'none' : 'whole',
    sampleAnswerMs: answerAfter(values['answer-after']),
    ...(file === undefined || map === undefined ? {} : { connect: connectorOf(file, map, source) }),
  };
};

const serve = async (values: Values): Promise<number> => {
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  const service = await startSource(serviceOptions(values));
  console.log(`source ready ${service.url} ca ${service.caFile}`);
  await stopped;
  await service.close();
  return 0;
};

const letIn = async (values: Values, name: string): Promise<number> => {
  const issued = await issueClient({ dataFolder: values.data, name, out: required(values, 'out'), clock: systemClock });
  console.log(`client ${name} until ${issued.notAfter}: ${issued.caFile} ${issued.certFile} ${issued.keyFile}`);
  return 0;
};

const requestKey = async (folder: string): Promise<Uint8Array> => {
  if (!existsSync(join(folder, 'ca.pem'))) throw new StartupRefusal(`${folder} is no data folder of a source service`);
  return subkey(await masterKey(resolve(folder), 'auto'), 'source-requests');
};

const listRequests = async (folder: string): Promise<number> => {
  for (const { ticket, kind, number, priority, username, askedAt, word } of readRequests(
    folder,
    await requestKey(folder),
  )) {
    const asked = `${new Date(askedAt).toISOString()} by ${username}, ${priority}`;
    console.log(`${ticket}  ${(word ?? 'open').padEnd(9)}  ${kind} ${number}, asked ${asked}`);
  }
  return 0;
};

const say = async (folder: string, ticket: string, word: 'confirmed' | 'refused'): Promise<number> => {
  if (!leaveWord(folder, await requestKey(folder), ticket, word))
    throw new StartupRefusal('There is no such ticket (see source requests)');
  console.log(`${ticket} ${word}`);
  return 0;
};

const check = async (values: Values): Promise<number> => {
  const read = (name: 'ca' | 'cert' | 'key'): string => {
    try {
      return readFileSync(required(values, name), 'utf8');
    } catch (error) {
      if (error instanceof StartupRefusal) throw error;
      throw new StartupRefusal(`--${name} cannot be read`);
    }
  };
  const tls = { ca: read('ca'), cert: read('cert'), key: read('key') };
  const url = z.url({ protocol: /^https$/ }).safeParse(required(values, 'url'));
  if (!url.success) throw new StartupRefusal('--url must be an https address');
  const target = { url: url.data, tls, source: kindOf(values.kind) };
  const results = await checkConformance(target, { confirmations: values['ask-confirmation'] });
  for (const { clause, failure } of results)
    console.log(failure === null ? `passed  ${clause}` : `FAILED  ${clause}: ${failure}`);
  const failed = results.filter(({ failure }) => failure !== null).length;
  console.log(`${String(results.length - failed)} of ${String(results.length)} clauses passed`);
  return failed === 0 ? 0 : 1;
};

export const sourceCommand: Command = {
  help: HELP,
  run: async (flags) => {
    const { values, positionals } = readFlags(flags, FLAGS, true);
    const [deed, ticket, ...more] = positionals;
    if (more.length > 0) throw new StartupRefusal(`"${more.join(' ')}" is too much (see source --help)`);
    if (deed === 'check' && ticket === undefined) return check(values);
    if (deed === 'contract' && ticket === undefined) {
      process.stdout.write(sourceOpenApiText());
      return 0;
    }
    if (deed === 'requests' && ticket === undefined) return listRequests(values.data);
    if ((deed === 'confirm' || deed === 'refuse') && ticket !== undefined)
      return say(values.data, ticket, deed === 'confirm' ? 'confirmed' : 'refused');
    if (deed !== undefined) throw new StartupRefusal(`"${deed}" is no part of source (see source --help)`);
    if (values['issue-client'] !== undefined) return letIn(values, values['issue-client']);
    if (values['withdraw-client'] !== undefined) {
      withdrawClient(values.data, values['withdraw-client'], systemClock);
      return 0;
    }
    return serve(values);
  },
};
