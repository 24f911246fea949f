/** Sessions at the workstations of the command. An abandoned one, left locked, is ended here so that the next officer gets in; never one's own. */
import { useState } from 'react';
import type { CallOutput } from '../../../shared/bridge/calls.ts';
import type { Fault } from '../../../shared/faults/faults.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { useSay } from '../../app/bottom-line.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCapability } from '../../bridge/snapshot.tsx';
import { useCall, useCommand } from '../../bridge/use-call.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading, Progress } from '../../ui/progress.tsx';
import { Tag } from '../../ui/tag.tsx';
import { instantText } from '../../ui/time.ts';
import { TEXTS } from './texts.ts';

type Session = CallOutput<'session.list'>['sessions'][number];
const nameOf = ({ rank, name }: Session): string => `${rank} ${name}`;

export function SessionsPart() {
  const list = useCall('session.list', {});
  const end = useCommand('session.end');
  const endsAny = useCapability('session.end-any');
  const say = useSay();
  const [fault, setFault] = useState<Fault | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const sessions = list.state === 'ready' ? list.value.sessions : [];
  const mayEnd = (session: Session): boolean => !session.own && (endsAny || session.state === 'locked');
  const free = async (session: Session): Promise<void> => {
    setFault(null);
    const reply = await end.run({ sessionId: session.sessionId });
    if (reply.ok) say(TEXTS.ended(nameOf(session)));
    else setFault(reply.fault);
    list.reload();
  };
  const endable = sessions.filter(mayEnd);
  const keyOf = (session: Session): string | undefined => {
    const at = endable.indexOf(session);
    return at >= 0 && at < 9 ? String(at + 1) : undefined;
  };
  useActions([
    { id: 'desk.reload', label: 'Look again', group: 'Desk', keys: 'Ctrl+Shift+R', run: list.reload },
    ...endable.slice(0, 9).map((session, at) => ({
      id: `desk.end.${String(at + 1)}`,
      label: `End the session of ${nameOf(session)}`,
      group: 'Desk',
      keys: String(at + 1),
      run: () => setAsking(session.sessionId),
    })),
  ]);
  return (
    <div className="desk-part">
      <Progress isBusy={list.isBusy} label="Loading" />
      <p className="dim desk-what">{TEXTS.sessionsWhat}</p>
      {fault ? <FaultAlert fault={fault} /> : null}
      {list.state === 'loading' ? <Loading label="Looking for sessions…" /> : null}
      {list.state === 'fault' ? <FaultAlert fault={list.fault} /> : null}
      {list.state === 'ready' && sessions.length === 0 ? <EmptyState icon="monitor" title={TEXTS.noSessions} /> : null}
      {sessions.length > 0 ? (
        <table className="table table-acts">
          <caption className="visually-hidden">Sessions at the workstations of your command</caption>
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">Workstation</th>
              <th scope="col">Since</th>
              <th scope="col">State</th>
              <th scope="col">
                <span className="visually-hidden">What you can do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <SessionRow
                key={session.sessionId}
                session={session}
                mayEnd={mayEnd(session)}
                keys={keyOf(session)}
                isAsking={asking === session.sessionId}
                onAsk={(yes) => setAsking(yes ? session.sessionId : null)}
                onEnd={() => void free(session)}
              />
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}

interface SessionRowProps {
  readonly session: Session;
  readonly mayEnd: boolean;
  readonly keys: string | undefined;
  readonly isAsking: boolean;
  readonly onAsk: (asking: boolean) => void;
  readonly onEnd: () => void;
}
function SessionRow({ session, mayEnd, keys, isAsking, onAsk, onEnd }: SessionRowProps) {
  const name = nameOf(session);
  return (
    <tr>
      <td>
        <b>{name}</b> <span className="dim mono">{session.username}</span>
      </td>
      <td>{session.workstation}</td>
      <td>{instantText(session.since)}</td>
      <td>
        {session.state === 'locked' ? (
          <>
            <Tag tone="caution" icon="lock">
              Locked
            </Tag>{' '}
            <span className="dim">{session.lockedAt ? `since ${instantText(session.lockedAt)}` : ''}</span>
          </>
        ) : (
          <Tag tone="ok">In use</Tag>
        )}
      </td>
      <td className="table-act">
        {mayEnd ? (
          <ConfirmButton
            label={TEXTS.end}
            about={`the session of ${name}`}
            question={TEXTS.endQuestion(name)}
            confirm={TEXTS.endConfirm}
            isAsking={isAsking}
            onAsk={onAsk}
            onConfirm={onEnd}
            {...(keys === undefined ? {} : { keys })}
          />
        ) : (
          <span className="dim">{session.own ? TEXTS.own : TEXTS.inUse}</span>
        )}
      </td>
    </tr>
  );
}
