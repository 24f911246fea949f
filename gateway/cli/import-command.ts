/** `import`: reads public data sets into the records of a stopped gateway; each import is recorded. */
import { basename, resolve } from 'node:path';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { importFile } from '../adapters/import/import-file.ts';
import { ImportFailure, type ImportReport } from '../adapters/import/import-report.ts';
import { RECORD_NOT_THERE } from '../adapters/import/joining.ts';
import { StartupRefusal } from '../core/startup-refusal.ts';
import { openDepartment, type OpenDepartment } from '../department.ts';
import { DEFAULT_DATA_FOLDER, readFlags, type Command } from './arguments.ts';
import { STORE_FLAGS, STORE_HELP, storeOf } from './store-flags.ts';

const HELP = `Usage: gateway import FILE... [--data DIR]

  Imports published data sets (CSV or CSV.gz), told apart by their column names. The same file again goes on where
  it stopped, or does nothing. Refused rows are written beside the data, each with its reason.
  Vehicles and persons of collisions are joined to the crashes that are there, in any order of the files; rows whose
  crash is not there are refused, and tried again when their file is imported again.

  --data DIR  data folder of the gateway, which must not be running (${DEFAULT_DATA_FOLDER})
${STORE_HELP}`;

const line = (report: ImportReport): string =>
  report.alreadyDone
    ? `${report.file}: imported before, nothing to do`
    : `${report.file}: ${report.label}, ${report.rows} rows, ${report.stored} stored, ${report.repeated} repeated, ` +
      `${report.refused} refused${report.rejectsPath === null ? '' : ` (see ${report.rejectsPath})`}`;

/** Null: it failed, and was said. */
const importOne = async ({ audit, folder, store }: OpenDepartment, path: string): Promise<ImportReport | null> => {
  const name = basename(path);
  const object = `file ${name}`;
  const { seq } = await audit.append({ action: 'import', outcome: 'ok', object });
  try {
    const report = await importFile({ store, path: resolve(path), rejectsPath: folder.file(`${name}.rejects.csv`) });
    console.log(line(report));
    return report;
  } catch (error) {
    await audit.append({ action: 'import', outcome: 'failed', object, of: seq });
    if (!(error instanceof ImportFailure)) throw error;
    console.error(`${name}: ${error.message}`);
    return null;
  }
};

/** True when all could be imported. Rows whose record came with a later file are tried once more at the end. */
const importAll = async (department: OpenDepartment, paths: readonly string[]): Promise<boolean> => {
  let all = true;
  const again: string[] = [];
  for (const [at, path] of paths.entries()) {
    const report = await importOne(department, path);
    if (report === null) all = false;
    else if (RECORD_NOT_THERE in report.refusals && at < paths.length - 1) again.push(path);
  }
  for (const path of again) all = (await importOne(department, path)) !== null && all;
  return all;
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
      return (await importAll(department, positionals)) ? 0 : 1;
    } finally {
      await department.close();
    }
  },
};
