/**
 * The requests to confirm a hit that a source service has taken, sealed on disk, and what its people said of them. Never says
 * confirmed before a person did; only fictional sample records are answered by themselves.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readPrivateFile, writePrivateFile } from '../adapters/keys/private-file.ts';
import { sealedDocument } from '../adapters/keys/sealed-document.ts';
import type { ConfirmationWord, Custodian } from '../adapters/sources/custodian.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import { SourceFailure } from '../ports/record-source.ts';

const wordSchema = z.enum(['confirmed', 'refused']);
const requestSchema = z.strictObject({
  ticket: z.string().regex(/^[A-Za-z0-9_-]{16}$/),
  kind: z.string(),
  number: z.string(),
  sample: z.boolean(),
  priority: z.enum(['urgent', 'routine']),
  username: z.string(),
  askedAt: z.number(),
  word: wordSchema.nullable(),
});
type ConfirmationRequest = z.infer<typeof requestSchema>;

const MOST = 1000;
const ANSWERS = 'answers';

const documentOf = (folder: string, key: Uint8Array) =>
  sealedDocument({
    file: join(folder, 'confirmation-requests.sealed'),
    ...{ key, bound: 'confirmation-requests/1', what: 'The confirmation requests' },
    schema: z.array(requestSchema),
  });

/** Newest first; may be read beside a running service. */
export const readRequests = (folder: string, key: Uint8Array): readonly ConfirmationRequest[] =>
  (documentOf(folder, key).load() ?? []).toReversed();

/** A person's word on a ticket, left for the running service; false: there is no such ticket. */
export const leaveWord = (folder: string, key: Uint8Array, ticket: string, word: 'confirmed' | 'refused'): boolean => {
  if (!readRequests(folder, key).some((one) => one.ticket === ticket)) return false;
  mkdirSync(join(folder, ANSWERS), { recursive: true, mode: 0o700 });
  writePrivateFile(join(folder, ANSWERS, ticket), word);
  return true;
};

/** `sampleAnswerMs`: when a sample record is confirmed by itself; null: never. */
export const openCustodianDesk = (options: {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly sampleAnswerMs: number | null;
}): Custodian => {
  const { folder, audit, clock, sampleAnswerMs } = options;
  const document = documentOf(folder, options.key);
  let requests: readonly ConfirmationRequest[] = document.load() ?? [];
  const keep = (changed: readonly ConfirmationRequest[]): void => {
    document.save(changed);
    requests = changed;
  };
  const wordOn = ({ ticket, sample, askedAt }: ConfirmationRequest): 'confirmed' | 'refused' | null => {
    const left = readPrivateFile(join(folder, ANSWERS, ticket))?.toString('utf8');
    if (left !== undefined) return wordSchema.parse(left);
    const due = sample && sampleAnswerMs !== null && clock.now() - askedAt >= sampleAnswerMs;
    return due ? 'confirmed' : null;
  };
  return {
    ask: async (of, priority, { username }) => {
      const ticket = randomBytes(12).toString('base64url');
      const { kind, number, origin } = of;
      const sample = origin === 'sample';
      const request = { ticket, kind, number, sample, priority, username, askedAt: clock.now(), word: null };
      keep([...requests.slice(1 - MOST), request]);
      return ticket;
    },
    answer: async (ticket): Promise<ConfirmationWord> => {
      const request = requests.find((one) => one.ticket === ticket);
      if (!request) throw new SourceFailure('refused');
      if (request.word !== null) return request.word;
      const word = wordOn(request);
      if (word === null) return 'asked';
      const object = `${request.kind} ${request.number}: ${word}`;
      await audit.append({ action: 'confirmation.answer', outcome: 'ok', object });
      keep(requests.map((one) => (one.ticket === ticket ? { ...one, word } : one)));
      return word;
    },
  };
};
