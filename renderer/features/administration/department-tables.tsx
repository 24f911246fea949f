/** What is connected and imported. Counts and states only. */
import type { ReactNode } from 'react';
import type { Department } from '../../../shared/wire/oversight.ts';
import { Tag } from '../../ui/tag.tsx';
import { instantText } from '../../ui/time.ts';

interface TableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly children: ReactNode;
}
function Table({ caption, columns, children }: TableProps) {
  return (
    <table className="table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
const count = (value: number): string => value.toLocaleString('en-US');

export function SourcesTable({ department }: { readonly department: Department }) {
  return (
    <Table caption="Sources" columns={['Source', 'State', 'Records']}>
      {department.sources.map((source) => (
        <tr key={source.source}>
          <td>{source.label}</td>
          <td>
            <Tag tone={source.state === 'up' ? 'ok' : 'danger'}>{source.state === 'up' ? 'Answers' : 'Down'}</Tag>
          </td>
          <td>{count(source.records)}</td>
        </tr>
      ))}
    </Table>
  );
}

const clockSentence = (seconds: number | null): string => {
  if (seconds === null) return 'It has no clock to compare.';
  if (Math.abs(seconds) <= 2) return 'Its clock agrees with the gateway’s.';
  return `Its clock is ${count(Math.abs(seconds))} s ${seconds > 0 ? 'ahead of' : 'behind'} the gateway’s; at 300 s nobody can sign in any more.`;
};

export function DirectoryTable({ department }: { readonly department: Department }) {
  const { controllers, clockAheadSeconds } = department.directory;
  return (
    <>
      <p className="dim desk-what">Who may sign in, and as what, is asked of it. {clockSentence(clockAheadSeconds)}</p>
      <Table caption="Directory" columns={['Asked in this order', 'State']}>
        {controllers.map(({ name, state }) => (
          <tr key={name}>
            <td className="mono">{name}</td>
            <td>
              <Tag tone={state === 'up' ? 'ok' : 'danger'}>{state === 'up' ? 'Answers' : `Down: ${state}`}</Tag>
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

export function ImportsTable({ department }: { readonly department: Department }) {
  return (
    <Table caption="Imports" columns={['File', 'Data set', 'Rows', 'Refused', 'Finished']}>
      {department.imports.map((each) => (
        <tr key={`${each.dataSet}/${each.file}`}>
          <td className="mono">{each.file}</td>
          <td>{each.dataSet}</td>
          <td>{count(each.rows)}</td>
          <td>{each.refused === 0 ? '0' : <Tag tone="caution">{count(each.refused)}</Tag>}</td>
          <td>{each.finishedAt === null ? <Tag tone="caution">Not finished</Tag> : instantText(each.finishedAt)}</td>
        </tr>
      ))}
    </Table>
  );
}
