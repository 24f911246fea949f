/**
 * Calls the gateway by the rows of the route table: fills path and body, sends the token, parses every answer, turns
 * problem documents into faults. It decides nothing about the session; it says which fault ended a token.
 */
import type * as z from 'zod';
import { FAULTS, FaultError, problemSchema, faultSchema, type Fault } from '../../../shared/faults/faults.ts';
import type { RouteDefinition } from '../../../shared/wire/route.ts';
import {
  ROUTES,
  type RouteBodyInput,
  type RouteName,
  type RouteOutput,
  type RouteParams,
} from '../../../shared/wire/routes.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GatewayLink, LinkRequest } from '../../ports/gateway-link.ts';
import { pause, retryWait } from './retry.ts';

const REQUEST_TIMEOUT_MS = 12_000;
/** A password check is slow on purpose, and a directory may be far. */
const SIGN_IN_TIMEOUT_MS = 25_000;
const slow = (name: RouteName, row: RouteDefinition): boolean =>
  name === 'stepUp' || (row.access === 'public' && row.method === 'POST');

export interface TokenSource {
  /** The token to send now, after a renewal that is under way; null: none. */
  current(): Promise<string | null>;
  /** The gateway refused that token. True: another is current now, try once more. */
  refused(token: string, fault: Fault): Promise<boolean>;
}

export interface RequestOptions<N extends RouteName> {
  readonly body?: RouteBodyInput<N>;
  readonly params?: RouteParams<N>;
  readonly signal?: AbortSignal;
  /** Instead of the session's: for the last words of a session that was left. */
  readonly token?: string;
}

export interface GatewayClient {
  request<N extends RouteName>(name: N, options?: RequestOptions<N>): Promise<RouteOutput<N>>;
  /** Each line parsed. A fault within the stream is thrown. */
  stream<N extends RouteName>(name: N, options?: RequestOptions<N>): AsyncIterable<RouteOutput<N>>;
}

export interface ClientParts {
  readonly link: GatewayLink;
  readonly clock: Clock;
  readonly tokens: TokenSource;
  /** Which identity is presented now, as a number that grows with each. */
  readonly identity: () => number;
  /** The gateway does not know this workstation by the identity that is presented. */
  readonly unknownHere: (fault: Fault) => void;
  /** Every request's meeting with the network. */
  readonly met: (outcome: 'answered' | Fault) => void;
  /** In [0, 1), for the spread of retries. */
  readonly chance: () => number;
}

interface Filled extends LinkRequest {
  readonly token: string | null;
  readonly identity: number;
}

export function createGatewayClient(parts: ClientParts): GatewayClient {
  const fill = async (name: RouteName, options: RequestOptions<RouteName>): Promise<Filled> => {
    const row: RouteDefinition = ROUTES[name];
    const token = row.access === 'public' ? null : (options.token ?? (await parts.tokens.current()));
    if (row.access !== 'public' && token === null) throw new FaultError('session.missing');
    const body = row.body === null ? null : JSON.stringify(options.body);
    if (body !== null && body.length > row.bodyLimit) throw new FaultError('request.too-large');
    return {
      token,
      identity: parts.identity(),
      method: row.method,
      path: fillPath(row.path, options.params),
      headers: {
        accept: row.stream === true ? 'application/x-ndjson' : 'application/json',
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body,
      signal: options.signal ?? null,
      timeoutMs: slow(name, row) ? SIGN_IN_TIMEOUT_MS : REQUEST_TIMEOUT_MS,
    };
  };

  /** One meeting with the network, reported; reads again where the policy allows. */
  const meet = async <T>(request: LinkRequest, ask: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await ask();
        parts.met('answered');
        return answer;
      } catch (error) {
        if (!(error instanceof FaultError) || request.signal?.aborted === true) throw error;
        const wait = retryWait(request.method, error.fault.code, tries, parts.chance());
        if (wait === null) {
          if (error.fault.code.startsWith('link.')) parts.met(error.fault);
          throw error;
        }
        await pause(parts.clock, wait, request.signal);
      }
    }
  };

  /** Whether the refusal was of a token that has been replaced meanwhile: such a request was not carried out. */
  const again = async (filled: Filled, options: RequestOptions<RouteName>, fault: Fault): Promise<boolean> => {
    if (fault.code.startsWith('workstation.') && FAULTS[fault.code].status === 401) {
      if (filled.identity === parts.identity()) parts.unknownHere(fault);
      return false;
    }
    if (FAULTS[fault.code].status !== 401 || filled.token === null || options.token !== undefined) return false;
    return parts.tokens.refused(filled.token, fault);
  };

  return {
    request: async (name, options = {}) => {
      for (let round = 1; ; round += 1) {
        const filled = await fill(name, options);
        const answer = await meet(filled, () => parts.link.request(filled));
        if (answer.status >= 200 && answer.status < 300) return parse(ROUTES[name].output, answer.body) as never;
        const fault = problemFault(answer.status, answer.body);
        if (round > 1 || !(await again(filled, options, fault))) throw new FaultError(fault.code, fault);
      }
    },
    stream: async function* (name, options = {}) {
      for (let round = 1; ; round += 1) {
        const filled = await fill(name, options);
        const answer = await meet(filled, () => parts.link.stream(filled));
        if ('lines' in answer) {
          for await (const line of answer.lines) {
            if (line.trim() !== '') yield parseLine(ROUTES[name].output, line) as never;
          }
          return;
        }
        const fault = problemFault(answer.status, answer.body);
        if (round > 1 || !(await again(filled, options, fault))) throw new FaultError(fault.code, fault);
      }
    },
  };
}

/** Fills `:name` parts. Values are opaque ids by schema; encoded all the same. */
export function fillPath(path: string, params: Readonly<Record<string, string>> | undefined): string {
  return path.replace(/:([A-Za-z]+)/g, (_, key: string) => {
    const value = params?.[key];
    if (value === undefined || value === '') throw new FaultError('request.malformed');
    return encodeURIComponent(value);
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FaultError('link.contract');
  }
}

function parse(schema: z.ZodType, text: string): unknown {
  const parsed = schema.safeParse(json(text));
  if (!parsed.success) throw new FaultError('link.contract');
  return parsed.data;
}

function parseLine(schema: z.ZodType, line: string): unknown {
  const value = json(line);
  if (typeof value === 'object' && value !== null && 'event' in value && value.event === 'fault') {
    const fault = faultSchema.safeParse('fault' in value ? value.fault : null);
    throw new FaultError(fault.success ? fault.data.code : 'link.contract', fault.success ? fault.data : {});
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new FaultError('link.contract');
  return parsed.data;
}

/** Anything that is not one of our problem documents is outside the contract, whatever its status. */
function problemFault(status: number, body: string): Fault {
  let value: unknown = null;
  try {
    value = JSON.parse(body);
  } catch {
    return { code: 'link.contract' };
  }
  const problem = problemSchema.safeParse(value);
  if (!problem.success || problem.data.status !== status) return { code: 'link.contract' };
  const { code, rule, instance, help } = problem.data;
  const reference = instance?.slice(0, 40);
  return { code, ...(rule ? { rule } : {}), ...(reference ? { reference } : {}), ...(help ? { help } : {}) };
}
