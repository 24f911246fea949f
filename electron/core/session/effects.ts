/** How the machine's effects are carried out. Nothing here chooses when or in which order: the machine does. */
import type { SessionState } from '../../../shared/session/machine.ts';
import type { Page } from '../../ports/page.ts';
import type { GatewayClient } from '../link/gateway-client.ts';
import type { Searches } from '../search/searches.ts';
import type { Vault } from '../vault/vault.ts';
import { forgetSession, type Holdings } from './holdings.ts';
import type { EffectRunners } from './session.ts';
import type { WorkstationFacts } from './snapshot.ts';
import type { TokenKeeper } from './token.ts';

export interface Effects {
  readonly runners: EffectRunners;
  /** Resolves when what was being told to the gateway is told, or could not be. */
  lastWords(): Promise<void>;
}

export function makeEffects(parts: {
  readonly tokens: TokenKeeper;
  readonly vault: Vault;
  readonly searches: Searches;
  readonly holdings: Holdings;
  readonly page: Page;
  readonly client: GatewayClient;
  readonly announce: () => void;
  readonly facts: WorkstationFacts;
}): Effects {
  const { tokens, vault, searches, holdings, page, client } = parts;
  /** The token of the session being left, for its last words only. */
  let farewell: string | null = null;
  const takeFarewell = (): string | null => {
    const token = farewell;
    farewell = null;
    return token;
  };
  // Never awaited in line: a gateway that does not answer must not hold up an unlock.
  let saying: Promise<unknown> = Promise.resolve();
  const say = (words: Promise<unknown>): void => {
    saying = Promise.allSettled([saying, words]);
  };
  const runners: EffectRunners = {
    dropSecrets: (_, to: SessionState) => {
      const token = tokens.drop();
      farewell = to.phase === 'expired' ? null : token;
      vault.close();
      searches.cancelAll();
      forgetSession(holdings);
    },
    seal: (_, to) => {
      // A laptop outside the house keeps nothing of somebody who signed out.
      if (to.phase === 'signedOut' && parts.facts.workstation.area === 'remote') vault.wipe();
      vault.flush();
    },
    renewPage: () => page.renew(),
    announce: () => parts.announce(),
    tellLocked: (_, to) => {
      const token = takeFarewell();
      if (token !== null && to.phase === 'locked') say(client.request('lock', { body: { cause: to.cause }, token }));
    },
    tellSignedOut: () => {
      const token = takeFarewell();
      if (token !== null) say(client.request('signOut', { token }));
    },
  };
  return {
    runners,
    lastWords: async () => {
      await saying;
    },
  };
}
