/**
 * Turns whatever was thrown into a problem document (RFC 9457). Words are constant: a cause never leaves by here, it
 * goes to the journal under the reference the answer names.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FaultError, FAULTS, type Fault, type FaultCode, type Problem } from '../../shared/faults/faults.ts';
import type { Journal } from '../ports/journal.ts';

/** What Fastify itself refuses with, by its error codes and statuses. */
const frameworkFault = (error: unknown): FaultCode => {
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'request.unsupported-type';
  if (statusCode === 413) return 'request.too-large';
  if (statusCode === 429) return 'rate.limited';
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? 'request.malformed' : 'internal';
};

/** The fault to tell of; journals what is the gateway's own failure. */
export const faultFor = (error: unknown, reference: string, journal: Journal): Fault => {
  const fault: Fault = error instanceof FaultError ? error.fault : { code: frameworkFault(error) };
  if (FAULTS[fault.code].status >= 500) journal.failure(reference, error);
  return { ...fault, reference };
};

export const problemOf = (fault: Fault): Problem => ({
  type: `urn:precinct-workstation:fault:${fault.code}`,
  title: FAULTS[fault.code].title,
  status: FAULTS[fault.code].status,
  code: fault.code,
  ...(fault.rule ? { rule: fault.rule } : {}),
  ...(fault.reference ? { instance: `urn:reference:${fault.reference}` } : {}),
  ...(fault.help ? { help: fault.help } : {}),
});

export const sendProblem = (
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  journal: Journal,
): FastifyReply => {
  const problem = problemOf(faultFor(error, request.id, journal));
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
};
