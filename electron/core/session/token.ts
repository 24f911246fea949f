/** The access token: in memory only, renewed before it ends, one renewal at a time. It never tells anybody the token but the client. */
import { FaultError, type Fault } from '../../../shared/faults/faults.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TokenSource } from '../link/gateway-client.ts';

/** Renewed when this share of its life has passed, so that a slow link still has time. */
const RENEW_AT_SHARE = 0.6;
/** Until the next try after a renewal that did not come through (ms). */
const RENEW_AGAIN_MS = 5_000;

export interface IssuedToken {
  readonly token: string;
  readonly tokenExpiresAt: string;
}

export interface TokenKeeper extends TokenSource {
  take(issued: IssuedToken): void;
  /** Forgets it; returns it for the last words to the gateway. */
  drop(): string | null;
}

export function createTokenKeeper(parts: {
  readonly clock: Clock;
  readonly renew: (token: string) => Promise<IssuedToken>;
  /** The gateway does not know the token any more. */
  readonly died: (fault: Fault) => void;
}): TokenKeeper {
  const { clock } = parts;
  let token: string | null = null;
  let renewal: Promise<void> | null = null;
  let cancel: (() => void) | null = null;

  const plan = (ms: number): void => {
    cancel?.();
    cancel = clock.after(Math.max(0, ms), startRenewal);
  };
  const take = (issued: IssuedToken): void => {
    token = issued.token;
    plan((Date.parse(issued.tokenExpiresAt) - clock.now()) * RENEW_AT_SHARE);
  };
  const renewOnce = async (old: string): Promise<void> => {
    try {
      const issued = await parts.renew(old);
      if (token === old) take(issued);
    } catch (error) {
      if (token !== old) return;
      if (error instanceof FaultError && error.fault.code.startsWith('session.')) parts.died(error.fault);
      else plan(RENEW_AGAIN_MS);
    }
  };
  const startRenewal = (): void => {
    if (token === null || renewal !== null) return;
    renewal = renewOnce(token).finally(() => {
      renewal = null;
    });
  };

  return {
    current: async () => {
      await renewal;
      return token;
    },
    refused: async (old, fault) => {
      await renewal;
      if (token !== null && token !== old) return true;
      if (token === old) parts.died(fault);
      return false;
    },
    take,
    drop: () => {
      const old = token;
      token = null;
      cancel?.();
      cancel = null;
      return old;
    },
  };
}
