/** The fictional records of one agency: those of the sample department that are of its kinds. Never for a custodian's own store. */
import { SOURCE_OF_KIND, type SourceId } from '../../shared/records/kind.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { ensureSample } from '../sample/ensure-sample.ts';

export const fillSampleSource = async (
  store: RecordStore,
  source: SourceId,
  extent: 'whole' | 'scenario',
): Promise<void> => {
  const isOwn = ({ kind }: { readonly kind: keyof typeof SOURCE_OF_KIND }): boolean => SOURCE_OF_KIND[kind] === source;
  await ensureSample({
    store: {
      put: (records) => store.put(records.filter(isOwn)),
      putImported: (records, progress) => store.putImported(records.filter(isOwn), progress),
      find: (kind, number) => store.find(kind, number),
      importProgress: (sha256) => store.importProgress(sha256),
    },
    extent,
  });
};
