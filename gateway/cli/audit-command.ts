/** `audit verify`: walks the audit chain and names the first row that does not fit. Reads only; the gateway may be running. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { masterKey } from '../adapters/keys/master-key.ts';
import { StartupRefusal } from '../core/startup-refusal.ts';
import { openAudit } from '../department.ts';
import { DEFAULT_DATA_FOLDER, readFlags, type Command } from './arguments.ts';

const HELP = `Usage: gateway audit verify [--data DIR]

  Checks every row of the audit log against its chain. Exit code 0: intact; 2: a row was changed, is missing, was
  reordered, or rows were cut off the end.

  --data DIR  data folder of the gateway (${DEFAULT_DATA_FOLDER})`;

export const auditCommand: Command = {
  help: HELP,
  run: async (flags) => {
    const { values, positionals } = readFlags(flags, { data: { type: 'string', default: DEFAULT_DATA_FOLDER } }, true);
    if (positionals.join(' ') !== 'verify') throw new StartupRefusal('Say "audit verify" (see audit --help)');
    const folder = resolve(values.data);
    if (!existsSync(join(folder, 'audit.db'))) throw new StartupRefusal(`There is no audit log in ${folder}`);
    const audit = openAudit((name) => join(folder, name), await masterKey(folder, 'file'), systemClock, false);
    try {
      const report = await audit.verify();
      if (report.intact) {
        console.log(`audit chain intact: ${report.rows} rows, head ${report.head}`);
        return 0;
      }
      console.error(
        `audit chain broken: row ${report.seq} ${report.problem === 'cut' ? 'and later cut off' : report.problem}`,
      );
      return 2;
    } finally {
      await audit.close();
    }
  },
};
