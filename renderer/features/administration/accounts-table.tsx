/** Accounts of the directory and their states, narrowed by what is typed. Changes nothing: the directory does. */
import { useState } from 'react';
import type { AccountList } from '../../../shared/wire/oversight.ts';
import { Tag } from '../../ui/tag.tsx';
import { TextField } from '../../ui/text-field.tsx';

type Account = AccountList['accounts'][number];
const STATES = {
  active: ['Active', 'ok'],
  disabled: ['Disabled', 'neutral'],
  expired: ['Expired', 'caution'],
  'password-expired': ['Password expired', 'caution'],
  'must-change': ['Must change password', 'caution'],
  'logon-hours': ['Outside its hours', 'caution'],
  'workstation-not-allowed': ['Not at this workstation', 'caution'],
  locked: ['Locked out', 'danger'],
} as const satisfies Record<Account['state'], readonly [string, string]>;

const fits = (account: Account, typed: string): boolean =>
  `${account.username} ${account.name} ${account.commandLabel} ${account.roles.join(' ')}`
    .toLowerCase()
    .includes(typed.trim().toLowerCase());

export function AccountsTable({ list }: { readonly list: AccountList }) {
  const [typed, setTyped] = useState('');
  const shown = list.accounts.filter((account) => fits(account, typed));
  return (
    <>
      <div className="admin-filter">
        <TextField label="Find an account" value={typed} onChange={setTyped} maxLength={80} autoComplete="off" />
      </div>
      <table className="table">
        <caption className="visually-hidden">Accounts, {shown.length} shown</caption>
        <thead>
          <tr>
            <th scope="col">User name</th>
            <th scope="col">Name</th>
            <th scope="col">Command</th>
            <th scope="col">Roles</th>
            <th scope="col">State</th>
            <th scope="col">Second factor</th>
            <th scope="col">Signed in</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((account) => {
            const [label, tone] = STATES[account.state];
            return (
              <tr key={account.username}>
                <td className="mono">{account.username}</td>
                <td>
                  {account.rank} {account.name}
                </td>
                <td>{account.commandLabel}</td>
                <td>{account.roles.length > 0 ? account.roles.join(', ') : <span className="dim">none</span>}</td>
                <td>
                  <Tag tone={tone}>{label}</Tag>
                </td>
                <td>{account.secondFactor ? 'set up' : <span className="dim">none</span>}</td>
                <td>{account.signedIn ? 'yes' : <span className="dim">no</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
