/** Asks a custodian to confirm the open hit, and looks what was said while an answer is open. Never takes anything but the gateway's word. */
import { useState } from 'react';
import { useSay } from '../../app/bottom-line.ts';
import { useCall, useCommand } from '../../bridge/use-call.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import type { Confirmation, RecordView } from '../../../shared/records/view.ts';
import type { Priority } from './confirmation-band.tsx';
import { isOpen } from './confirmation.ts';

/** How often it is looked while an answer is open. Milliseconds. */
const LOOK_EVERY = 5_000;

export interface ConfirmationHandle {
  /** As it stands now; null: the record needs none. */
  readonly confirmation: Confirmation | null;
  readonly isAsking: boolean;
  readonly fault: Fault | null;
  readonly ask: (priority: Priority) => void;
}

export function useConfirmation(view: RecordView): ConfirmationHandle {
  const say = useSay();
  const { run, isBusy } = useCommand('record.confirm');
  const [asked, setAsked] = useState<Confirmation | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const sent = asked ?? view.confirmation;
  const heard = useCall('confirmation.list', {}, { enabled: isOpen(sent), refetchMs: LOOK_EVERY });
  const said =
    heard.state === 'ready'
      ? heard.value.confirmations.find(({ record }) => record === view.id)?.confirmation
      : undefined;
  // What was heard before the last asking is of the asking before.
  const isNews = said !== undefined && said.askedAt !== null && said.askedAt >= (sent?.askedAt ?? '');
  const confirmation = isOpen(sent) && isNews ? said : sent;
  const ask = (priority: Priority): void => {
    setFault(null);
    void run({ record: view.id, priority }).then((reply) => {
      if (!reply.ok) {
        setFault(reply.fault);
        say(`Not asked · ${reply.fault.code}`);
        return;
      }
      setAsked(reply.value.confirmation);
      say(`Confirmation asked, ${priority} · audit row ${String(reply.value.auditSeq)}`);
    });
  };
  return { confirmation, isAsking: isBusy, fault, ask };
}
