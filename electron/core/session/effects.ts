/** How the machine's effects are carried out. Nothing here chooses when or in which order: the machine does. */
import type { SessionState } from '../../../shared/session/machine.ts';
import type { Workstation } from '../../../shared/session/view.ts';
import type { Page } from '../../ports/page.ts';
import type { GatewayClient } from '../link/gateway-client.ts';
import type { Searches } from '../search/searches.ts';
import type { SourceWatch } from '../sources/source-watch.ts';
import type { Vault } from '../vault/vault.ts';
import type { AccessPoll } from './access-poll.ts';
import { forgetSession, type Holdings } from './holdings.ts';
import type { EffectRunners } from './session.ts';
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
  readonly sourceWatch: SourceWatch;
  readonly poll: AccessPoll;
  readonly holdings: Holdings;
  readonly page: Page;
  readonly client: GatewayClient;
  readonly announce: () => void;
  readonly area: () => Workstation['area'] | undefined;
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
      farewell = to.phase === 'locked' || to.phase === 'signedOut' ? token : null;
      vault.close();
      searches.cancelAll();
      parts.sourceWatch.stop();
      parts.poll.stop();
      forgetSession(holdings);
    },
    dropAttempt: () => {
      const { attempt } = holdings;
      holdings.attempt = null;
      if (attempt !== null) say(client.request('cancelSignIn', { body: { attemptId: attempt.id } }));
    },
    seal: (_, to) => {
      // A laptop outside the house keeps nothing of somebody who signed out.
      if (to.phase === 'signedOut' && parts.area() === 'remote') vault.wipe();
      vault.flush();
    },
    renewPage: () => page.renew(),
    announce: () => parts.announce(),
    tellLocked: (_, to) => {
      const token = takeFarewell();
      if (token !== null && to.phase === 'locked') say(client.request('lock', { body: { cause: to.cause }, token }));
    },
    tellSignedOut: (from) => {
      const token = takeFarewell();
      if (token !== null) say(client.request('signOut', { token }));
      // The token of a locked session is gone: its own workstation may end it all the same.
      else if (from.phase === 'locked')
        say(client.request('leaveLocked', { body: { sessionId: from.facts.sessionId } }));
    },
  };
  return {
    runners,
    lastWords: async () => {
      await saying;
    },
  };
}
