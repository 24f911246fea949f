/** A session that ended without being asked to: why, and the way back in. */
import { useState } from 'react';
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCommand } from '../../bridge/use-call.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Gate } from './gate.tsx';
import { END_TEXTS, TEXTS } from './texts.ts';

interface ExpiredScreenProps {
  readonly snapshot: Snapshot;
  readonly expired: NonNullable<Snapshot['expired']>;
  readonly onPolicy: () => void;
}
export function ExpiredScreen({ snapshot, expired, onPolicy }: ExpiredScreenProps) {
  const [fault, setFault] = useState<Fault | null>(null);
  const begin = useCommand('session.begin');
  const { title, what } = END_TEXTS[expired.cause];
  return (
    <Gate snapshot={snapshot} onPolicy={onPolicy}>
      <h1>Signed out</h1>
      <p className="lock-name">{expired.name}</p>
      <Alert tone="caution" title={title} live="polite">
        {/* Who ended it and why, in the gateway's own words; otherwise what the cause means. */}
        <p>{expired.help ?? what}</p>
      </Alert>
      {fault ? <FaultAlert fault={fault} /> : null}
      <Button
        tone="primary"
        size="large"
        wide
        keys="Enter"
        autoFocus
        isPending={begin.isBusy}
        onPress={() => {
          void begin.run({}).then((reply) => setFault(reply.ok ? null : reply.fault));
        }}
      >
        {TEXTS.restart}
      </Button>
    </Gate>
  );
}
