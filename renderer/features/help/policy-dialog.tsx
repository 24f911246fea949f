/** The department's own policy, as published, to read at any time (F1), also before signing in. Loaded when first asked for. */
import { lazy, Suspense } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { Loading } from '../../ui/progress.tsx';

const PolicyText = lazy(() => import('./policy-text.tsx').then((module) => ({ default: module.PolicyText })));

export function PolicyDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="Impact and use policy" isOpen={isOpen} onClose={onClose} size="wide">
      <Suspense fallback={<Loading label="Loading the policy…" />}>
        <PolicyText />
      </Suspense>
    </Dialog>
  );
}
