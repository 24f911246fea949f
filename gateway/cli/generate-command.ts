/** `generate`: fills the records of a stopped gateway with a made-up load for trials and measuring. Never for a store that people work with. */
import { systemClock } from '../adapters/clock/system-clock.ts';
import { StartupRefusal } from '../core/startup-refusal.ts';
import { openDepartment } from '../department.ts';
import { DEFAULT_DATA_FOLDER, readFlags, type Command } from './arguments.ts';
import { STORE_FLAGS, STORE_HELP, storeOf } from './store-flags.ts';

const MOST = 10_000_000;
const HELP = `Usage: gateway generate --records N [--seed S] [--data DIR]

  Writes N fictional records of all kinds, laid over twenty years as a city's are, into the records of a gateway that is
  not running. The same seed and number give the same records. Stopped, it goes on where it was; once done, it does
  nothing. Every record is labelled as a sample. Not for a department's own records.

  --records N  1 to ${MOST.toLocaleString('en-US')}
  --seed S     any text of up to 40 characters (1)
  --data DIR   data folder of the gateway (${DEFAULT_DATA_FOLDER})
${STORE_HELP}`;

function readRecords(text: string | undefined): number {
  const records = /^\d{1,8}$/.test(text ?? '') ? Number(text) : 0;
  if (records >= 1 && records <= MOST) return records;
  throw new StartupRefusal(`--records must be a number from 1 to ${String(MOST)} (see generate --help)`);
}

/** A line at most every second. */
function progressLines(records: number): (done: number) => void {
  const from = performance.now();
  let first: number | null = null;
  let said = 0;
  return (done) => {
    first ??= done;
    const now = performance.now();
    if (now - said < 1000 && done < records) return;
    said = now;
    const rate = Math.round(((done - first) / Math.max(1, now - from)) * 1000);
    console.log(
      `generate: ${done.toLocaleString('en-US')} of ${records.toLocaleString('en-US')} records, ${rate.toLocaleString('en-US')}/s`,
    );
  };
}

export const generateCommand: Command = {
  help: HELP,
  run: async (flags) => {
    const { values } = readFlags(flags, {
      records: { type: 'string' },
      seed: { type: 'string', default: '1' },
      data: { type: 'string', default: DEFAULT_DATA_FOLDER },
      ...STORE_FLAGS,
    });
    const records = readRecords(values.records);
    if (!/^[\p{L}\p{N} ._-]{1,40}$/u.test(values.seed))
      throw new StartupRefusal('--seed must be plain text of 1 to 40 signs');
    const department = await openDepartment({
      dataFolder: values.data,
      clock: systemClock,
      keyStore: 'auto',
      ...storeOf(values),
    });
    try {
      const object = `generated load, seed ${values.seed}, ${String(records)} records`;
      const { seq } = await department.audit.append({ action: 'import', outcome: 'ok', object });
      try {
        // Its word lists take memory and a moment, which no other command shall pay.
        const { loadStore } = await import('../generate/load-store.ts');
        const onProgress = progressLines(records);
        const { resumedAt } = await loadStore({ store: department.store, seed: values.seed, records, onProgress });
        if (resumedAt >= records) console.log('generate: written before, nothing to do');
        else if (resumedAt > 0) console.log(`generate: went on after record ${String(resumedAt)}`);
      } catch (error) {
        await department.audit.append({ action: 'import', outcome: 'failed', object, of: seq });
        throw error;
      }
      return 0;
    } finally {
      await department.close();
    }
  },
};
