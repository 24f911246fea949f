/** Administration: accounts, sources, imports, sessions. No record content, no audit log (S88). */
import { useState } from 'react';
import { useActions } from '../../app/actions/use-action.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCapability } from '../../bridge/snapshot.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { Loading, Progress } from '../../ui/progress.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AccountsTable } from './accounts-table.tsx';
import { DirectoryTable, ImportsTable, SourcesTable } from './department-tables.tsx';
import { SessionsTable } from './sessions-table.tsx';
import { TEXTS } from './texts.ts';
import { WorkstationsPart } from './workstations-part.tsx';

const LABELS = TEXTS.parts;
type Part = keyof typeof LABELS;
const KEYS: Readonly<Record<Part, string>> = {
  accounts: 'A',
  workstations: 'W',
  directory: 'D',
  sources: 'O',
  imports: 'I',
  sessions: 'S',
};

export function AdministrationRoom() {
  const seesAccounts = useCapability('account.read');
  const seesDepartment = useCapability('department.configure');
  const managesWorkstations = useCapability('workstation.manage');
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
    ...(managesWorkstations ? (['workstations'] as const) : []),
    ...(seesDepartment ? (['directory', 'sources', 'imports', 'sessions'] as const) : []),
  ];
  const part = chosen ?? parts[0];
  useActions(
    parts.map((id) => ({
      id: `admin.part.${id}`,
      label: `Administration: ${LABELS[id]}`,
      group: 'Administration',
      keys: KEYS[id],
      run: () => setChosen(id),
    })),
  );
  if (part === undefined) return null;
  // The workstations ask for themselves: that may need the password again.
  const answer = part === 'accounts' ? accounts : part === 'workstations' ? null : department;
  return (
    <div className="room">
      <header className="room-head">
        <h1>Administration</h1>
        <p className="dim">Who may sign in, what is connected, who is signed in. Each look is recorded.</p>
      </header>
      <Progress isBusy={answer?.isBusy ?? false} label="Loading" />
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
          {answer?.state === 'loading' ? <Loading label="Loading…" /> : null}
          {answer?.state === 'fault' ? <FaultAlert fault={answer.fault} /> : null}
          {part === 'accounts' && accounts.state === 'ready' ? <AccountsTable list={accounts.value} /> : null}
          {part === 'directory' && department.state === 'ready' ? (
            <DirectoryTable department={department.value} />
          ) : null}
          {part === 'sources' && department.state === 'ready' ? <SourcesTable department={department.value} /> : null}
          {part === 'imports' && department.state === 'ready' ? <ImportsTable department={department.value} /> : null}
          {part === 'workstations' ? <WorkstationsPart /> : null}
          {part === 'sessions' && department.state === 'ready' ? (
            <SessionsTable department={department.value} onEnded={department.reload} />
          ) : null}
        </Tabs>
      </div>
    </div>
  );
}
