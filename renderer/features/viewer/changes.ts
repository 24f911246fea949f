/** What is different since this person last looked: which cells, and the next one to jump to. Pure. */
import type { RecordView } from '../../../shared/records/view.ts';
import { placeKey, type SectionModel } from './record-model.ts';

/** Keys of the changed cells that are on the page, in the order they stand in. */
export function changedKeys(changed: RecordView['changed'], sections: readonly SectionModel[]): readonly string[] {
  if (changed === null) return [];
  const sent = new Set(changed.cells.map(placeKey));
  return sections
    .flatMap((section) => section.rows.flat())
    .map((model) => placeKey(model.place))
    .filter((key) => sent.has(key));
}

/** The one after the given, around; null when there is none. */
export function nextAround(keys: readonly string[], now: string | null): string | null {
  const at = now === null ? -1 : keys.indexOf(now);
  return keys[(at + 1) % Math.max(keys.length, 1)] ?? null;
}
