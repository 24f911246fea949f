/** A process of its own for the import tests: imports a file, tells its progress, and can be killed at any moment. */
import { importFile } from '../../gateway/adapters/import/import-file.ts';
import { openLibsqlStore } from '../../gateway/adapters/store/libsql/open.ts';
import { memoryStore, TODAY } from './import-fixtures.ts';

const [path = '', rejectsPath = '', file = '', key = ''] = process.argv.slice(2);
const store = file === '' ? null : await openLibsqlStore({ file, key: Buffer.from(key, 'hex') });
const memory = memoryStore();
const forgetting = { ...memory, putImported: async () => {} };
const report = await importFile({
  store: store ?? forgetting,
  path,
  rejectsPath,
  today: TODAY,
  onProgress: ({ rows }) => process.stdout.write(`rows ${String(rows)}\n`),
});
process.stdout.write(`${JSON.stringify(report)}\n`);
await store?.close();
