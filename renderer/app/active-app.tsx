/** The workstation while a session is active: its caches, its workspace, its dialogs, its frame. All of it goes when the session does. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useSession } from '../bridge/snapshot.tsx';
import { ExplainDialog } from '../features/help/explain-dialog.tsx';
import { FactorDialog } from '../features/factor/factor-dialog.tsx';
import { ReasonDialog } from '../features/reason/reason-dialog.tsx';
import { Loading } from '../ui/progress.tsx';
import type { ExplainAbout } from './actions/action.ts';
import { AppRequestsContext } from './app-requests.ts';
import { useSay } from './bottom-line.ts';
import { Frame } from './frame/frame.tsx';
import { AccessNotice } from './notices/access-notice.tsx';
import { DraftsRefused } from './notices/drafts-refused.tsx';
import { StepUpProvider } from './step-up/step-up-provider.tsx';
import { useAccessEpoch } from './use-access-epoch.ts';
import { useTouch } from './use-touch.ts';
import { WorkspaceProvider } from './workspace/workspace-provider.tsx';

/** Answers are asked for again only when a person or a change says so: every view is an audit row. */
const newQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
    },
  });

/** A cache for each set of rights: what was answered under other ones is dropped, never shown again (S41). */
function useQueries(epoch: number): QueryClient {
  const [held, setHeld] = useState(() => ({ epoch, client: newQueries() }));
  const current = held.epoch === epoch ? held : { epoch, client: newQueries() };
  if (current !== held) setHeld(current);
  const { client } = current;
  useEffect(() => () => client.clear(), [client]);
  return client;
}

export function ActiveApp() {
  const epoch = useAccessEpoch(useSession());
  const queries = useQueries(epoch);
  const say = useSay();
  // Leaving the session: no record content stays in a cache, no sentence for the next person.
  useEffect(() => () => say(''), [say]);
  const toldAt = useTouch();
  return (
    <QueryClientProvider client={queries}>
      <WorkspaceProvider waiting={<Loading label="Opening your workspace…" />}>
        <Dialogs>
          <Frame epoch={epoch} toldAt={toldAt} />
        </Dialogs>
      </WorkspaceProvider>
    </QueryClientProvider>
  );
}

/** The dialogs any screen may ask for. */
function Dialogs({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const say = useSay();
  const [reasonOpen, setReasonOpen] = useState(false);
  const [about, setAbout] = useState<ExplainAbout | null>(null);
  const [left, setLeft] = useState(false);
  const after = useRef<(() => void) | undefined>(undefined);
  const askReason = useCallback((then?: () => void) => {
    after.current = then;
    setReasonOpen(true);
  }, []);
  const [factorOpen, setFactorOpen] = useState(false);
  const requests = useMemo(
    () => ({ askReason, explain: setAbout, setLeft, openFactor: () => setFactorOpen(true), isLeft: left }),
    [askReason, left],
  );
  return (
    <AppRequestsContext value={requests}>
      <StepUpProvider isHidden={left}>
        {children}
        <FactorDialog isOpen={factorOpen && !left} onClose={() => setFactorOpen(false)} />
        <DraftsRefused isHidden={left} />
        <AccessNotice isHidden={left} />
      </StepUpProvider>
      {left ? null : (
        <>
          <ReasonDialog
            isOpen={reasonOpen}
            current={session.reason}
            onClose={() => setReasonOpen(false)}
            onSet={(reason) => {
              setReasonOpen(false);
              say(`Reason in force: ${reason.purposeLabel} ${reason.reference?.value ?? ''}`.trim());
              const then = after.current;
              after.current = undefined;
              then?.();
            }}
            onEnd={() => {
              setReasonOpen(false);
              say('The reason has ended. State another before the next search.');
            }}
          />
          <ExplainDialog about={about} onClose={() => setAbout(null)} />
        </>
      )}
    </AppRequestsContext>
  );
}
