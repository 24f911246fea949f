/** Whose sessions are open anywhere, and ending one with the right to it (asked for again by the gateway). No record content. */
import { useState } from 'react';
import type { Fault } from '../../../shared/faults/faults.ts';
import type { Department } from '../../../shared/wire/oversight.ts';
import { useSay } from '../../app/bottom-line.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCapability, useSession } from '../../bridge/snapshot.tsx';
import { useCommand } from '../../bridge/use-call.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { instantText } from '../../ui/time.ts';
import { TEXTS } from './texts.ts';

interface SessionsTableProps {
  readonly department: Department;
  readonly onEnded: () => void;
}
export function SessionsTable({ department, onEnded }: SessionsTableProps) {
  const { sessionId: own } = useSession();
  const mayEnd = useCapability('session.end-any');
  const end = useCommand('session.end');
  const say = useSay();
  const [asking, setAsking] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const free = async (sessionId: string, username: string): Promise<void> => {
    const reply = await end.run({ sessionId });
    setFault(reply.ok ? null : reply.fault);
    if (reply.ok) say(TEXTS.ended(username));
    onEnded();
  };
  return (
    <div className="desk-part">
      {fault ? <FaultAlert fault={fault} /> : null}
      <table className="table table-acts">
        <caption className="visually-hidden">Sessions</caption>
        <thead>
          <tr>
            <th scope="col">User name</th>
            <th scope="col">Workstation</th>
            <th scope="col">Since</th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="visually-hidden">What you can do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {department.sessions.map(({ sessionId, username, workstation, since, state }) => (
            <tr key={sessionId}>
              <td className="mono">{username}</td>
              <td className="mono">{workstation}</td>
              <td>{instantText(since)}</td>
              <td>{state === 'active' ? 'Active' : <span className="dim">Locked</span>}</td>
              <td className="table-act">
                {mayEnd && sessionId !== own ? (
                  <ConfirmButton
                    label={TEXTS.end}
                    about={`the session of ${username}`}
                    question={TEXTS.endQuestion(username)}
                    confirm={TEXTS.endConfirm}
                    isAsking={asking === sessionId}
                    onAsk={(yes) => setAsking(yes ? sessionId : null)}
                    onConfirm={() => void free(sessionId, username)}
                  />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
