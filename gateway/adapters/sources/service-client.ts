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
import { openPeer, postJson, type ClientTls, type HttpsAnswer, type HttpsPeer } from './https-call.ts';

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

const isSame = (one: ClientTls, other: ClientTls): boolean =>
  one.ca === other.ca && one.cert === other.cert && one.key === other.key;

/** Connections that rest are closed; those with a question on them end by themselves afterwards. */
const retire = ({ agent }: HttpsPeer): void => {
  for (const resting of Object.values(agent.freeSockets)) for (const socket of resting ?? []) socket.destroy();
};

/** `renewed`: what to show and to believe from now on; new connections use it. */
export const serviceClient = (
  url: string,
  tls: ClientTls,
  renewed: () => ClientTls | null = () => null,
): ServiceClient => {
  let [used, peer] = [tls, openPeer(url, tls)];
  const retired: HttpsPeer[] = [];
  const current = (): HttpsPeer => {
    const now = renewed();
    if (now === null || isSame(now, used)) return peer;
    retire(peer);
    retired.splice(0, Math.max(0, retired.length - 1), peer);
    [used, peer] = [now, openPeer(url, now)];
    return peer;
  };
  return {
    ask: async (route, body, signal) => {
      const { path } = SOURCE_ROUTES[route];
      const output: z.ZodType = SOURCE_ROUTES[route].output;
      const answer = await postJson(current(), path, body, { signal, mostBytes: SOURCE_ANSWER_BYTES });
      if (answer.status !== 200) throw refusalOf(answer);
      const parsed = output.safeParse(document(answer));
      if (!parsed.success) throw new SourceFailure('refused');
      return parsed.data as SourceOutput<typeof route>; // of the row's own schema
    },
    close: () => {
      for (const one of [...retired, peer]) one.agent.destroy();
    },
  };
};
