/** Colleagues locked out of their accounts, with what led to it, and the release (AC-7). Nobody releases themselves. */
import { useState } from 'react';
import type { LockoutList } from '../../../shared/wire/oversight.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { useSay } from '../../app/bottom-line.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCall, useCommand } from '../../bridge/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading, Progress } from '../../ui/progress.tsx';
import { Tag } from '../../ui/tag.tsx';
import { instantText } from '../../ui/time.ts';
import { TEXTS } from './texts.ts';

type Lockout = LockoutList['lockouts'][number];
/** Milliseconds between two looks: somebody may be waiting at the desk. */
const LOOK_AGAIN = 15_000;

export function LockoutsPart() {
  const list = useCall('lockout.list', {}, { refetchMs: LOOK_AGAIN });
  const release = useCommand('lockout.release');
  const say = useSay();
  const [fault, setFault] = useState<Fault | null>(null);
  const lockouts = list.state === 'ready' ? list.value.lockouts : [];
  const free = async (lockout: Lockout): Promise<void> => {
    setFault(null);
    const reply = await release.run({ username: lockout.username });
    if (reply.ok) say(TEXTS.released(lockout.name));
    else setFault(reply.fault);
    list.reload();
  };
  useActions([
    { id: 'desk.reload', label: 'Look again', group: 'Desk', keys: 'Ctrl+Shift+R', run: list.reload },
    ...lockouts.slice(0, 9).map((lockout, at) => ({
      id: `desk.release.${String(at + 1)}`,
      label: `Release ${lockout.name}`,
      group: 'Desk',
      keys: String(at + 1),
      run: () => void free(lockout),
    })),
  ]);
  return (
    <div className="desk-part">
      <Progress isBusy={list.isBusy} label="Loading" />
      {fault ? <FaultAlert fault={fault} /> : null}
      {list.state === 'loading' ? <Loading label="Looking for locked-out accounts…" /> : null}
      {list.state === 'fault' ? <FaultAlert fault={list.fault} /> : null}
      {list.state === 'ready' && lockouts.length === 0 ? (
        <EmptyState icon="circle-check" title={TEXTS.none}>
          <p className="dim">{TEXTS.noneWhat}</p>
        </EmptyState>
      ) : null}
      <ul className="lockouts">
        {lockouts.map((lockout, at) => (
          <LockoutCard
            key={lockout.username}
            lockout={lockout}
            position={at + 1}
            isBusy={release.isBusy}
            onRelease={() => void free(lockout)}
          />
        ))}
      </ul>
    </div>
  );
}

interface LockoutCardProps {
  readonly lockout: Lockout;
  readonly position: number;
  readonly isBusy: boolean;
  readonly onRelease: () => void;
}
function LockoutCard({ lockout, position, isBusy, onRelease }: LockoutCardProps) {
  return (
    <li className="card lockout">
      <div>
        <h2>
          {lockout.name} <Tag tone="caution">Locked out</Tag>
        </h2>
        <p className="dim">
          <span className="mono">{lockout.username}</span> · {lockout.commandLabel} ·{' '}
          {lockout.lockedAt === null ? TEXTS.inDirectory : `since ${instantText(lockout.lockedAt)}`}
        </p>
        <details hidden={lockout.attempts.length === 0}>
          <summary>{TEXTS.attempts(lockout.attempts.length)}</summary>
          <ul className="lockout-attempts">
            {lockout.attempts.map((attempt) => (
              <li key={attempt.at} className="mono">
                {instantText(attempt.at)} at {attempt.workstation}
              </li>
            ))}
          </ul>
        </details>
      </div>
      <Button
        tone="primary"
        isPending={isBusy}
        onPress={onRelease}
        {...(position <= 9 ? { keys: String(position) } : {})}
      >
        Release
        <span className="visually-hidden">{lockout.name}</span>
      </Button>
    </li>
  );
}
