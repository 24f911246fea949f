/** The steps of signing in, in order: begin, accept the notice, send the credentials. Keeps the password only until it is sent. */
import { useCallback, useEffect, useState } from 'react';
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import { useGateWord, type GateWord } from '../../app/gate/gate-word.ts';
import { useBridge } from '../../bridge/bridge-context.ts';

interface SignIn {
  readonly fault: Fault | null;
  readonly refusal: GateWord | null;
  readonly isBusy: boolean;
  readonly begin: () => void;
  /** @returns true when nobody got in and the password has to be typed again. */
  readonly submit: (username: string, password: string) => Promise<boolean>;
}

export function useSignIn(snapshot: Snapshot): SignIn {
  const bridge = useBridge();
  const { phase, notice } = snapshot;
  const linkState = snapshot.link.state;
  const [fault, setFault] = useState<Fault | null>(null);
  const { word: refusal, tell: setRefusal, begin: setUsername } = useGateWord();
  const [isBusy, setBusy] = useState(false);

  const begin = useCallback(() => {
    void bridge.call('session.begin', {}).then((reply) => setFault(reply.ok ? null : reply.fault));
  }, [bridge]);
  useEffect(() => {
    // Again by itself when the gateway comes back.
    if (phase === 'signedOut' && linkState !== 'down') begin();
  }, [begin, linkState, phase]);

  const attempt = useCallback(
    async (username: string, password: string): Promise<boolean> => {
      if (phase === 'notice' && notice) {
        const accepted = await bridge.call('session.acceptNotice', { hash: notice.hash });
        if (!accepted.ok) {
          setFault(accepted.fault);
          return true;
        }
      }
      const reply = await bridge.call('session.signIn', { username, password });
      if (!reply.ok) {
        setFault(reply.fault);
        return true;
      }
      if (reply.value.outcome === 'active' || reply.value.outcome === 'challenge') return false;
      setRefusal(reply.value);
      return true;
    },
    [bridge, notice, phase, setRefusal],
  );
  const submit = useCallback(
    async (username: string, password: string) => {
      setBusy(true);
      setFault(null);
      setRefusal(null);
      setUsername(username);
      const again = await attempt(username, password);
      setBusy(false);
      return again;
    },
    [attempt, setRefusal, setUsername],
  );
  return { fault, refusal, isBusy, begin, submit };
}
