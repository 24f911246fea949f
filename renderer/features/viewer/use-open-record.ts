/** Opens a record for the reason in force and reveals its cells one at a time. Each opening and each reveal is logged by the gateway. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useBridge } from '../../bridge/bridge-context.ts';
import type { Fault, Reply } from '../../../shared/faults/faults.ts';
import type { RecordView } from '../../../shared/records/view.ts';
import { placeKey, withCell, type CellPlace } from './record-model.ts';

interface Opened {
  readonly view: RecordView;
  readonly revealed: ReadonlyMap<string, number>;
}

export type OpenRecord =
  | { readonly state: 'opening' }
  | { readonly state: 'fault'; readonly fault: Fault }
  | ({ readonly state: 'open' } & Opened);

export interface RecordHandle {
  readonly record: OpenRecord;
  readonly again: () => void;
  /** Answers the row of the audit log, or the fault. */
  readonly reveal: (place: CellPlace) => Promise<Reply<number>>;
  /** The cell on its way; null when none is. */
  readonly revealing: string | null;
}

const OPENED = 'record.opened';
/** Whether a key of the query cache is an opened record: `[…, id, reason id]`. */
export const isOpenedKey = (key: readonly unknown[]): boolean => key[0] === OPENED;

/** @param reasonId The view belongs to the reason: another reason opens the record anew. */
export function useOpenRecord(id: string, reasonId: string): RecordHandle {
  const bridge = useBridge();
  const queries = useQueryClient();
  const [revealing, setRevealing] = useState<string | null>(null);
  const key = [OPENED, id, reasonId];
  const query = useQuery<Reply<Opened>>({
    queryKey: key,
    queryFn: async () => {
      const reply = await bridge.call('record.open', { id });
      return reply.ok ? { ok: true, value: { view: reply.value, revealed: new Map() } } : reply;
    },
    // Asking again is another view in the audit log: only the person does that.
    staleTime: Infinity,
    // Kept while its tab is open, and forgotten with it (use-forget-records).
    gcTime: Infinity,
    retry: false,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    // Maps and readonly views are kept as they are.
    structuralSharing: false,
  });

  const reveal = async (place: CellPlace): Promise<Reply<number>> => {
    setRevealing(placeKey(place));
    const reply = await bridge.call('record.reveal', { record: id, ...place });
    setRevealing(null);
    if (!reply.ok) return reply;
    const { cell, auditSeq } = reply.value;
    queries.setQueryData<Reply<Opened>>(key, (now) =>
      now?.ok === true
        ? {
            ok: true,
            value: {
              view: withCell(now.value.view, place, cell),
              revealed: new Map(now.value.revealed).set(placeKey(place), auditSeq),
            },
          }
        : now,
    );
    return { ok: true, value: auditSeq };
  };

  const { refetch } = query;
  const again = useCallback(() => void refetch(), [refetch]);
  const record: OpenRecord =
    query.data === undefined
      ? { state: 'opening' }
      : query.data.ok
        ? { state: 'open', ...query.data.value }
        : { state: 'fault', fault: query.data.fault };
  return { record, again, reveal, revealing };
}
