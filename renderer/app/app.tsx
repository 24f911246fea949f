/** Phase → screen. Whatever belonged to the active session is dropped with its component when the phase changes. */
import { useState } from 'react';
import type { Snapshot } from '../../shared/bridge/calls.ts';
import type { Fault } from '../../shared/faults/faults.ts';
import { BridgeContext } from '../bridge/bridge-context.ts';
import type { BridgeClient } from '../bridge/client.ts';
import { SnapshotProvider, useSnapshot } from '../bridge/snapshot.tsx';
import { PolicyDialog } from '../features/help/policy-dialog.tsx';
import { FactorStep, UnlockCode } from '../features/factor/factor-step.tsx';
import { EnrolScreen } from '../features/session/enrol-screen.tsx';
import { ExpiredScreen } from '../features/session/expired-screen.tsx';
import { Gate } from '../features/session/gate.tsx';
import { LockScreen } from '../features/session/lock-screen.tsx';
import { NewPasswordScreen } from '../features/session/new-password-screen.tsx';
import { SignInScreen } from '../features/session/sign-in-screen.tsx';
import { Loading } from '../ui/progress.tsx';
import { ActionRegistry } from './actions/registry.ts';
import { ActionsContext, useAction } from './actions/use-action.ts';
import { useKeyboard } from './actions/use-keyboard.ts';
import { ActiveApp } from './active-app.tsx';
import { BottomLineContext, useBottomLine, useNewBottomLine } from './bottom-line.ts';
import { FaultAlert } from './fault-alert.tsx';
import { GateWordContext, useNewGateWord } from './gate/gate-word.ts';
import { useAppearance } from './use-appearance.ts';

const waiting = (fault: Fault | null) => (fault ? <FaultAlert fault={fault} /> : <Loading label="Starting…" />);

export function App({ client }: { readonly client: BridgeClient }) {
  const [registry] = useState(() => new ActionRegistry());
  const bottomLine = useNewBottomLine();
  return (
    <BridgeContext value={client}>
      <ActionsContext value={registry}>
        <BottomLineContext value={bottomLine}>
          <SnapshotProvider waiting={waiting}>
            <Screens />
          </SnapshotProvider>
        </BottomLineContext>
      </ActionsContext>
    </BridgeContext>
  );
}

function Screens() {
  const snapshot = useSnapshot();
  const [policyOpen, setPolicyOpen] = useState(false);
  const showPolicy = (): void => setPolicyOpen(true);
  const { say } = useBottomLine();
  const word = useNewGateWord(snapshot);
  useAppearance(null);
  useKeyboard((action) => say(`${action.label}: ${action.unavailable?.because ?? 'not available now'}`));
  useAction({ id: 'help.policy', label: 'Read the policy', group: 'Help', keys: 'F1', run: showPolicy });
  return (
    <>
      <GateWordContext value={word}>
        <Screen snapshot={snapshot} onPolicy={showPolicy} />
      </GateWordContext>
      <PolicyDialog isOpen={policyOpen} onClose={() => setPolicyOpen(false)} />
    </>
  );
}

function Screen({ snapshot, onPolicy }: { snapshot: Snapshot; onPolicy: () => void }) {
  switch (snapshot.phase) {
    case 'active':
      return snapshot.session ? <ActiveApp key={snapshot.session.sessionId} /> : <Loading label="Opening…" />;
    case 'locked':
      return snapshot.locked ? (
        <LockScreen
          snapshot={snapshot}
          locked={snapshot.locked}
          onPolicy={onPolicy}
          code={snapshot.challenge ? <UnlockCode challenge={snapshot.challenge} /> : null}
        />
      ) : (
        <Loading label="Locking…" />
      );
    case 'expired':
      return snapshot.expired ? (
        <ExpiredScreen snapshot={snapshot} expired={snapshot.expired} onPolicy={onPolicy} />
      ) : (
        <Loading label="Signing out…" />
      );
    case 'unenrolled':
      return <EnrolScreen snapshot={snapshot} onPolicy={onPolicy} />;
    case 'newPassword':
      return snapshot.challenge?.outcome === 'new-password' ? (
        <NewPasswordScreen snapshot={snapshot} challenge={snapshot.challenge} onPolicy={onPolicy} />
      ) : (
        <Loading label="Asking what is due…" />
      );
    case 'secondFactor':
      return (
        <Gate snapshot={snapshot} onPolicy={onPolicy}>
          <FactorStep challenge={snapshot.challenge} />
        </Gate>
      );
    case 'signedOut':
    case 'notice':
    case 'credentials':
      return <SignInScreen snapshot={snapshot} onPolicy={onPolicy} />;
  }
}
