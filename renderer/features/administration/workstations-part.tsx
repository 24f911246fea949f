/** The enrolled workstations (IA-3): their state and ends, the code for another one, withdrawing one. Each look and act is recorded. */
import { useState } from 'react';
import type { CallOutput } from '../../../shared/bridge/calls.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { AREA_LABELS } from '../../app/area-labels.ts';
import { useSay } from '../../app/bottom-line.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useSession } from '../../bridge/snapshot.tsx';
import { useCall, useCommand } from '../../bridge/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Loading } from '../../ui/progress.tsx';
import { Tag } from '../../ui/tag.tsx';
import { instantText } from '../../ui/time.ts';
import { EnrolDialog } from './enrol-dialog.tsx';
import { TEXTS } from './texts.ts';

type List = CallOutput<'workstation.list'>;
type Workstation = List['workstations'][number];
const STATES = {
  enrolled: ['Enrolled', 'ok'],
  expired: ['Expired', 'caution'],
  revoked: ['Withdrawn', 'neutral'],
} as const;

export function WorkstationsPart() {
  const list = useCall('workstation.list', {});
  const revoke = useCommand('workstation.revoke');
  const { workstation: here } = useSession();
  const say = useSay();
  const [fault, setFault] = useState<Fault | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const [enrolling, setEnrolling] = useState<'new' | Workstation | null>(null);
  const workstations = list.state === 'ready' ? list.value.workstations : [];
  const withdraw = async ({ id, name }: Workstation): Promise<void> => {
    setFault(null);
    const reply = await revoke.run({ workstationId: id });
    if (reply.ok) say(TEXTS.withdrawn(name));
    else setFault(reply.fault);
    list.reload();
  };
  useActions([
    { id: 'admin.reload', label: 'Look again', group: 'Administration', keys: 'Ctrl+Shift+R', run: list.reload },
    { id: 'admin.enrol', label: TEXTS.enrol, group: 'Administration', keys: 'N', run: () => setEnrolling('new') },
    ...workstations
      .filter(({ state }) => state === 'enrolled')
      .slice(0, 30)
      .map((each) => ({
        id: `admin.withdraw.${each.id}`,
        label: `Withdraw ${each.name}, ${String(each.command)} Precinct`,
        group: 'Administration',
        run: () => setAsking(each.id),
        ...(each.id === here.id ? { unavailable: { because: 'you work at it now' } } : {}),
      })),
  ]);
  return (
    <div className="desk-part">
      <div className="admin-head">
        <p className="dim desk-what">{TEXTS.workstationsWhat}</p>
        <Button tone="primary" icon="plus" keys="N" onPress={() => setEnrolling('new')}>
          {TEXTS.enrol}
        </Button>
      </div>
      {fault ? <FaultAlert fault={fault} /> : null}
      {list.state === 'loading' ? <Loading label="Loading…" /> : null}
      {list.state === 'fault' ? (
        <FaultAlert fault={list.fault}>
          <Button tone="link" onPress={list.reload}>
            Try again
          </Button>
        </FaultAlert>
      ) : null}
      {list.state === 'ready' ? (
        <>
          <WorkstationsTable
            workstations={workstations}
            hereId={here.id}
            asking={asking}
            onAsk={setAsking}
            onWithdraw={(each) => void withdraw(each)}
            onReplace={setEnrolling}
          />
          <OpenCodes open={list.value.open} />
        </>
      ) : null}
      <EnrolDialog
        isOpen={enrolling !== null}
        command={here.command}
        replaces={enrolling === 'new' ? null : enrolling}
        onIssued={list.reload}
        onClose={() => setEnrolling(null)}
      />
    </div>
  );
}

interface WorkstationsTableProps {
  readonly workstations: readonly Workstation[];
  readonly hereId: string;
  readonly asking: string | null;
  readonly onAsk: (id: string | null) => void;
  readonly onWithdraw: (workstation: Workstation) => void;
  readonly onReplace: (workstation: Workstation) => void;
}
function WorkstationsTable(props: WorkstationsTableProps) {
  return (
    <table className="table table-acts">
      <caption className="visually-hidden">Workstations</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Command</th>
          <th scope="col">Area</th>
          <th scope="col">State</th>
          <th scope="col">Enrolled by</th>
          <th scope="col">Certificate ends</th>
          <th scope="col">Last seen</th>
          <th scope="col">
            <span className="visually-hidden">What you can do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.workstations.map((each) => (
          <WorkstationRow key={each.id} workstation={each} {...props} />
        ))}
      </tbody>
    </table>
  );
}

function WorkstationRow(props: Omit<WorkstationsTableProps, 'workstations'> & { readonly workstation: Workstation }) {
  const { workstation, hereId, asking, onAsk, onWithdraw, onReplace } = props;
  const [label, tone] = STATES[workstation.state];
  return (
    <tr>
      <td>
        <b>{workstation.name}</b> {workstation.id === hereId ? <span className="dim">this one</span> : null}
      </td>
      <td>{workstation.command} Pct</td>
      <td>{AREA_LABELS[workstation.area]}</td>
      <td>
        <Tag tone={tone}>{label}</Tag>
      </td>
      <td className="mono">{workstation.enrolledBy}</td>
      <td>{instantText(workstation.notAfter)}</td>
      <td>{workstation.lastSeen === null ? <span className="dim">never</span> : instantText(workstation.lastSeen)}</td>
      <td className="table-act">
        {asking === workstation.id ? null : (
          <Button tone="quiet" onPress={() => onReplace(workstation)}>
            {TEXTS.replace} <span className="visually-hidden">{workstation.name}</span>
          </Button>
        )}
        {workstation.state === 'enrolled' && workstation.id !== hereId ? (
          <ConfirmButton
            label={TEXTS.withdraw}
            about={workstation.name}
            question={TEXTS.withdrawQuestion(workstation.name)}
            confirm={TEXTS.withdrawConfirm}
            isAsking={asking === workstation.id}
            onAsk={(yes) => onAsk(yes ? workstation.id : null)}
            onConfirm={() => onWithdraw(workstation)}
          />
        ) : null}
      </td>
    </tr>
  );
}

function OpenCodes({ open }: Pick<List, 'open'>) {
  if (open.length === 0) return null;
  return (
    <section className="admin-open">
      <h2 className="eyebrow">{TEXTS.open}</h2>
      <ul>
        {open.map((code) => (
          <li key={`${code.name} ${code.expiresAt}`}>
            {code.name} · {code.command} Pct · {AREA_LABELS[code.area]} · given by{' '}
            <span className="mono">{code.issuedBy}</span>, good until {instantText(code.expiresAt)}
          </li>
        ))}
      </ul>
    </section>
  );
}
