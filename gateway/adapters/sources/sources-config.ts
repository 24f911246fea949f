/**
 * Reads `sources.json` of the data folder: which custodians' services are asked, and how; when the department's own records
 * are archived. A file that is wrong in any way stops the gateway with one clear line; without a file the own store serves
 * every source.
 */
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import * as z from 'zod';
import { SOURCE_IDS, SOURCES, type SourceId } from '../../../shared/records/kind.ts';
import { StartupRefusal } from '../../core/startup-refusal.ts';
import { DEPARTMENT_KINDS, type ArchiveAfterYears } from './archiving.ts';
import type { BreakerLimits } from './circuit.ts';
import { readClientFiles, type ClientFiles } from './client-files.ts';
import type { ClientTls } from './https-call.ts';
import type { QuotaLimits } from './quota.ts';

const SOURCES_FILE = 'sources.json';
const MINUTE_MS = 60_000;

const entrySchema = z.strictObject({
  /** Which of the product's sources it serves; may be left out where the name says it. */
  for: z.enum(SOURCE_IDS).optional(),
  /** The public statement of a use beyond the built-in sources (POST Act, S29). */
  addendum: z.strictObject({ id: z.string().min(1).max(80), effective: z.iso.date() }).optional(),
  url: z.url({ protocol: /^https$/ }),
  ca: z.string().min(1),
  cert: z.string().min(1),
  key: z.string().min(1),
  timeLimitMs: z.int().min(100).max(60_000).default(5000),
  breaker: z
    .strictObject({ failures: z.int().min(1).max(100), coolDownMs: z.int().min(100).max(3_600_000) })
    .default({ failures: 3, coolDownMs: 30_000 }),
  quota: z
    .strictObject({
      perTour: z.int().min(0).max(100_000),
      cents: z.int().min(0).max(100_000),
      links: z.boolean().default(false),
    })
    .optional(),
  staleAfterMs: z
    .int()
    .min(0)
    .max(7 * 1440 * MINUTE_MS)
    .default(15 * MINUTE_MS),
});
const yearsSchema = z.int().min(1).max(100).optional();
const departmentSchema = z.strictObject({
  /** Of its own kinds only (S4). */
  archiveAfterYears: z
    .strictObject(Object.fromEntries(['default', ...DEPARTMENT_KINDS].map((kind) => [kind, yearsSchema])))
    .optional(),
});
const fileSchema = z.strictObject({
  sources: z.record(z.string().regex(/^[a-z0-9-]{1,40}$/), entrySchema).default({}),
  department: departmentSchema.default({}),
});
type Entry = z.infer<typeof entrySchema>;

interface ConfiguredSource {
  readonly id: SourceId;
  readonly url: string;
  readonly tls: ClientTls;
  readonly tlsFiles: ClientFiles;
  readonly timeLimitMs: number;
  readonly breaker: BreakerLimits;
  readonly quota: QuotaLimits | null;
  readonly staleAfterMs: number;
}

export interface SourcesConfig {
  readonly services: readonly ConfiguredSource[];
  /** Null: nothing is said. */
  readonly archiveAfterYears: ArchiveAfterYears | null;
}

const refuse = (line: string): never => {
  throw new StartupRefusal(`${SOURCES_FILE}: ${line}`);
};

const isBuiltIn = (name: string): name is SourceId => (SOURCE_IDS as readonly string[]).includes(name);

/** S29: what is not built in is not asked without the addendum that describes its use, in effect. */
const checkAddendum = (name: string, { addendum }: Entry, today: string): void => {
  if (isBuiltIn(name)) return;
  if (!addendum) refuse(`"${name}" is not a built-in source: it needs an addendum with id and effective date (S29)`);
  else if (addendum.effective > today)
    refuse(`the addendum ${addendum.id} of "${name}" is in effect from ${addendum.effective} only (S29)`);
};

const servedBy = (name: string, entry: Entry): SourceId => {
  const id = entry.for ?? (isBuiltIn(name) ? name : null);
  if (id === null) return refuse(`"${name}" must say for which source it is ("for")`);
  if (isBuiltIn(name) && id !== name) refuse(`"${name}" cannot be for "${id}"`);
  if (id === 'department') refuse('the department’s own records are not asked of a service');
  if (entry.quota && SOURCES[id].custodian !== 'commercial') refuse(`"${name}" has a quota but is not commercial`);
  return id;
};

const filesOf = (folder: string, { ca, cert, key }: Entry): ClientFiles => {
  const path = (file: string): string => (isAbsolute(file) ? file : join(folder, file));
  return { ca: path(ca), cert: path(cert), key: path(key) };
};

const tlsOf = (name: string, files: ClientFiles): ClientTls => {
  try {
    return readClientFiles(files);
  } catch (error) {
    if (error instanceof StartupRefusal) throw error;
    return refuse(`the certificates of "${name}" cannot be read`);
  }
};

const documentIn = (folder: string): z.infer<typeof fileSchema> => {
  let text: string;
  try {
    text = readFileSync(join(folder, SOURCES_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return fileSchema.parse({});
    return refuse('it cannot be read');
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return refuse('it is not JSON');
  }
  const parsed = fileSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is wrong'}`);
};

/** `today`: YYYY-MM-DD. Throws {@link StartupRefusal}. */
export const readSourcesConfig = (folder: string, today: string): SourcesConfig => {
  const { sources, department } = documentIn(folder);
  const services = Object.entries(sources).map(([name, entry]): ConfiguredSource => {
    checkAddendum(name, entry, today);
    const { url, timeLimitMs, breaker, quota = null, staleAfterMs } = entry;
    const tlsFiles = filesOf(folder, entry);
    const tls = tlsOf(name, tlsFiles);
    return { id: servedBy(name, entry), url, tls, tlsFiles, timeLimitMs, breaker, quota, staleAfterMs };
  });
  const twice = services.find(({ id }, at) => services.findIndex((one) => one.id === id) !== at);
  if (twice) refuse(`two services are for "${twice.id}"`);
  return { services, archiveAfterYears: department.archiveAfterYears ?? null };
};
