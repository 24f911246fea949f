/** What may happen before a search is in the audit log: the gateway's own store looks, nobody outside hears, nothing is told. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSearch } from '../../gateway/core/search.ts';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import type { AuditEntry, AuditLog, AuditReceipt } from '../../gateway/ports/audit-log.ts';
import type { RecordSources } from '../../gateway/ports/record-source.ts';
import { SOURCE_IDS, type SourceId } from '../../shared/records/kind.ts';
import { searchRequestSchema, type SearchEvent } from '../../shared/records/search.ts';
import { OFFICER, openDesk, type Desk } from './records-desk.ts';

const KEY = new Uint8Array(32).fill(9);
const REQUEST = searchRequestSchema.parse({ terms: [{ type: 'plate', value: 'KLR4821', match: 'exact' }] });

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.remove());

it('AU-5: before the row is written no source outside the gateway hears of the search, and no event leaves', async () => {
  const asked: SourceId[] = [];
  const sources = Object.fromEntries(
    SOURCE_IDS.map((id) => {
      const { inside, ...outside } = desk.sources[id];
      const search: (typeof outside)['search'] = (...input) => {
        asked.push(id);
        return desk.sources[id].search(...input);
      };
      return [id, id === 'department' && inside ? { ...outside, inside, search } : { ...outside, search }];
    }),
  ) as unknown as RecordSources;
  let write: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (write = resolve));
  const append = async (entry: AuditEntry): Promise<AuditReceipt> => {
    await held;
    return desk.audit.append(entry);
  };
  const audit = { append } satisfies Pick<AuditLog, 'append'> as unknown as AuditLog;
  const search = createSearch({ sources, audit, clock: systemClock, cursorKey: KEY });
  const seen: SearchEvent[] = [];
  const running = (async () => {
    for await (const event of search.run(OFFICER, REQUEST)) seen.push(event);
  })();
  await desk.store.counts(); // the store has answered whoever asked it before
  await desk.store.counts();
  expect(asked).toEqual(['department']);
  expect(seen).toEqual([]);
  write();
  await running;
  expect(new Set(asked).size).toBeGreaterThan(1);
  expect(seen.map(({ event }) => event)).toContain('rows');
});
