/** The one place that asks for the password again (IA-11): whatever call needs it, the same dialog, and the call goes on by itself. */
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { BridgeContext, useBridge } from '../../bridge/bridge-context.ts';
import { useSay } from '../bottom-line.ts';
import { StepUpDialog } from './step-up-dialog.tsx';
import { withStepUp } from './step-up-client.ts';
import { TEXTS } from './texts.ts';

interface StepUpProviderProps {
  /** While somebody left the screen nothing is drawn over it. */
  readonly isHidden: boolean;
  readonly children: ReactNode;
}
export function StepUpProvider({ isHidden, children }: StepUpProviderProps) {
  const bridge = useBridge();
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const [waiting] = useState(() => new Set<(given: boolean) => void>());
  const settle = useCallback(
    (given: boolean) => {
      const all = [...waiting];
      waiting.clear();
      setOpen(false);
      for (const go of all) go(given);
    },
    [waiting],
  );
  const client = useMemo(() => {
    const ask = (): Promise<boolean> =>
      new Promise((resolve) => {
        waiting.add(resolve);
        setOpen(true);
      });
    return withStepUp(bridge, ask);
  }, [bridge, waiting]);
  // Leaving the session: what waited is refused, nothing is done later.
  useEffect(() => () => settle(false), [settle]);
  return (
    <BridgeContext value={client}>
      {children}
      <StepUpDialog
        isOpen={isOpen && !isHidden}
        onGiven={() => settle(true)}
        onClose={() => {
          settle(false);
          say(TEXTS.givenUp);
        }}
      />
    </BridgeContext>
  );
}
