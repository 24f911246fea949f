/**
 * Asks a source service by its contract: what is sent is of the contract's form, and what comes back is parsed or refused
 * as a whole. Reads no more into an answer than it says.
 */
import type * as z from 'zod';
import {
  SOURCE_ANSWER_BYTES,
  SOURCE_ROUTES,
  sourceRefusalSchema,
  type SourceBody,
  type SourceOutput,
  type SourceRouteName,
} from '../../../shared/wire/source-contract.ts';
import { SourceFailure } from '../../ports/record-source.ts';
import { openPeer, postJson, type ClientTls, type HttpsAnswer } from './https-call.ts';

interface ServiceClient {
  /** Throws `SourceFailure`; `refused` also for an answer that breaks the contract. */
  ask<N extends SourceRouteName>(route: N, body: SourceBody<N>, signal: AbortSignal): Promise<SourceOutput<N>>;
  close(): void;
}

/** A refusal in the service's own words. */
class ServiceRefusal extends SourceFailure {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(status >= 500 ? 'unreachable' : 'refused');
    this.status = status;
    this.code = code;
  }
}

const document = ({ text, type }: HttpsAnswer): unknown => {
  if (!/^application\/json\b/.test(type)) throw new SourceFailure('refused');
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceFailure('refused');
  }
};

const refusalOf = (answer: HttpsAnswer): ServiceRefusal => {
  let code = '';
  try {
    code = sourceRefusalSchema.parse(document(answer)).code;
  } catch {
    code = ''; // said in no words of the contract
  }
  return new ServiceRefusal(answer.status, code);
};

export const serviceClient = (url: string, tls: ClientTls): ServiceClient => {
  const peer = openPeer(url, tls);
  return {
    ask: async (route, body, signal) => {
      const { path } = SOURCE_ROUTES[route];
      const output: z.ZodType = SOURCE_ROUTES[route].output;
      const answer = await postJson(peer, path, body, { signal, mostBytes: SOURCE_ANSWER_BYTES });
      if (answer.status !== 200) throw refusalOf(answer);
      const parsed = output.safeParse(document(answer));
      if (!parsed.success) throw new SourceFailure('refused');
      return parsed.data as SourceOutput<typeof route>; // of the row's own schema
    },
    close: () => peer.agent.destroy(),
  };
};
