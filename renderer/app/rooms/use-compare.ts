/** Two records beside each other: which, until they are closed or the reason they were opened for is another. */
import { useCallback, useState } from 'react';
import type { ResultRow } from '../../../shared/records/search.ts';
import type { ComparedRecord } from '../../features/viewer/compare/compare-page.tsx';

interface Held {
  readonly reasonId: string;
  readonly records: readonly [ComparedRecord, ComparedRecord];
}

export function useCompare(reasonId: string | null) {
  const [held, setHeld] = useState<Held | null>(null);
  const compare = useCallback(
    ([one, other]: readonly ResultRow[]) => {
      if (one !== undefined && other !== undefined && reasonId !== null) setHeld({ reasonId, records: [one, other] });
    },
    [reasonId],
  );
  const closeCompare = useCallback(() => setHeld(null), []);
  return { compared: held?.reasonId === reasonId ? held.records : null, compare, closeCompare };
}
