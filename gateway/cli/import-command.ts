/** `import`: reads public data sets into the records of a stopped gateway; each import is recorded. */
import { basename, resolve } from 'node:path';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { importFile } from '../adapters/import/import-file.ts';
import { ImportFailure, type ImportReport } from '../adapters/import/import-report.ts';
import { StartupRefusal } from '../core/startup-refusal.ts';
import { openDepartment, type OpenDepartment } from '../department.ts';
import { DEFAULT_DATA_FOLDER, readFlags, type Command } from './arguments.ts';
import { STORE_FLAGS, STORE_HELP, storeOf } from './store-flags.ts';

const HELP = `Usage: gateway import FILE... [--data DIR]

  Imports published data sets (CSV or CSV.gz), told apart by their column names. The same file again goes on where
  it stopped, or does nothing. Refused rows are written beside the data, each with its reason.

  --data DIR  data folder of the gateway, which must not be running (${DEFAULT_DATA_FOLDER})
${STORE_HELP}`;

const line = (report: ImportReport): string =>
  report.alreadyDone
    ? `${report.file}: imported before, nothing to do`
    : `${report.file}: ${report.label}, ${report.rows} rows, ${report.stored} stored, ${report.repeated} repeated, ` +
      `${report.refused} refused${report.rejectsPath === null ? '' : ` (see ${report.rejectsPath})`}`;

const importOne = async ({ audit, folder, store }: OpenDepartment, path: string): Promise<boolean> => {
  const name = basename(path);
  const object = `file ${name}`;
  const { seq } = await audit.append({ action: 'import', outcome: 'ok', object });
  try {
    const report = await importFile({ store, path: resolve(path), rejectsPath: folder.file(`${name}.rejects.csv`) });
    console.log(line(report));
    return true;
  } catch (error) {
    await audit.append({ action: 'import', outcome: 'failed', object, of: seq });
    if (!(error instanceof ImportFailure)) throw error;
    console.error(`${name}: ${error.message}`);
    return false;
  }
};

export const importCommand: Command = {
  help: HELP,
  run: async (flags) => {
    const { values, positionals } = readFlags(
      flags,
      { data: { type: 'string', default: DEFAULT_DATA_FOLDER }, ...STORE_FLAGS },
      true,
    );
    if (positionals.length === 0) throw new StartupRefusal('Name at least one file to import (see import --help)');
    const department = await openDepartment({
      dataFolder: values.data,
      clock: systemClock,
      keyStore: 'auto',
      ...storeOf(values),
    });
    try {
      let all = true;
      for (const path of positionals) all = (await importOne(department, path)) && all;
      return all ? 0 : 1;
    } finally {
      await department.close();
    }
  },
};
