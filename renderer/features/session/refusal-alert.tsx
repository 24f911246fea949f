/** Why nobody got in, and who can help. */
import { FaultAlert } from '../../app/fault-alert.tsx';
import type { GateWord } from '../../app/gate/gate-word.ts';
import { Alert } from '../../ui/alert.tsx';
import { refusalText } from './texts.ts';

const CALM: readonly GateWord['outcome'][] = ['refused', 'time-over'];

export function RefusalAlert({ refusal }: { readonly refusal: GateWord }) {
  if (refusal.outcome === 'fault') return <FaultAlert fault={refusal.fault} />;
  const { title, what, who } = refusalText(refusal);
  return (
    <Alert tone={CALM.includes(refusal.outcome) ? 'caution' : 'danger'} title={title} live="assertive">
      <p>{what}</p>
      {who ? (
        <p>
          <b>Who can help:</b> {who}
        </p>
      ) : null}
    </Alert>
  );
}
