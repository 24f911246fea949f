/** Administration: accounts, sources, imports, sessions. No record content, no audit log (S88). */
import { useState } from 'react';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCapability } from '../../bridge/snapshot.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { Loading, Progress } from '../../ui/progress.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AccountsTable } from './accounts-table.tsx';
import { ImportsTable, SessionsTable, SourcesTable } from './department-tables.tsx';

const LABELS = { accounts: 'Accounts', sources: 'Sources', imports: 'Imports', sessions: 'Sessions' } as const;
type Part = keyof typeof LABELS;

export function AdministrationRoom() {
  const seesAccounts = useCapability('account.read');
  const seesDepartment = useCapability('department.configure');
  const accounts = useCall('account.list', {}, { enabled: seesAccounts });
  const department = useCall('department.get', {}, { enabled: seesDepartment });
  const [chosen, setChosen] = useState<Part | null>(null);
  const counts = {
    ...(accounts.state === 'ready' ? { accounts: accounts.value.accounts.length } : {}),
    ...(department.state === 'ready'
      ? {
          sources: department.value.sources.length,
          imports: department.value.imports.length,
          sessions: department.value.sessions.length,
        }
      : {}),
  } as Partial<Record<Part, number>>;
  const parts: readonly Part[] = [
    ...(seesAccounts ? (['accounts'] as const) : []),
    ...(seesDepartment ? (['sources', 'imports', 'sessions'] as const) : []),
  ];
  const part = chosen ?? parts[0];
  if (part === undefined) return null;
  const answer = part === 'accounts' ? accounts : department;
  return (
    <div className="room">
      <header className="room-head">
        <h1>Administration</h1>
        <p className="dim">Who may sign in, what is connected, who is signed in. Each look is recorded.</p>
      </header>
      <Progress isBusy={answer.isBusy} label="Loading" />
      <div className="room-body">
        <Tabs
          label="Parts of the administration"
          items={parts.map((id) => ({
            id,
            label: LABELS[id],
            ...(counts[id] === undefined ? {} : { count: counts[id] }),
          }))}
          selected={part}
          onSelect={setChosen}
        >
          {answer.state === 'loading' ? <Loading label="Loading…" /> : null}
          {answer.state === 'fault' ? <FaultAlert fault={answer.fault} /> : null}
          {part === 'accounts' && accounts.state === 'ready' ? <AccountsTable list={accounts.value} /> : null}
          {part === 'sources' && department.state === 'ready' ? <SourcesTable department={department.value} /> : null}
          {part === 'imports' && department.state === 'ready' ? <ImportsTable department={department.value} /> : null}
          {part === 'sessions' && department.state === 'ready' ? <SessionsTable department={department.value} /> : null}
        </Tabs>
      </div>
    </div>
  );
}
