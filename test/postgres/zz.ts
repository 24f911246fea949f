import { questionOf } from './differential-queries.ts';
import { differentialWrites } from './differential-records.ts';
import { openStoreDatabase, stopServer } from './store-database.ts';
import { KEY, openStoreFolder } from '../gateway/store-folder.ts';
const SEED='both stores';
const writes = await differentialWrites(SEED, 2500);
console.log(writes.flat().length);
const lib = await openStoreFolder(); const pgs = await openStoreDatabase(KEY);
for (const [name, s] of [['lib', lib.store], ['pg', pgs.store]] as const) { console.time(name+' put'); for (const w of writes) await s.put(w); console.timeEnd(name+' put'); }
const records = writes.flat();
const n = 150;
const per: any = { lib: [], pg: [] };
for (const [name, s] of [['lib', lib.store], ['pg', pgs.store]] as const) {
  const t0 = performance.now();
  for (let i = 0; i < n; i++) { const q = questionOf(SEED, i, records, writes.length); const t = performance.now(); await s.search(q.source, q.query, q.scope); per[name].push([performance.now() - t, JSON.stringify(q.query.terms).slice(0,150)]); }
  console.log(name, ((performance.now() - t0)/n).toFixed(1), 'ms each');
  per[name].sort((a: any, b: any) => b[0] - a[0]); console.log(per[name].slice(0, 6), per[name][n/2|0][0]);
}
await lib.remove(); await pgs.remove(); await stopServer();
