/** Prints who can sign in at the sample department, by role. The people are fictional and their passwords are for a trial. */
import { SAMPLE_ACCOUNTS } from '../../gateway/adapters/directory/embedded/sample-accounts.ts';

export function printAccounts(): void {
  const width = (pick: (account: (typeof SAMPLE_ACCOUNTS)[number]) => string): number =>
    Math.max(...SAMPLE_ACCOUNTS.map((account) => pick(account).length));
  const [users, passwords] = [width((one) => one.username), width((one) => one.password)];
  console.log('\nSample accounts (fictional people):');
  for (const { username, password, shows } of SAMPLE_ACCOUNTS) {
    console.log(`  ${username.padEnd(users)}  ${password.padEnd(passwords)}  ${shows}`);
  }
  console.log('');
}
