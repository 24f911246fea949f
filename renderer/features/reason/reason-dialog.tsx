/**
 * States the reason in force (S26): one key for a current job, one for a recent reason, or a purpose with its number.
 * What is being written survives closing, locking and a crash as a draft. Never sets a reason by itself.
 */
import { useState } from 'react';
import type { Fault } from '../../../shared/faults/faults.ts';
import type { Reason, ReasonOptions, ReasonRequest } from '../../../shared/session/view.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCall, useCommand } from '../../bridge/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loading } from '../../ui/progress.tsx';
import { ReasonForm } from './reason-form.tsx';
import { ReasonJobs, ReasonRecent } from './reason-picks.tsx';
import { TEXTS } from './texts.ts';

interface ReasonDialogProps {
  readonly isOpen: boolean;
  readonly current: Reason | null;
  readonly onClose: () => void;
  readonly onSet: (reason: Reason) => void;
  readonly onEnd: () => void;
}

export function ReasonDialog({ isOpen, onClose, ...rest }: ReasonDialogProps) {
  return (
    <Dialog title={TEXTS.title} isOpen={isOpen} onClose={onClose} size="wide">
      <ReasonBody {...rest} />
    </Dialog>
  );
}

function ReasonBody({ current, onSet, onEnd }: Pick<ReasonDialogProps, 'current' | 'onSet' | 'onEnd'>) {
  const options = useCall('reason.options', {});
  const set = useCommand('reason.set');
  const end = useCommand('reason.end');
  const [fault, setFault] = useState<Fault | null>(null);
  const [formFault, setFormFault] = useState<Fault | null>(null);
  const state = async (request: ReasonRequest, tell: (fault: Fault | null) => void): Promise<boolean> => {
    setFormFault(null);
    setFault(null);
    const reply = await set.run(request);
    if (reply.ok) {
      options.reload();
      onSet(reply.value);
      return true;
    }
    tell(reply.fault);
    return false;
  };
  const stop = async (): Promise<void> => {
    const reply = await end.run({});
    if (reply.ok) onEnd();
    else setFault(reply.fault);
  };
  if (options.state === 'loading') return <Loading label="Loading your jobs…" />;
  if (options.state === 'fault') {
    return (
      <FaultAlert fault={options.fault}>
        <Button tone="link" onPress={options.reload}>
          Try again
        </Button>
      </FaultAlert>
    );
  }
  return (
    <div className="reason">
      <p className="dim">{TEXTS.why}</p>
      {fault ? <FaultAlert fault={fault} /> : null}
      <Choices
        options={options.value}
        isBusy={set.isBusy}
        fault={formFault}
        onEdit={() => setFormFault(null)}
        onPick={(request) => void state(request, setFault)}
        onState={(request) => state(request, setFormFault)}
      />
      {current ? (
        <p className="reason-current">
          <span className="dim">
            {TEXTS.inForce}: {current.purposeLabel} <span className="mono">{current.reference?.value}</span>
          </span>
          <Button tone="link" onPress={() => void stop()}>
            {TEXTS.end}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

interface ChoicesProps {
  readonly options: ReasonOptions;
  readonly isBusy: boolean;
  readonly fault: Fault | null;
  readonly onEdit: () => void;
  readonly onPick: (request: ReasonRequest) => void;
  readonly onState: (request: ReasonRequest) => Promise<boolean>;
}
function Choices({ options, isBusy, fault, onEdit, onPick, onState }: ChoicesProps) {
  const first = options.purposes[0];
  if (first === undefined) return <p>{TEXTS.noPurposes}</p>;
  const canJob = options.purposes.includes('job-in-progress');
  const jobs = canJob ? options.jobs : [];
  // A job is picked above; the form begins with what else the role works on.
  const other = options.purposes.find((id) => id !== 'job-in-progress') ?? first;
  const recent = options.recent.filter((reason) => !jobs.some((job) => job.reference === reason.reference?.value));
  return (
    <>
      {jobs.length > 0 ? <ReasonJobs jobs={jobs} onPick={onPick} /> : null}
      {recent.length > 0 ? <ReasonRecent recent={recent} onPick={onPick} /> : null}
      <ReasonForm
        purposes={options.purposes}
        first={jobs.length > 0 ? other : first}
        takesFocus={jobs.length === 0}
        isBusy={isBusy}
        fault={fault}
        onEdit={onEdit}
        onState={onState}
      />
    </>
  );
}
