/** Shown when the page runs outside a workstation: it can do nothing there. */
import { EmptyState } from '../ui/empty-state.tsx';

export function NoBridge() {
  return (
    <main>
      <EmptyState icon="shield-alert" title="This page works inside the workstation only">
        <p>Start Precinct Workstation to sign in.</p>
      </EmptyState>
    </main>
  );
}
