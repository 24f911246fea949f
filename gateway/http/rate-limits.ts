/** How often one address may call; sign-ins and unlocks far less often than the rest. */
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { FaultError } from '../../shared/faults/faults.ts';
import type { RouteName } from '../../shared/wire/routes.ts';

export interface RateLimits {
  /** Calls per minute and address. */
  readonly calls: number;
  /** Sign-ins, and as many of each call that may guess a password or a code, per minute and address. */
  readonly signIns: number;
}

export const RATE_LIMITS: RateLimits = { calls: 1200, signIns: 30 };

const MINUTE_MS = 60_000;
const TIGHT: readonly RouteName[] = [
  'signIn',
  'unlock',
  'newPassword',
  'enterCode',
  'useRelease',
  'beginFactor',
  'confirmFactor',
  'finishSignIn',
  'stepUp',
  'confirmMyFactor',
  'leaveLocked',
];

export const addRateLimits = async (app: FastifyInstance, limits: RateLimits): Promise<void> => {
  await app.register(rateLimit, {
    max: limits.calls,
    timeWindow: MINUTE_MS,
    errorResponseBuilder: () => new FaultError('rate.limited'),
  });
};

export const rateLimitOf = (
  name: RouteName,
  limits: RateLimits,
): { readonly max: number; readonly timeWindow: number } => ({
  max: TIGHT.includes(name) ? limits.signIns : limits.calls,
  timeWindow: MINUTE_MS,
});
